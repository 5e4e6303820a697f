# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# What `cmake --install` puts where. The compiler finds its headers beside itself, at
# ../lib/flexnet/include, and is called flexnet-clang to leave the name clang alone.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(package_dir lib/cmake/FlexNet)

install(PROGRAMS $<TARGET_FILE:flexnet-clang> DESTINATION ${CMAKE_INSTALL_BINDIR}
  RENAME flexnet-clang)
install(DIRECTORY ${PROJECT_BINARY_DIR}/lib/flexnet/include DESTINATION lib/flexnet)

install(TARGETS flexnet DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS libflexnet EXPORT FlexNetTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES
  ${PROJECT_SOURCE_DIR}/flexnet-runtime/include/flexnet/abi.h
  ${PROJECT_SOURCE_DIR}/flexnet-runtime/include/flexnet/application.h
  ${PROJECT_SOURCE_DIR}/flexnet-runtime/include/flexnet/libflexnet.h
  ${PROJECT_SOURCE_DIR}/flexnet-runtime/include/flexnet/monitor.h
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/flexnet)
if(FLEXNET_LIBBPF)
  get_target_property(libbpf PkgConfig::LIBBPF IMPORTED_LOCATION)
  install(FILES ${libbpf} DESTINATION lib/flexnet/libbpf/lib)
  install(DIRECTORY ${FLEXNET_LIBBPF}/include/bpf DESTINATION lib/flexnet/libbpf/include)
endif()

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/FlexNetConfig.cmake.in
  ${PROJECT_BINARY_DIR}/FlexNetConfig.cmake
  INSTALL_DESTINATION ${package_dir} PATH_VARS CMAKE_INSTALL_BINDIR)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/FlexNetConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(EXPORT FlexNetTargets NAMESPACE FlexNet:: DESTINATION ${package_dir})
install(FILES
  ${PROJECT_BINARY_DIR}/FlexNetConfig.cmake
  ${PROJECT_BINARY_DIR}/FlexNetConfigVersion.cmake
  ${CMAKE_CURRENT_LIST_DIR}/FlexNetBPFObject.cmake
  ${CMAKE_CURRENT_LIST_DIR}/FlexNetLibbpf.cmake
  DESTINATION ${package_dir})
