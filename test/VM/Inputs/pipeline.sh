# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Two hosts, `a` and `b`; a pipeline on b's device; traffic between them; counters.

A4=10.77.0.1 B4=10.77.0.2 A6=fd77::1 B6=fd77::2
STATS=/sys/class/net/flexnet0/flexnet

# Of one transfer, and at least how many packets these are; packets cost a slow guest even more.
export BYTES=$((20000000 / (SLOWNESS * SLOWNESS)))
PACKETS=$((BYTES / 1448))

# With a hand-off device, for attach().
hosts() {
  bare_hosts
  ip -n b link add flexnet0 type flexnet
  ip -n b link set flexnet0 up
}

# A frame that XDP redirects has lost what was left to the device, checksum and VLAN tag: no offload.
bare_hosts() {
  ip netns add a
  ip netns add b
  ip link add va netns a type veth peer name vb netns b
  ip -n a addr add $A4/24 dev va
  ip -n b addr add $B4/24 dev vb
  ip -n a addr add $A6/64 dev va nodad
  ip -n b addr add $B6/64 dev vb nodad
  for host in a b; do
    ip netns exec $host ethtool -K v$host tx off txvlan off >ethtool.log
    ip -n $host link set v$host up
    ip -n $host link set lo up
  done
  trap no_hosts EXIT
}

# b's device becomes the port of a bridge, which has its addresses.
bridged() {
  ip -n b link add br0 type bridge forward_delay 0
  ip -n b link set br0 up
  ip -n b addr flush dev vb
  ip -n b link set vb master br0
  ip -n b addr add $B4/24 dev br0
  ip -n b addr add $B6/64 dev br0 nodad
}

# Each knows the other, and a says nothing of its own: what comes to b is the test's.
quiet() {
  for host in a b; do
    [ $host = a ] && other=b to4=$B4 to6=$B6 || other=a to4=$A4 to6=$A6
    for to in $to4 $to6; do
      ip -n $host neigh replace $to lladdr "$(link_address $other)" dev v$host nud permanent
    done
  done
  ip netns exec a nft -f - <<RULES
table inet quiet {
  chain out { type filter hook output priority 0;
    icmpv6 type { mld2-listener-report, nd-router-solicit, nd-neighbor-solicit } drop; }
}
RULES
}

# link_address HOST
link_address() {
  ip netns exec $1 cat /sys/class/net/v$1/address
}

no_hosts() {
  status=$?
  detach
  for pid in $(ip netns pids a 2>/dev/null) $(ip netns pids b 2>/dev/null); do
    kill "$pid" 2>/dev/null || true
  done
  ip netns del a 2>/dev/null || true
  ip netns del b 2>/dev/null || true
  exit $status
}

# attach [NAME=VALUE...]: of the constants of pipeline.bpf.c, or members of struct flexnet_ops.
attach() {
  : >attached
  ip netns exec b ./attach-pipeline pipeline.o vb flexnet0 "$@" >attached 2>&1 &
  pipeline=$!
  is_up grep -q ^attached attached
}

# is_up COMMAND...: it succeeds before the pipeline's process ends.
is_up() {
  if within ${ATTACH_SECONDS:-10} is_up_or_ended "$@" && "$@"; then return 0; fi
  cat attached
  return 1
}

is_up_or_ended() {
  "$@" || ! kill -0 $pipeline 2>/dev/null
}

# in_b COMMAND...: in b's network namespace, where the BPF file system stays: not `ip netns exec`.
in_b() {
  nsenter --net=/run/netns/b "$@"
}

in_a() {
  nsenter --net=/run/netns/a "$@"
}

# run [OPTION...]: `flexnet run` makes a hand-off device, and removes it in the end. A machine that stands still
# is no executor that does: its watchdog waits longer.
run() {
  : >attached
  nsenter --net=/run/netns/b flexnet run pipeline.o --dev vb --watchdog 60000 "$@" >report 2>attached &
  pipeline=$!
  is_up grep -q 'Ctrl-C ends it' attached
}

# serve PROGRAM: one of the examples' servers in b.
serve() {
  nsenter --net=/run/netns/b "$1" pipeline.o --dev vb >report 2>attached &
  pipeline=$!
  is_up has_xdp
}

has_xdp() {
  ip -n b link show vb | grep -q xdp
}

detach() {
  [ -n "${pipeline:-}" ] || return 0
  kill "$pipeline" 2>/dev/null || true
  wait "$pipeline" || true
  pipeline=
}

counter() {
  ip netns exec b cat $STATS/"$1"
}

counters() {
  ip netns exec b sh -c "cd $STATS && grep . *"
}

# counts NAME N, equal NAME NAME: hosts send more than a test's packets, so only `within` some time.
counts() {
  [ "$(counter "$1")" = "$2" ]
}

equal() {
  counts "$1" "$(counter "$2")"
}

# Nothing was lost, and nothing waits: struct fx_counters. One may come while they are read.
conserved() {
  within 5 adds_up || { cat counters.log; return 1; }
}

adds_up() {
  counters >counters.log
  awk -F: '{ n[$1] = $2 }
    END {
      came = n["bad_frame"] + n["no_memory"] + n["no_device"] + n["stalled"] + n["passed"] +
             n["dropped"] + n["taken"]
      went = n["finished"] + n["sent"] + n["left"] + n["released"] + n["swept"] + n["late"] + n["gone"]
      exit n["waiting"] || n["handed_over"] != came || n["taken"] != went
    }' counters.log
}

# at_least NAME N
at_least() {
  [ "$(counter "$1")" -ge "$2" ] || { counters; return 1; }
}

# pings ADDRESS [OPTION...]: five to the host with this address, all answered, once.
pings() {
  pinged=$1 pinger=a
  shift
  case $pinged in $A4 | $A6) pinger=b ;; esac
  ip netns exec $pinger ping -q -c 5 -i 0.1 -W 5 "$@" $pinged >pinged.log || true
  cat pinged.log
  grep -q '5 packets transmitted, 5 received, 0% packet loss' pinged.log
}

# keep_pinging HOST ADDRESS: until end_pings, for which each echo request has to have its reply: of the
# kernel's counters, as `ping` does not wait for the last one when it is interrupted.
keep_pinging() {
  pinging=$1
  ip netns exec $pinging ping -q -i 0.02 "$2" >pings.log &
  ping=$!
}

end_pings() {
  kill -INT $ping
  wait $ping || true
  cat pings.log
  within 5 all_answered || { echo "$(echoes OutEchos) requests, $(echoes InEchoReps) replies"; return 1; }
}

all_answered() {
  [ "$(echoes InEchoReps)" = "$(echoes OutEchos)" ]
}

echoes() {
  ip netns exec $pinging awk -v name=$1 '/^Icmp:/ && !n { n = split($0, names); next }
    /^Icmp:/ { for (i = 2; i <= n; i++) if (names[i] == name) print $i }' /proc/net/snmp
}

# traffic tcp|udp ADDRESS: BYTES to the host with this address, compared byte by byte.
traffic() {
  to=b from=a
  case $2 in $A4 | $A6) to=a from=b ;; esac
  ip netns exec $to python3 -B ./traffic.py "$1" receive "$2" >received.log 2>&1 &
  receiver=$!
  ip netns exec $from timeout $((100 * SLOWNESS)) python3 -B ./traffic.py "$1" send "$2"
  wait $receiver || { cat received.log; return 1; }
}

# all_traffic ADDRESS...: pings, TCP and UDP to each.
all_traffic() {
  for address in "$@"; do
    pings $address
    traffic tcp $address
    traffic udp $address
  done
}

# variable NAME: a number among the variables of pipeline.o.
variable() {
  bpftool -j map dump name pipeline.bss | python3 -c '
import json, sys
sections = json.load(sys.stdin)[0]["formatted"]["value"]
print(*(v for s in sections.values() for m in s for n, v in m.items() if n == sys.argv[1]))' "$1"
}

# suspended_at_least N: what `flexnet run` reported of packets on CPU queues, none of them lost.
suspended_at_least() {
  reported=$(sed -n 's/^suspended \([0-9]*\) = resumed \1 + lost 0 + waiting 0$/\1/p' report)
  [ "${reported:-0}" -ge "$1" ] || { cat report; return 1; }
}

# The module is removed: once the kernel has freed the maps of a pipeline that ended.
remove_module() {
  within 5 sh -c 'rmmod flexnet 2>rmmod.log' || { cat rmmod.log; return 1; }
}
