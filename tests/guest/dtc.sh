#!/bin/sh
# SPDX-License-Identifier: MIT
#
# dtc.sh FDT_FILES SOURCE [GPAMAP]: dtc reads every tree that we write without
# a warning, and makes the same bytes of it; of our source, too.
set -eu
export LC_ALL=C.UTF-8

if ! command -v dtc >/dev/null 2>&1; then
	echo "SKIP: no dtc here (Debian: device-tree-compiler)"
	exit 77
fi

files=$(realpath "$1")
source=$(realpath "$2")
gpamap=
[ $# -lt 3 ] || gpamap=$(realpath "$3")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

failed=0
count=0

fail() {
	echo "FAIL: $1"
	cat said
	failed=1
}

# same NAME FORM FILE: dtc makes of FILE what NAME.dtb is, without a word.
same() {
	dtc -I "$2" -O dtb -o made "$3" >said 2>&1 || fail "$1: $2 not read"
	[ ! -s said ] || fail "$1: $2 read with complaints"
	cmp "$1.dtb" made >said 2>&1 || fail "$1: other bytes of $2"
	count=$((count + 1))
}

# sound FILE: dtc makes source of it, without a word.
sound() {
	dtc -I dtb -O dts -o made "$1" >said 2>&1 || fail "$1: not read"
	[ ! -s said ] || fail "$1: read with complaints"
	count=$((count + 1))
}

"$files" . >said 2>&1 || fail "fdt_files"
for name in everything short-sizes one-cell; do
	same "$name" dtb "$name.dtb"
done
# What was merged keeps the names that it had before.
sound merged-full.dtb
sound merged-bare.dtb

if [ -n "$gpamap" ]; then
	for map in "$source"/tests/golden/*.*; do
		"$gpamap" show -o dtb "$map" >map.dtb 2>said || continue
		"$gpamap" show -o dts "$map" >map.dts 2>said ||
			fail "$map: no source"
		same map dtb map.dtb
		same map dts map.dts
	done
	[ "$count" -ge 25 ] || fail "only $count trees"
fi

# The test can fail: dtc tells of a node whose unit address has no reg.
LC_ALL=C sed 's/distance-map/distance@map/' everything.dtb >wrong.dtb
dtc -I dtb -O dtb -o made wrong.dtb >said 2>&1 || :
[ -s said ] || fail "a wrong unit address goes untold"

echo "$count trees read and made again"
exit $failed
