#!/bin/sh
# SPDX-License-Identifier: MIT
#
# qemu.sh GPAMAP SOURCE: QEMU takes the options that -o qemu writes, and where
# they are said to be exact, its RAM stands where the map has it: read back
# from what its monitor says.
set -eu
export LC_ALL=C.UTF-8

gpamap=$(realpath "$1")
cd "$2"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0
count=0
skipped=0

# ram FILE OPTION...: the RAM of a map without names, hidden parts joined.
ram() {
	"$gpamap" show -o csv "$@" 2>"$folder/said" |
		awk -F, '$4 == "ram" { print $1, $2 }'
}

# try QEMU MAP: boot nothing with the map's options.
try() {
	if ! command -v "$1" >/dev/null 2>&1; then
		echo "SKIP: $2: no $1"
		skipped=$((skipped + 1))
		return 0
	fi
	"$gpamap" show -o qemu "$2" >"$folder/options" 2>"$folder/said"
	# The options are words.
	# shellcheck disable=SC2046
	printf 'info mtree -f\nquit\n' | timeout 60 "$1" \
		$(grep -v '^#' "$folder/options") \
		-nodefaults -vga std -display none -S -accel tcg \
		-monitor stdio >"$folder/mtree" 2>"$folder/said" || {
		echo "FAIL: $2: $1 refuses"
		cat "$folder/said"
		failed=1
		return 0
	}
	grep -q '^# different' "$folder/options" && return 0
	ram "$2" >"$folder/wanted"
	ram "$folder/mtree" >"$folder/got"
	diff "$folder/wanted" "$folder/got" || {
		echo "FAIL: $2: RAM elsewhere"
		failed=1
	}
	count=$((count + 1))
}

try qemu-system-x86_64 tests/golden/qemu-q35-4g.yaml
try qemu-system-x86_64 tests/golden/qemu-q35-2g.yaml
try qemu-system-x86_64 tests/golden/qemu-pc-8g-2nodes.yaml
try qemu-system-x86_64 tests/golden/openvmm-x86-64.yaml
try qemu-system-x86_64 tests/golden/paravisor-vtl2.yaml
try qemu-system-riscv64 tests/golden/qemu-virt-riscv64.yaml
try qemu-system-aarch64 tests/golden/qemu-virt-arm64.yaml
[ "$skipped" -lt 7 ] || exit 77
echo "$count maps found again in QEMU"
exit $failed
