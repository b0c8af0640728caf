#!/bin/sh
# SPDX-License-Identifier: MIT
# iasl.sh ACPI_FILES: iasl, of ACPICA, reads every table that we write without
# a word of complaint, and makes the same bytes of what it read. The iasl is the
# one that is found first; one before 2021 does not know CEDT, which is skipped
# by name then.
set -eu

files=$(realpath "$1")

if ! command -v iasl >/dev/null 2>&1; then
	echo "SKIP: no iasl here (Debian: acpica-tools)"
	exit 77
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$files" . >log 2>&1 || {
	cat log
	exit 1
}

complaint='warning|error|remark|\*\*\*|invalid|incorrect|unknown|could not'

# complains FILE: show what iasl finds fault with, if anything. What it says
# of having found none, and the names of fields, are no complaints.
complains() {
	grep -iE "$complaint" "$1" |
		grep -vE '0 Errors, 0 Warnings, 0 Remarks|Error Interrupt'
}

failed=0
fail() {
	echo "FAIL: $1"
	failed=1
}

# There and back: -z keeps the creator that the table names.
round() {
	iasl -d "$1.dat" >out 2>&1 || fail "$1: not read"
	if complains out || complains "$1.dsl"; then
		fail "$1: read with complaints"
		return
	fi
	[ "$2" = back ] || return 0
	iasl -z -p "$1" "$1.dsl" >out 2>&1 || fail "$1: not compiled"
	if complains out; then
		fail "$1: compiled with complaints"
	fi
	cmp "$1.dat" "$1.aml" || fail "$1: other bytes"
}

# iasl 20200925 writes RSDPs but reads none; give it the source.
rsdp() {
	cat >rsdp.dsl <<-'END'
	[0008] Signature : "RSD PTR "
	[0001] Checksum : 00
	[0006] Oem ID : "GPAMAP"
	[0001] Revision : 02
	[0004] RSDT Address : 00000000
	[0004] Length : 00000024
	[0008] XSDT Address : 00000000000E0040
	[0001] Extended Checksum : 00
	[0003] Reserved : 000000
	END
	iasl -z -p rsdp rsdp.dsl >out 2>&1 || fail "rsdp: not compiled"
	cmp rsdp.dat rsdp.aml || fail "rsdp: other bytes"
}

knows_cedt=yes
iasl -T CEDT 2>&1 | grep -q Unrecognized && knows_cedt=no

count=0
for table in *.dat; do
	name=${table%.dat}
	case $name in
	rsdp) rsdp ;;
	dsdt) round "$name" there ;; # it cannot compile an empty one
	cedt-*)
		if [ "$knows_cedt" = no ]; then
			echo "SKIP: $name: this iasl does not know CEDT"
			continue
		fi
		round "$name" back
		;;
	*) round "$name" back ;;
	esac
	count=$((count + 1))
done

# The test can fail: iasl tells a wrong checksum.
printf '\000' | dd of=srat-memory.dat bs=1 seek=9 conv=notrunc 2>/dev/null
iasl -d srat-memory.dat >out 2>&1 || true
complains out >/dev/null || complains srat-memory.dsl >/dev/null ||
	fail "a wrong checksum is not told"

version=$(iasl -v | sed -n 's/.* version \([0-9]*\).*/\1/p')
echo "iasl $version: $count tables read and made again"
exit $failed
