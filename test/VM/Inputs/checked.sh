# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Runs the test beside it. Then nothing of it may be left, and the kernel may not have complained.
complaints='WARNING:|BUG:|Oops|refcount_t|general protection|waiting for .* to become free|stall|blocked for more than|RCU usage|circular locking|kmemleak|ODEBUG|ref_tracker'
dmesg -c >/dev/null
# Seconds until it complains of a device that is still in use.
echo 1 >/proc/sys/net/core/netdev_unregister_timeout_secs
: >expected # complaints that the test provokes
sh -eux -c '. ./lib.sh; . ./test'
status=$?
ip -all netns list | while read -r name rest; do
  echo "the network namespace $name is left" >>left
done
# What nothing refers to any more: five seconds old, as kmemleak takes it for a leak then only.
leaks=/sys/kernel/debug/kmemleak
if [ -e $leaks ]; then
  sleep 6
  echo scan >$leaks
  cat $leaks >>left
  echo clear >$leaks
fi
dmesg | grep -E "$complaints" | grep -vFf expected >>left && dmesg
[ ! -s left ] || { cat left; exit 1; }
exit $status
