# What every target of the house has in common: warnings as errors, sanitizers, Qt's strictness.

find_program(REGATTA_CCACHE ccache)
if(REGATTA_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # The sloppiness is what ccache needs in order to cache around precompiled headers.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${REGATTA_CCACHE})
endif()

function(regatta_target target)
    target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR})
    target_compile_definitions(${target} PRIVATE
        QT_NO_KEYWORDS QT_NO_FOREACH QT_NO_CAST_TO_ASCII QT_RESTRICTED_CAST_FROM_ASCII
        QT_NO_URL_CAST_FROM_STRING QT_NO_NARROWING_CONVERSIONS_IN_CONNECT)
    target_compile_options(${target} PRIVATE
        -Wall -Wextra -Wpedantic -Werror -Wshadow -Wconversion -Wno-sign-conversion
        -Wnon-virtual-dtor -Woverloaded-virtual -Wnull-dereference
        # A designated initialiser leaves the other members at their defaults on purpose.
        -Wno-missing-field-initializers)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # g++ 12 reports these inside the standard library's own headers at -O2 and with sanitizers.
        target_compile_options(${target} PRIVATE -fpch-preprocess
            -Wno-null-dereference -Wno-maybe-uninitialized -Wno-restrict -Wno-stringop-overflow)
    endif()
    if(CMAKE_UNITY_BUILD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # Several sources are one here, so that what is theirs alone looks as if it came from a header, and hides names
        # of the others. Builds without this check both.
        target_compile_options(${target} PRIVATE -Wno-subobject-linkage -Wno-shadow)
    endif()
    if(REGATTA_SANITIZERS)
        target_compile_options(${target} PRIVATE
            -fsanitize=${REGATTA_SANITIZERS} -fno-sanitize-recover=all -fno-omit-frame-pointer)
        if(REGATTA_SANITIZERS MATCHES "undefined")
            # These make compiling twice as long. What the first two would find ends at AddressSanitizer. The last one
            # looks at memory by way of a pipe, which fails where a test has used up the descriptors.
            target_compile_options(${target} PRIVATE -fno-sanitize=null,object-size,alignment,vptr)
        endif()
        target_link_options(${target} PRIVATE -fsanitize=${REGATTA_SANITIZERS})
    endif()
endfunction()

# HEADER as an include names it: with its full path, ccache would know it in this checkout only.
function(regatta_precompile target header)
    if(REGATTA_PRECOMPILED_HEADERS)
        target_precompile_headers(${target} PRIVATE <${header}>)
    endif()
endfunction()

# The header that another target has precompiled, whose options must be the same.
function(regatta_precompile_as target other)
    if(REGATTA_PRECOMPILED_HEADERS)
        target_precompile_headers(${target} REUSE_FROM ${other})
    endif()
endfunction()

# For the code of tests, which takes longer to compile than to run.
function(regatta_optimise_less target)
    target_compile_options(${target} PRIVATE $<$<CONFIG:RelWithDebInfo>:-O0>)
endfunction()

# A program of tests.
function(regatta_tests target)
    regatta_target(${target})
    regatta_optimise_less(${target})
    regatta_precompile_as(${target} test_main)
    target_link_libraries(${target} PRIVATE test_support)
endfunction()
