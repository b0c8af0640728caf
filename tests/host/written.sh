#!/bin/sh
# SPDX-License-Identifier: MIT
#
# written.sh GPAMAP SOURCE [--update]: each file
# tests/golden/out/MACHINE.FORMAT.txt is what gpamap writes of the golden
# machine. --update writes them anew; a new one begins as an empty file.
set -eu
export LC_ALL=C.UTF-8

gpamap=$(realpath "$1")
cd "$2"
update=${3:-}
out=$(mktemp)
trap 'rm -f "$out"' EXIT
failed=0
count=0

for file in tests/golden/out/*.txt; do
	name=$(basename "$file" .txt)
	format=${name##*.}
	map=tests/golden/${name%.*}.yaml
	# A gpamap without libfdt has no device trees.
	"$gpamap" show -o "$format" --ram 4K >"$out" 2>&1 || {
		[ "$format" = dts ] && continue
	}
	"$gpamap" show -o "$format" "$map" >"$out" || failed=1
	if [ "$update" = --update ]; then
		cp "$out" "$file"
	elif ! diff -u "$file" "$out"; then
		failed=1
	fi
	count=$((count + 1))
done
[ "$count" -ge 40 ] || failed=1
echo "$count files compared"
exit $failed
