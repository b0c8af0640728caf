#!/bin/sh
# SPDX-License-Identifier: MIT
# acpi_rows.sh GPAMAP: ACPI tables through the command: there and back, in a
# row, in a folder, and what it says of those that are wrong.
set -u

gpamap=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2
failed=0

fail() {
	echo "FAIL: $1"
	failed=1
}

# same WHAT FILE FILE
same() {
	cmp "$2" "$3" || fail "$1"
}

# says WHAT STATUS SENTENCE COMMAND...: fails so, with this on standard error.
says() {
	what=$1 status=$2 sentence=$3
	shift 3
	"$@" >out 2>err
	got=$?
	[ "$got" = "$status" ] || fail "$what: exit status $got"
	grep -qF "$sentence" err || {
		fail "$what: does not say \"$sentence\""
		cat err
	}
}

# disagrees SENTENCE FILE...: these do not agree, and this is what is said.
disagrees() {
	sentence=$1
	shift
	"$gpamap" agree "$@" >out
	[ $? = 1 ] || fail "agree $*: not exit status 1"
	grep -qF "$sentence" out || {
		fail "agree $*: does not say \"$sentence\""
		cat out
	}
}

cat >map.yaml <<'END'
gpamap: 1
ram:
  - {start: 0, size: 640K, vnode: 0}
  - {start: 1M, end: 2G, vnode: 0}
  - {start: 4G, size: 4G, vnode: 1}
other:
  - {kind: hotplug, start: 16G, size: 16G, vnode: 1}
  - {kind: pmem, start: 64G, size: 4G, vnode: 2}
END
cat >ecam.yaml <<'END'
gpamap: 1
pci_ecam:
  - {start: 0xb0000000, size: 16M}
  - {start: 0xc0000000, size: 32M}
END
cat >cxl.yaml <<'END'
gpamap: 1
other:
  - {kind: hotplug, start: 16G, size: 16G, name: cxl-window}
  - {kind: pmem, start: 64G, size: 4G, name: cxl-pmem}
END

# What a table can tell comes back: the digest of the map says so.
for table in srat:map mcfg:ecam cedt:cxl; do
	map=${table#*:} table=${table%:*}
	"$gpamap" show -o "$table" --output "$table" $map.yaml ||
		fail "$table: not written"
	"$gpamap" show -o json $map.yaml | grep digest >want
	"$gpamap" show -o json "$table" | grep digest >got
	[ -s want ] || fail "$table: no digest"
	same "$table: other map" got want
	"$gpamap" show -o json --from "$table" "$table" | grep digest >got
	same "$table: other map with --from" got want
done
"$gpamap" show -o slit --output slit map.yaml || fail "slit: not written"
"$gpamap" show -o hmat --output hmat map.yaml || fail "hmat: not written"

# In a row, from a pipe, and as the files of a folder.
mkdir tables tables/dynamic
cp cedt hmat mcfg slit tables
cat cedt hmat mcfg slit >row
"$gpamap" show -o spec row >want || fail "row: not read"
"$gpamap" show -o spec - <row >got || fail "row: not read from a pipe"
same "row: other map from a pipe" got want
"$gpamap" show -o spec tables >got || fail "folder: not read"
same "folder: other map" got want
grep -q pci_ecam want || fail "row: no ECAM"
grep -q hotplug want || fail "row: no window"

# Latencies, bandwidths and caches are held against each other, also out of a
# folder, and against the nodes of the SRAT.
"$gpamap" show -o srat --output tables/srat map.yaml
"$gpamap" show -o hmat,read-latency=0:0:100+0:1:250,cache=1:1:1M \
	--output tables/hmat map.yaml || fail "hmat: not written with a matrix"
cp tables/hmat mine
"$gpamap" agree mine tables/hmat tables/srat map.yaml >out || {
	fail "HMATs and the SRAT do not agree"
	cat out
}
"$gpamap" show -o hmat,read-latency=0:0:100+0:1:251,cache=1:1:1M --output mine \
	map.yaml
disagrees "read latency from node 0 to node 1: mine tells 251000 ps, tables/hmat \
tells 250000 ps" mine tables/hmat
"$gpamap" show -o hmat,cache=1:1:2M --output mine map.yaml
disagrees "size of cache 1 of node 1: mine tells 2097152 bytes" mine tables
"$gpamap" show -o hmat --output mine --ram 1G,1G,1G,1G
disagrees "mine tells of the memory of node 3" mine tables/srat

says "only distances" 2 "no ranges in this input" "$gpamap" show slit
head -c 100 srat >short
says "cut" 2 "100 bytes where 248 belong" "$gpamap" show short
{
	head -c 60 srat
	printf '\377'
	tail -c +62 srat
} >changed
says "changed" 2 "at byte 9: damaged" "$gpamap" show changed
says "not a table" 2 "at byte 0: not what" "$gpamap" show --from srat mcfg
says "no ECAM" 2 "no PCI ECAM range" "$gpamap" show -o mcfg map.yaml
says "no window" 2 "no CXL window" "$gpamap" show -o cedt map.yaml
says "no nodes" 2 "no nodes" "$gpamap" show -o slit ecam.yaml
says "half a bus" 2 "pci_ecam[0] 0xb0000000-0xb0180000 is not a multiple of" \
	"$gpamap" show -o mcfg --pci-ecam 0xb0000000+1536K
mkdir empty
says "empty folder" 2 "it is a directory, and not one of ACPI tables" "$gpamap" show empty

[ $failed = 0 ] && echo "ACPI tables come back as they went"
exit $failed
