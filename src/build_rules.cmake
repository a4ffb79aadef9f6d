# SPDX-License-Identifier: Apache-2.0
# The rules every target of the project is built by: compiler flags, third-party targets, and the
# functions that declare a module, an embedded asset and a test program.

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(CLI11 REQUIRED)
find_package(date REQUIRED)
find_package(glfw3 REQUIRED)
find_package(GDAL REQUIRED)
# libosmium is headers only; these are what its readers of XML and PBF call.
find_package(EXPAT REQUIRED)
find_package(ZLIB REQUIRED)
pkg_check_modules(geos_c REQUIRED IMPORTED_TARGET geos)
pkg_check_modules(proj REQUIRED IMPORTED_TARGET proj)
pkg_check_modules(epoxy REQUIRED IMPORTED_TARGET epoxy)
pkg_check_modules(cairo REQUIRED IMPORTED_TARGET cairo cairo-pdf)
pkg_check_modules(imgui REQUIRED IMPORTED_TARGET imgui)
# Debian's static libimgui.a rasterises fonts with FreeType but does not say so in imgui.pc.
pkg_check_modules(freetype2 REQUIRED IMPORTED_TARGET freetype2)
target_link_libraries(PkgConfig::imgui INTERFACE PkgConfig::freetype2)

# Dev: optimised lightly, assertions kept.
set(CMAKE_CXX_FLAGS_DEV "-O1 -g")
set(CMAKE_C_FLAGS_DEV "-O1 -g")
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "build type" FORCE)
endif()

add_library(nearnet_flags INTERFACE)
target_include_directories(nearnet_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)
# -ffp-contract=off: the same arithmetic, hence the same bytes, whatever the processor offers.
target_compile_options(nearnet_flags INTERFACE
  -Wall -Wextra -Wpedantic -Werror -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align -Wunused -Wnull-dereference
  -Wdouble-promotion -Wformat=2 -Wimplicit-fallthrough -ffp-contract=off)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(nearnet_flags INTERFACE -Wduplicated-cond -Wlogical-op)
  # GCC 12 reports false positives inside the standard library when optimising.
  target_compile_options(nearnet_flags INTERFACE
    -Wno-null-dereference -Wno-restrict -Wno-maybe-uninitialized)
endif()
target_link_libraries(nearnet_flags INTERFACE Threads::Threads fmt::fmt)
if(NEARNET_SANITIZE)
  add_compile_options(-fsanitize=${NEARNET_SANITIZE} -fno-sanitize-recover=all
                      -fno-omit-frame-pointer)
  # Line numbers are all that their reports show; variables would take a third of the build.
  add_compile_options(-g1)
  add_link_options(-fsanitize=${NEARNET_SANITIZE})
endif()

# nearnet_module(NAME DEPENDS modules... SOURCES files... [PRIVATE third-party targets...])
# One static library a folder of src/. DEPENDS repeats the module table of src/README.md.
function(nearnet_module name)
  cmake_parse_arguments(arg "" "" "DEPENDS;SOURCES;PRIVATE" ${ARGN})
  add_library(nearnet_${name} STATIC ${arg_SOURCES})
  list(TRANSFORM arg_DEPENDS PREPEND nearnet_)
  target_link_libraries(nearnet_${name} PUBLIC nearnet_flags ${arg_DEPENDS} PRIVATE ${arg_PRIVATE})
endfunction()

# nearnet_embed(TARGET SYMBOL FILE): compiles FILE into TARGET as nearnet::embedded::SYMBOL, a
# std::string_view that the using .cpp declares extern, so that the program runs from any directory.
function(nearnet_embed target symbol file)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/embedded_${symbol}.cpp)
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DIN=${file} -DOUT=${out} -DSYMBOL=${symbol}
            -P ${CMAKE_SOURCE_DIR}/src/embed_file.cmake
    DEPENDS ${file} ${CMAKE_SOURCE_DIR}/src/embed_file.cmake
    COMMENT "Embedding ${file}" VERBATIM)
  target_sources(${target} PRIVATE ${out})
endfunction()

# nearnet_test(NAME DEPENDS modules... SOURCES files... [PRIVATE targets...] [LABELS labels...] [BY_SUITE])
# One GoogleTest program a folder of tests/. BY_SUITE: ctest runs a suite at a time, not a test, for
# suites whose tests share what the first of them made.
function(nearnet_test name)
  cmake_parse_arguments(arg "BY_SUITE" "" "DEPENDS;SOURCES;PRIVATE;LABELS" ${ARGN})
  find_package(GTest REQUIRED)
  include(GoogleTest)
  add_executable(${name}_test ${arg_SOURCES})
  list(TRANSFORM arg_DEPENDS PREPEND nearnet_)
  target_include_directories(${name}_test PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  target_compile_definitions(${name}_test PRIVATE
    NEARNET_SOURCE_DIR="${CMAKE_SOURCE_DIR}" NEARNET_BINARY_DIR="${CMAKE_BINARY_DIR}")
  target_link_libraries(${name}_test PRIVATE ${arg_DEPENDS} ${arg_PRIVATE} GTest::gmock
                        GTest::gtest_main)
  set(leaks ${CMAKE_SOURCE_DIR}/tests/library_leaks.supp)
  set(properties TIMEOUT 1200 ENVIRONMENT "LSAN_OPTIONS=suppressions=${leaks}:print_suppressions=0")
  if(arg_LABELS)
    list(APPEND properties LABELS ${arg_LABELS})
  endif()
  if(NOT arg_BY_SUITE)
    gtest_discover_tests(${name}_test DISCOVERY_MODE PRE_TEST PROPERTIES ${properties})
    return()
  endif()
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${arg_SOURCES})
  set(suites)
  foreach(source ${arg_SOURCES})
    file(STRINGS ${source} tests REGEX "^TEST(_F|_P)?\\(")
    list(TRANSFORM tests REPLACE "^TEST(_F|_P)?\\(([A-Za-z]+),.*" "\\2")
    list(APPEND suites ${tests})
  endforeach()
  list(REMOVE_DUPLICATES suites)
  foreach(suite ${suites})
    add_test(NAME ${name}.${suite} COMMAND ${name}_test --gtest_filter=${suite}.*:*/${suite}.*)
    set_tests_properties(${name}.${suite} PROPERTIES ${properties})
  endforeach()
endfunction()
