# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# In the guest: in-guest.sh COUNT RUNS BATCH... Lines: CASE BATCH NANOSECONDS; first and last the clock's.
set -eu
. ./lib.sh
. ./pipeline.sh
count=$1 runs=$2
shift 2
batches=$*

measure() { # CASE PROGRAM
  for batch in $batches; do
    ./flexnet-bench-guest references.o "$2" "$count" "$batch" "$runs" >measured
    sed "s/^/$1 $batch /" measured
  done
}

in_b() {
  ip netns exec b sh -c "$1"
}

device=/sys/class/net/vb
echo -1 >/proc/sys/kernel/sched_rt_runtime_us
hosts
# Nothing else arrives: neighbours, multicast listeners.
for host in a b; do
  ip netns exec $host sh -c 'echo 1 >/proc/sys/net/ipv6/conf/all/disable_ipv6'
done
ip netns exec b ethtool -K vb gro on
insmod ./by_hand.ko
ip -n b link add hand0 type by_hand
ip -n b link set hand0 up

sleep 2
echo "clock $(./flexnet-bench-guest clock)"
measure drop drop
measure plain -
measure pass pass
in_b "echo 2 >$device/queues/rx-0/rps_cpus"
measure rps -
in_b "echo 0 >$device/queues/rx-0/rps_cpus"
in_b "echo 1 >$device/threaded"
measure threaded -
in_b "echo 0 >$device/threaded"
measure cpumap cpumap
measure by_hand by_hand
attach ramp=round_robin
measure listing1 -
conserved
echo "clock $(./flexnet-bench-guest clock)"
