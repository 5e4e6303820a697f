# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# What every test in a guest can use; it runs with `set -eu`.

# For a command that has to fail: `! command` does not end a script.
not() {
  if "$@"; then
    echo "this should have failed: $*" >&2
    return 1
  fi
}

unsupported() {
  echo "$*"
  exit 77
}
