#!/bin/bash
# SPDX-License-Identifier: MIT
#
# Rule R10 on other machines: hosts.c prints the same on each, 32 and 64 bits
# wide, of either byte order. Foreign ones run under QEMU's user mode. What
# is not installed is skipped by name; HOSTS_ALL=1 makes that a failure.
set -u
export LC_ALL=C.UTF-8
cd "$(dirname "$0")/../.." || exit 2

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

# name | compiler | options | emulator
hosts='
i386|gcc|-m32|
arm|arm-linux-gnueabihf-gcc||qemu-arm-static
aarch64|aarch64-linux-gnu-gcc||qemu-aarch64-static
riscv64|riscv64-linux-gnu-gcc||qemu-riscv64-static
s390x|s390x-linux-gnu-gcc||qemu-s390x-static
'

fail() {
	echo "FAILED: $*"
	failures=$((failures + 1))
}

# build NAME COMPILER OPTIONS
build() {
	# The options are a list of words.
	# shellcheck disable=SC2086
	"$2" $3 -static -std=c11 -O2 -Iinclude -o "$work/$1" \
		tests/embed/hosts.c src/core/*.c
}

# Say whether a compiler is there with a C library to link.
can_build() {
	# shellcheck disable=SC2086
	echo 'int main(void) { return 0; }' |
		"$1" $2 -static -x c -o "$work/none" - 2>/dev/null
}

missing() {
	if [ "${HOSTS_ALL:-}" = 1 ]; then
		fail "$1: missing: $2"
	else
		echo "skipped: $1: missing: $2"
	fi
}

check_host() {
	local name=$1 compiler=$2 options=$3 emulator=$4
	if [ -n "$emulator" ] && ! command -v "$emulator" >/dev/null; then
		missing "$name" "$emulator"
	elif ! can_build "$compiler" "$options"; then
		missing "$name" "$compiler $options, or its C library"
	elif ! build "$name" "$compiler" "$options"; then
		fail "$name: does not build"
	elif ! $emulator "$work/$name" >"$work/$name.out"; then
		fail "$name: does not run"
	elif ! diff "$work/here.out" "$work/$name.out"; then
		fail "$name: differs from this machine"
	else
		echo "ok: $name"
	fi
}

if ! build here "${CC:-cc}" '' || ! "$work/here" >"$work/here.out"; then
	fail 'this machine'
fi
while IFS='|' read -r name compiler options emulator; do
	[ -z "$name" ] || check_host "$name" "$compiler" "$options" "$emulator"
done <<<"$hosts"
[ "$failures" -eq 0 ]
