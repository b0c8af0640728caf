#!/bin/bash
# SPDX-License-Identifier: MIT
#
# The embedding gate: what it takes to carry libgpamap's core into firmware, a
# hypervisor or a unikernel. For every compiler that is there,
#
#   - src/core compiles freestanding, for each target;
#   - linked partially, it wants nothing but the four mem functions;
#   - it has no writable data;
#   - every name that it gives to the linker begins with gpamap_;
#   - copied out of the tree, it compiles with plain "cc -c".
#
# EMBED_ALL=1 makes a compiler that is missing a failure. The code size per
# file and target goes to standard output.
set -u
export LC_ALL=C.UTF-8
cd "$(dirname "$0")/../.." || exit 2

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

# name | compiler | options | prefix of binutils | ld's emulation
targets='
x86-64 gcc|gcc|||
x86-64 clang|clang|||
i386 gcc|gcc|-m32||-melf_i386
i386 clang|clang|-m32||-melf_i386
arm gcc|arm-linux-gnueabihf-gcc||arm-linux-gnueabihf-|
aarch64 gcc|aarch64-linux-gnu-gcc||aarch64-linux-gnu-|
riscv64 gcc|riscv64-linux-gnu-gcc||riscv64-linux-gnu-|
s390x gcc|s390x-linux-gnu-gcc||s390x-linux-gnu-|
'

# What the core may want of the program that it is linked into.
allowed='^(memcpy|memmove|memset|memcmp)$'

fail() {
	echo "FAILED: $*"
	failures=$((failures + 1))
}

# compile DIR COMPILER OPTIONS: the core's objects into DIR.
compile() {
	local source
	for source in src/core/*.c; do
		# The options are a list of words.
		# shellcheck disable=SC2086
		"$2" $3 -std=c11 -Os -ffreestanding -fno-pic \
			-Wall -Wextra -Iinclude -c "$source" \
			-o "$1/$(basename "$source" .c).o" || return 1
	done
}

# check_symbols TARGET NM OBJECT: what it wants and what it gives.
check_symbols() {
	local want
	want=$("$2" --undefined-only "$3" | awk '{ print $NF }' |
		grep -Ev "$allowed" | sort -u)
	local own
	[ -z "$want" ] || fail "$1: undefined: $(tr '\n' ' ' <<<"$want")"

	own=$("$2" --defined-only --extern-only "$3" | awk '{ print $NF }' |
		grep -v '^gpamap_' | tr '\n' ' ')
	[ -z "$own" ] || fail "$1: names outside gpamap_: $own"
}

# check_sections TARGET OBJDUMP OBJECT: no writable byte. Relocated constants
# (.data.rel.ro) are writable to nobody but the loader.
check_sections() {
	local writable
	writable=$("$2" -h "$3" | awk '
		$2 ~ /^\.(data|bss|sdata|sbss|tdata|tbss)/ &&
		$2 !~ /^\.data\.rel\.ro/ && $3 !~ /^0+$/ { print $2, "0x" $3 }')
	[ -z "$writable" ] || fail "$1: writable data: $writable"
}

# One compiler and target; its sizes go to a column of the table.
check_target() {
	local name=$1 compiler=$2 options=$3 prefix=$4 emulation=$5
	local dir=$work/$name before=$failures
	mkdir -p "$dir"
	if ! command -v "$compiler" >/dev/null; then
		if [ "${EMBED_ALL:-}" = 1 ]; then
			fail "$name: no $compiler"
		else
			echo "skipped: $name: no $compiler"
		fi
		return
	fi
	if ! compile "$dir" "$compiler" "$options"; then
		fail "$name: does not compile"
		return
	fi
	# The emulation is one word or none.
	# shellcheck disable=SC2086
	if ! "${prefix}ld" $emulation -r -o "$dir/all" "$dir"/*.o; then
		fail "$name: does not link"
		return
	fi
	check_symbols "$name" "${prefix}nm" "$dir/all"
	check_sections "$name" "${prefix}objdump" "$dir/all"
	(cd "$dir" && "${prefix}size" ./*.o) | awk -v target="$name" '
		NR > 1 { sub(/^\.\//, "", $6); sub(/\.o$/, "", $6)
			print target "|" $6 "|" $1 }' >>"$work/sizes"
	[ "$failures" -ne "$before" ] || echo "ok: $name"
}

# The table: a row a file, a column a target, sums at the end.
print_sizes() {
	echo
	echo 'Code and constants in bytes, -Os:'
	awk -F'|' '
	{
		if (!($1 in column)) { column[$1] = ++columns; title[columns] = $1 }
		if (!($2 in row)) { row[$2] = ++rows; file[rows] = $2 }
		size[$2, $1] = $3
		sum[$1] += $3
	}
	END {
		printf "%-10s", ""
		for (c = 1; c <= columns; c++) printf " %13s", title[c]
		print ""
		for (r = 1; r <= rows; r++) {
			printf "%-10s", file[r]
			for (c = 1; c <= columns; c++)
				printf " %13d", size[file[r], title[c]]
			print ""
		}
		printf "%-10s", "total"
		for (c = 1; c <= columns; c++) printf " %13d", sum[title[c]]
		print ""
	}' "$work/sizes"
}

# Plain "cc -c" in a foreign tree.
check_copy() {
	mkdir -p "$work/copy/include"
	cp src/core/*.[ch] "$work/copy"
	cp -r include/gpamap "$work/copy/include"
	if (cd "$work/copy" && "${CC:-cc}" -c -Iinclude ./*.c); then
		echo 'ok: copied elsewhere, plain cc -c'
	else
		fail 'copied elsewhere, plain cc -c does not compile'
	fi
}

while IFS='|' read -r name compiler options prefix emulation; do
	[ -z "$name" ] || check_target "$name" "$compiler" "$options" \
		"$prefix" "$emulation"
done <<<"$targets"
check_copy
[ ! -s "$work/sizes" ] || print_sizes
[ "$failures" -eq 0 ]
