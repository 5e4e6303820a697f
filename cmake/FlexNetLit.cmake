# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# The tests' runner. Targets: check-flexnet (all), check-compile, check-kernel, check-vm.
# What the tests need is appended by whoever builds it:
#   set_property(GLOBAL APPEND PROPERTY FLEXNET_TEST_DEPENDS target...)
find_program(LIT_EXECUTABLE NAMES lit llvm-lit PATHS ${LLVM_TOOLS_BINARY_DIR} NO_DEFAULT_PATH)
find_program(LIT_EXECUTABLE NAMES lit llvm-lit REQUIRED)

function(flexnet_lit_target name)
  get_property(depends GLOBAL PROPERTY FLEXNET_TEST_DEPENDS)
  add_custom_target(${name}
    COMMAND ${LIT_EXECUTABLE} -sv ${ARGN} ${CMAKE_CURRENT_BINARY_DIR}
    DEPENDS ${depends}
    USES_TERMINAL)
endfunction()
