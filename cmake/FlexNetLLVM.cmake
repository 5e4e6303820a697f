# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# LLVM and Clang 22.1 of the distribution, and nothing else.
find_package(LLVM 22.1 REQUIRED CONFIG HINTS /usr/lib/llvm-22/lib/cmake/llvm)
find_package(Clang REQUIRED CONFIG HINTS ${LLVM_LIBRARY_DIR}/cmake/clang)
if(NOT LLVM_VERSION_MAJOR EQUAL 22 OR NOT LLVM_VERSION_MINOR EQUAL 1)
  message(FATAL_ERROR "FlexNet needs LLVM 22.1, found ${LLVM_PACKAGE_VERSION}")
endif()

# add_flexnet_library(name files...): a static library in LLVM's dialect of C++.
function(flexnet_llvm_target target)
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/llvm/include
                                               ${PROJECT_SOURCE_DIR}/clang/include)
  target_include_directories(${target} SYSTEM PRIVATE ${LLVM_INCLUDE_DIRS} ${CLANG_INCLUDE_DIRS})
  separate_arguments(definitions NATIVE_COMMAND "${LLVM_DEFINITIONS}")
  target_compile_options(${target} PRIVATE ${definitions} -fno-rtti -fno-exceptions)
endfunction()
