# SPDX-License-Identifier: GPL-3.0-or-later
# The headers that nearly every unit reads, compiled once and shared by all rooms: halves the build.
# A room must not rely on them; it includes what it uses.
option(KYDAI_PCH "Share one precompiled header among the rooms" ON)
if(NOT KYDAI_PCH)
    function(kydai_precompiled target)
    endfunction()
    return()
endif()

file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/precompiled/unit.cpp CONTENT "// only its precompiled header matters\n")
add_library(kydai_precompiled OBJECT ${CMAKE_BINARY_DIR}/precompiled/unit.cpp)
target_link_libraries(kydai_precompiled PRIVATE kydai_options Qt6::Core tl::expected)
set_target_properties(kydai_precompiled PROPERTIES AUTOMOC OFF)
target_precompile_headers(kydai_precompiled PRIVATE
    <QByteArray> <QCborArray> <QCborMap> <QCborStreamReader> <QCborValue> <QCryptographicHash>
    <QDateTime> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject> <QList> <QMap> <QSet> <QString>
    <QStringList> <QUuid> <QVariantMap> <tl/expected.hpp>
    <algorithm> <deque> <functional> <memory> <optional> <span> <variant> <vector>)

function(kydai_precompiled target)
    target_precompile_headers(${target} REUSE_FROM kydai_precompiled)
endfunction()
