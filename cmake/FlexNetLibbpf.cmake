# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# PkgConfig::LIBBPF and PkgConfig::LIBXDP. Only libbpf 1.4 and newer loads struct_ops of modules: that
# of the folder FLEXNET_LIBBPF, the machine's, or Debian's backport, which is linked statically and
# installed with FlexNet.
find_package(PkgConfig REQUIRED)
pkg_check_modules(LIBELF REQUIRED IMPORTED_TARGET GLOBAL libelf)
if(NOT FLEXNET_LIBBPF)
  pkg_check_modules(LIBBPF IMPORTED_TARGET GLOBAL libbpf>=1.4)
endif()

if(NOT FLEXNET_LIBBPF AND NOT LIBBPF_FOUND)
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
  message(STATUS "libbpf is older than 1.4: using that of Debian's backports")
  execute_process(
    COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_LIST_DIR}/../scripts/lib/libbpf.py
      --build ${CMAKE_BINARY_DIR}
    OUTPUT_VARIABLE FLEXNET_LIBBPF ERROR_VARIABLE why RESULT_VARIABLE status
    OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(status)
    message(FATAL_ERROR "FlexNet needs libbpf 1.4 or newer. pkg-config does not find it, and "
                        "Debian's backport cannot be had: ${why}Give the folder of one with "
                        "-DFLEXNET_LIBBPF=FOLDER.")
  endif()
endif()

if(LIBBPF_FOUND)
  pkg_check_modules(LIBXDP REQUIRED IMPORTED_TARGET GLOBAL libxdp)
  set(FLEXNET_LIBBPF_INCLUDE ${LIBBPF_INCLUDEDIR} CACHE INTERNAL "")
else()
  file(GLOB_RECURSE libbpf ${FLEXNET_LIBBPF}/lib/libbpf.a)
  find_library(libxdp libxdp.a REQUIRED NO_CACHE) # the shared one would bring the older libbpf
  find_library(libz z REQUIRED NO_CACHE)
  add_library(PkgConfig::LIBBPF STATIC IMPORTED GLOBAL)
  set_target_properties(PkgConfig::LIBBPF PROPERTIES
    IMPORTED_LOCATION ${libbpf}
    INTERFACE_INCLUDE_DIRECTORIES ${FLEXNET_LIBBPF}/include
    INTERFACE_LINK_LIBRARIES "PkgConfig::LIBELF;${libz}")
  add_library(PkgConfig::LIBXDP STATIC IMPORTED GLOBAL)
  set_target_properties(PkgConfig::LIBXDP PROPERTIES
    IMPORTED_LOCATION ${libxdp}
    INTERFACE_LINK_LIBRARIES PkgConfig::LIBBPF)
  set(FLEXNET_LIBBPF_INCLUDE ${FLEXNET_LIBBPF}/include CACHE INTERNAL "")
endif()
