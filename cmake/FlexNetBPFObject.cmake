# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# flexnet_bpf_object(name SOURCES file.bpf.cpp... [OPTIONS option...])
#
# Compiles each source with FlexNet's clang to an object of its own,
# <current binary dir>/file.bpf.o. The target `name` builds them; its property
# FLEXNET_OBJECTS lists them. Works in FlexNet's own build and after
# find_package(FlexNet).
function(flexnet_bpf_object name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SOURCES;OPTIONS")
  if(NOT ARG_SOURCES OR ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "flexnet_bpf_object(${name} SOURCES file.bpf.cpp... [OPTIONS option...])")
  endif()
  if(TARGET flexnet-clang)
    set(clang $<TARGET_FILE:flexnet-clang>)
  else()
    set(clang ${FLEXNET_CLANG})
  endif()

  set(objects)
  foreach(source IN LISTS ARG_SOURCES)
    get_filename_component(source ${source} ABSOLUTE)
    get_filename_component(stem ${source} NAME_WLE)
    set(object ${CMAKE_CURRENT_BINARY_DIR}/${stem}.o)
    add_custom_command(OUTPUT ${object}
      COMMAND ${clang} -target bpf -fflexnet-coro -O2 -g ${ARG_OPTIONS}
        -MD -MF ${object}.d -MT ${object} -c ${source} -o ${object}
      DEPENDS ${source} ${clang}
      DEPFILE ${object}.d
      COMMENT "Compiling BPF object ${stem}.o"
      VERBATIM)
    list(APPEND objects ${object})
  endforeach()
  add_custom_target(${name} ALL DEPENDS ${objects})
  set_property(TARGET ${name} PROPERTY FLEXNET_OBJECTS ${objects})
endfunction()
