# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# What every script in a guest can use; it runs with `set -eu`.

# within SECONDS COMMAND...: until it succeeds. The guest may be $SLOWNESS times as slow as one of Debian's
# kernels, and has as much more time.
: ${SLOWNESS:=1}
within() {
  until=$(($(date +%s) + $1 * SLOWNESS))
  shift
  while ! "$@"; do
    [ "$(date +%s)" -lt "$until" ] || return 1
    sleep 0.1
  done
}

# rounds N: the numbers up to N, in a slow guest as many as take as long.
rounds() {
  seq $((($1 + SLOWNESS - 1) / SLOWNESS))
}

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
