# SPDX-License-Identifier: GPL-3.0-or-later
# Packages, warnings, hardening and sanitizers: what every target of the house shares.

set(_qt_parts Core Network Sql WebSockets Test)
if(KYDAI_GUI)
    list(APPEND _qt_parts Gui Quick QuickTest Multimedia Svg LinguistTools)
endif()
list(REMOVE_ITEM _qt_parts Sql)
find_package(Qt6 6.4 REQUIRED COMPONENTS ${_qt_parts})
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(tl-expected REQUIRED)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(EXIV2 REQUIRED IMPORTED_TARGET exiv2)

# AUTOMOC for every room; the QML rooms add what they need themselves.
set(CMAKE_AUTOMOC ON)
set(QT_QML_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/imports)
list(APPEND QML_IMPORT_PATH ${QT_QML_OUTPUT_DIRECTORY})
set(QML_IMPORT_PATH ${QML_IMPORT_PATH} CACHE STRING "" FORCE)

# The sloppiness is what a compiler cache asks for to work beside a precompiled header; the base folder
# lets one cache serve every checkout. `env` starts faster than `cmake -E env`, and this runs a
# thousand times a build.
find_program(KYDAI_CCACHE ccache)
find_program(KYDAI_ENV env)
if(KYDAI_CCACHE AND KYDAI_ENV)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${KYDAI_ENV}
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${KYDAI_CCACHE})
    set(CMAKE_C_COMPILER_LAUNCHER ${KYDAI_CCACHE})
endif()

# Line numbers are enough for a backtrace, and much faster to build.
set(CMAKE_CXX_FLAGS_DEBUG "-g1")

add_library(kydai_options INTERFACE)
target_compile_definitions(kydai_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING
    QT_STRICT_ITERATORS QT_NO_FOREACH
    KYDAI_VERSION="${PROJECT_VERSION}")
target_compile_options(kydai_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wcast-qual
    -Woverloaded-virtual -Wimplicit-fallthrough)
if(KYDAI_WERROR)
    target_compile_options(kydai_options INTERFACE -Werror)
endif()
if(KYDAI_SANITIZE)
    target_compile_options(kydai_options INTERFACE -fsanitize=${KYDAI_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(kydai_options INTERFACE -fsanitize=${KYDAI_SANITIZE})
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Release")
    # Assertions stay on in release (KYDAI_ASSERT does not look at NDEBUG); hardening is for release.
    target_compile_options(kydai_options INTERFACE -fstack-protector-strong -D_FORTIFY_SOURCE=2)
    target_link_options(kydai_options INTERFACE -Wl,-z,relro,-z,now)
endif()
