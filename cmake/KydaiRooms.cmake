# SPDX-License-Identifier: GPL-3.0-or-later
# A room is one static library with a layer number. Edges only go down: the deferred check follows
# what every room links, generator expressions included, and fails on an upward edge.

define_property(TARGET PROPERTY KYDAI_LAYER BRIEF_DOCS "Layer of a room (1 = lowest)"
    FULL_DOCS "Layer of a room; a room links only rooms of a lower layer.")

# Adds libs/<name> for each name, and tests/<name> through tests/CMakeLists.txt.
function(kydai_rooms)
    foreach(room IN LISTS ARGN)
        if(EXISTS ${CMAKE_SOURCE_DIR}/libs/${room}/CMakeLists.txt)
            add_subdirectory(libs/${room})
        endif()
    endforeach()
endfunction()

# kydai_add_room(NAME LAYER n SOURCES … [PUBLIC …] [PRIVATE …] [MOC])  ->  target kydai_NAME
# MOC: the room has classes with Q_OBJECT. The others are compiled without generated include paths,
# so that a compiler cache serves every build folder.
function(kydai_add_room name)
    cmake_parse_arguments(R "MOC" "LAYER" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    if(NOT R_LAYER)
        message(FATAL_ERROR "room ${name} has no LAYER")
    endif()
    add_library(kydai_${name} STATIC ${R_SOURCES})
    target_include_directories(kydai_${name} PUBLIC ${CMAKE_SOURCE_DIR}/libs)
    target_link_libraries(kydai_${name} PUBLIC Qt6::Core ${R_PUBLIC}
        PRIVATE kydai_options ${R_PRIVATE})
    set_target_properties(kydai_${name} PROPERTIES KYDAI_LAYER ${R_LAYER} AUTOMOC ${R_MOC})
    set_property(GLOBAL APPEND PROPERTY KYDAI_TARGETS kydai_${name})
    kydai_precompiled(kydai_${name})
endfunction()

# Records the layer of a target made by other means (programs, QML modules).
function(kydai_set_layer target layer)
    set_target_properties(${target} PROPERTIES KYDAI_LAYER ${layer})
    set_property(GLOBAL APPEND PROPERTY KYDAI_TARGETS ${target})
endfunction()

# What every qt_add_qml_module is given: debug builds interpret QML, since compiling it ahead of time
# costs more than all the rest of a module; releases compile it.
set(KYDAI_QML_FLAGS "")
if(CMAKE_BUILD_TYPE STREQUAL "Debug")
    set(KYDAI_QML_FLAGS NO_CACHEGEN)
endif()

# What Qt's QML compiler writes into a module is compiled a dozen files at a time (each reads the same
# large headers) and without the house's warnings: call after qt_add_qml_module. The module's own
# sources are compiled one by one and keep theirs.
set(KYDAI_GENERATED_QUIET "")
foreach(warning old-style-cast shadow cast-qual unused-parameter unused-variable unused-but-set-variable)
    string(APPEND KYDAI_GENERATED_QUIET "#pragma GCC diagnostic ignored \"-W${warning}\"\n")
endforeach()
function(kydai_quiet_generated target)
    get_target_property(sources ${target} SOURCES)
    list(FILTER sources EXCLUDE REGEX "/\\.rcc/qmlcache/.*_qml\\.cpp$")
    set_source_files_properties(${sources} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 12
        UNITY_BUILD_CODE_BEFORE_INCLUDE "${KYDAI_GENERATED_QUIET}")
endfunction()

# kydai_add_test(NAME SOURCES … LIBS … [LABELS …] [TIMEOUT s])  ->  program and ctest entry NAME
function(kydai_add_test name)
    cmake_parse_arguments(T "" "TIMEOUT" "SOURCES;LIBS;LABELS" ${ARGN})
    add_executable(${name} ${T_SOURCES})
    target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
    target_link_libraries(${name} PRIVATE kydai_options Qt6::Test ${T_LIBS})
    target_compile_definitions(${name} PRIVATE KYDAI_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
        KYDAI_BINARY_DIR="${CMAKE_BINARY_DIR}")
    kydai_precompiled(${name})
    add_test(NAME ${name} COMMAND ${name})
    if(NOT T_TIMEOUT)
        set(T_TIMEOUT 120)
    endif()
    set(environment QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8)
    if(KYDAI_SANITIZE MATCHES "thread")
        list(APPEND environment TSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/tsan.supp)
    endif()
    set_tests_properties(${name} PROPERTIES ENVIRONMENT "${environment}"
        TIMEOUT ${T_TIMEOUT} LABELS "${T_LABELS}")
endfunction()

# All kydai targets that `target` links, through generator expressions such as $<LINK_ONLY:x>.
function(_kydai_edges target out)
    set(edges "")
    foreach(prop LINK_LIBRARIES INTERFACE_LINK_LIBRARIES)
        get_target_property(libs ${target} ${prop})
        if(libs)
            string(REGEX MATCHALL "kydai_[A-Za-z0-9_]+" found "${libs}")
            list(APPEND edges ${found})
        endif()
    endforeach()
    list(REMOVE_DUPLICATES edges)
    set(${out} "${edges}" PARENT_SCOPE)
endfunction()

function(kydai_check_layers)
    get_property(all GLOBAL PROPERTY KYDAI_TARGETS)
    set(graph "")
    foreach(target IN LISTS all)
        get_target_property(layer ${target} KYDAI_LAYER)
        _kydai_edges(${target} edges)
        foreach(dep IN LISTS edges)
            if(dep MATCHES "^kydai_(options|precompiled)$" OR dep STREQUAL target OR NOT TARGET ${dep})
                continue()
            endif()
            string(REGEX REPLACE "(plugin(_init)?|_resources_[0-9]+|_qmlcache)$" "" base ${dep})
            if(NOT TARGET ${base})
                set(base ${dep})
            endif()
            get_target_property(below ${base} KYDAI_LAYER)
            if(base STREQUAL target)
                continue()
            endif()
            if(NOT below)
                message(FATAL_ERROR "${target} links ${dep}, which has no layer")
            endif()
            if(NOT below LESS layer)
                message(FATAL_ERROR
                    "${target} (layer ${layer}) links ${dep} (layer ${below}): edges only go down")
            endif()
            string(APPEND graph "${target} ${base}\n")
        endforeach()
    endforeach()
    file(WRITE ${CMAKE_BINARY_DIR}/rooms.txt "${graph}")
endfunction()

# kydai_add_program(NAME TARGET t SOURCES … LIBS …)  ->  build/<preset>/bin/NAME
function(kydai_add_program target)
    cmake_parse_arguments(P "" "NAME" "SOURCES;LIBS" ${ARGN})
    add_executable(${target} ${P_SOURCES})
    target_link_libraries(${target} PRIVATE kydai_options ${P_LIBS})
    set_target_properties(${target} PROPERTIES OUTPUT_NAME ${P_NAME}
        RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
    kydai_set_layer(${target} 9)
endfunction()
