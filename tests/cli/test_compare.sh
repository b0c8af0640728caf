#!/bin/sh
# SPDX-License-Identifier: MIT
#
# test_compare.sh GPAMAP SOURCE: diff, lock, agree, formats and --jsonl, as their
# users meet them. What they write in full is in tests/cli/compare.
set -u

# shellcheck source=tests/cli/support.sh
. "$2/tests/cli/support.sh"

: >"$scratch/in"
data=tests/cli/compare
before=$data/before.yaml
after=$data/after.yaml
grown=$data/grown.yaml

# expect FILE: standard output is that file, to the byte.
expect() {
	same "$data/$1" "$scratch/out" "not as in $data/$1"
}

# diff
run 0 diff $before $before
says out "no difference"
run 1 diff $before $after
expect diff.expected
mkfifo "$scratch/older" "$scratch/newer"
for version in older:7.0 newer:7.1; do
	"$gpamap" show -o json --ram 1000G \
		--machine "q35,phys-bits=48,version=${version#*:}" \
		>"$scratch/${version%:*}" &
done
run 1 diff --abi "$scratch/older" "$scratch/newer"
wait
says out "moved up 1020 GiB  ram above 4G"
run 1 diff --abi $before $after
expect abi.expected
run 1 diff -o json $before $after
expect diff-json.expected
run 1 diff $before $grown
run 0 diff --abi $before $grown
says out "ABI harmless"
run 1 diff --abi $grown $before
says out "ABI broken"
run 1 diff --color always $before $after
says out "$(printf '\033[31m-')"
run 1 diff --ascii $before $after
grep -q "$(printf '\033')" "$scratch/out" && fail "colour in a pipe" || pass
cat $after >"$scratch/in"
run 1 diff $before -
says out "+ standard input"
: >"$scratch/in"

# A range that is cut in two is another map, and the same to a guest.
printf 'ram: [0-1G, 1G-2G]\n' >"$scratch/cut.yaml"
printf 'ram: 0-2G\n' >"$scratch/whole.yaml"
run 1 diff "$scratch/whole.yaml" "$scratch/cut.yaml"
run 0 diff --abi "$scratch/whole.yaml" "$scratch/cut.yaml"
says out "ABI same"
# Buses are counted from where ECAM starts.
printf 'pci_ecam: 1G+64M\nram: 4K\n' >"$scratch/ecam.yaml"
printf 'pci_ecam: 992M+96M\nram: 4K\n' >"$scratch/wider.yaml"
run 1 diff --abi "$scratch/ecam.yaml" "$scratch/wider.yaml"
says out "ABI broken"

run 2 diff $before
says err "two INPUTs"
run 2 diff - -
says err "one INPUT only"
run 2 diff $before "$scratch/nothing"
says err "No such file"
run 2 diff $before tests/bad/overlap.yaml
says err "overlaps"
run 2 diff -o spec $before $after
says err "diff writes table or json"

# lock
run 0 lock $before
expect before.lock
run 0 lock --output "$scratch/lock" $before
silent out
same $data/before.lock "$scratch/lock" "lock --output differs"
run 0 lock --ram 2G,2G --mmio 3G-4G
says out "ram 0x0-0x80000000 node 0"
run 0 diff $data/before.lock $before
run 0 check --lock $data/before.lock $before
run 1 check --lock $data/before.lock $after
expect check-lock.expected
run 0 check --lock $data/before.lock $grown
says out "note[lock-grew]: ram[2] 0x140000000-0x200000000 grew 4 GiB"
says out "note[lock-added]"
run 1 check --strict --lock $data/before.lock $grown
run 1 check --lock $data/before.lock -o json $after
says out '"rule": "lock-moved"'
sed 's/0xd0100000/0xd0101000/' $data/before.lock >"$scratch/edited.lock"
run 2 check --lock "$scratch/edited.lock" $before
says err "this lock was edited"
grep -v digest $data/before.lock >"$scratch/edited.lock"
run 2 check --lock "$scratch/edited.lock" $before
says err "no digest"
run 2 check --lock $before $before
says err "no lock, which begins with \"# gpamap lock 1\": gpamap lock writes one"
run 2 check --lock "$scratch/nothing" $before
says err "cannot read"
run 2 lock $before $after
says err "one INPUT only"

# Whatever a golden file holds, its lock holds too.
for map in tests/golden/*-*.yaml tests/golden/*.iomem tests/golden/*.e820; do
	"$gpamap" lock "$map" >"$scratch/lock" 2>"$scratch/err" || continue
	run 0 diff "$scratch/lock" "$map"
done

run 2 lock $before $before
says err "gpamap lock: one INPUT only, as a lock holds one map: write a lock for each"

# agree: every format of a map, and the map.
map=tests/golden/qemu-q35-4g.yaml
set --
for format in $("$gpamap" formats |
	awk 'NR > 1 && $2 == "yes" && $3 == "yes" { print $1 }'); do
	"$gpamap" show -o "$format" "$map" >"$scratch/map.$format" 2>/dev/null ||
		continue
	set -- "$@" "$format:$scratch/map.$format"
done
run 0 agree $map "$@"
says out "they agree"
mkdir "$scratch/tables"
for table in srat slit mcfg; do
	cp "$scratch/map.$table" "$scratch/tables/$table"
done
echo "no table" >"$scratch/tables/README"
run 0 agree "$scratch/tables" "$scratch/map.e820"
says out "4 sources: they agree"

run 1 agree $map tests/golden/qemu-q35-2g.yaml
expect agree.expected
run 1 agree -o json $map tests/golden/qemu-q35-2g.yaml
expect agree-json.expected
run 1 agree "$scratch/map.e820" srat:"$scratch/map.mcfg"
says out "not what this format begins with; is it another?"
head -c 60 "$scratch/map.srat" >"$scratch/tables/srat"
run 1 agree "$scratch/tables" $map
says out "error[unreadable]"
says out "tables/srat cannot be read: 60 bytes where 168 belong"
sed 's/c0000000-0x/c0001000-0x/; s/bfffffff\]/bfffefff]/; s/7fffffff\]/7fffefff]/' \
	"$scratch/map.e820" >"$scratch/short.e820"
run 1 agree "$scratch/map.srat" "$scratch/short.e820"
says out "error[ram-missing]"
says out "map.srat tells ram"

# Tables lie in memory that is kept for them, and no RAM over registers.
printf 'RSD PTR \361\0\0\0\0\0\0\0\0\0\360\0' >"$scratch/rsdp"
run 1 agree "$scratch/rsdp" "$scratch/map.e820"
says out "rsdp tells a table 0xf00000-0xf01000"
says out "error[table-ram]"
run 0 agree "$scratch/rsdp" $map
"$gpamap" show -o spec --mmio 0-4G >"$scratch/mmio.yaml"
run 1 agree "$scratch/rsdp" "$scratch/mmio.yaml"
says out "error[table-missing]"
run 1 agree -o json "$scratch/rsdp" "$scratch/mmio.yaml"
says out '"kind": "table"'
run 0 agree "$scratch/map.madt" $map
"$gpamap" show -o spec --ram 0-8G >"$scratch/ram.yaml"
run 1 agree "$scratch/map.madt" "$scratch/ram.yaml"
says out "error[device-ram]"

run 2 agree
says err "no FILE"
run 2 agree - e820:-
says err "standard input can be one FILE only"
run 2 agree $map "$scratch/nothing"
says err "cannot read"
run 2 agree table:$map
says err "\"table\" is not a format that is read"
run 2 agree "$scratch/tables/../empty" $map
mkdir "$scratch/empty"
run 2 agree "$scratch/empty"
says err "empty: no file in it is in a format that is recognised"
mkdir "$scratch/more"
cp $map "$scratch/more"
run 2 agree "$scratch/empty" "$scratch/more"
says err "empty: no file in it is in a format that is recognised"
says err "more: no file in it is in a format that is recognised"
run 2 agree "$scratch/empty" $before
says err "empty: no file in it is in a format that is recognised"
silent out
run 2 agree slots:slots.bin $map
says err "no file slots:slots.bin, and no format \"slots\"; see gpamap formats"
run 2 agree ./slots:slots.bin $map
says err "cannot read ./slots:slots.bin: No such file or directory"
cp $map "$scratch/a:b.yaml"
(cd "$scratch" && "$gpamap" agree a:b.yaml) >"$scratch/out" 2>&1
says out "1 source: it agrees with itself"

# formats
run 0 formats
says out "e820"
run 0 formats srat e820
says out "srat: ACPI SRAT"
says out "  cpu-type=apic|x2apic|gicc"
says out "read     yes, recognised by content"
says out "  pc-holes"
run 0 formats csv
says out "source   RFC 4180"
if grep -q Keys "$scratch/out"; then fail "csv has no keys"; else pass; fi
run 2 formats srat iomen
says err "there is no format \"iomen\": did you mean iomem?"
silent out
run 0 formats -o json slit
says out '{"name": "distances", "value": "FROM:TO:DISTANCE+...", '
run 0 formats -o json
says out '{"name": "lock", '
run 2 formats x
says err "there is no format \"x\""

# --jsonl
cat >"$scratch/in" <<'LINES'
{"name": "one", "ram": ["1G", "1G"], "mmio": ["3G-4G"]}

{"ram": "3X", "mmio": "3G-4G"}
{"ram": 
{"ram": ["0-1G"], "mmio": "512M-2G"}
{"ram": "2G", "mmio": "3G-4G"}
LINES
run 1 check --jsonl
expect jsonl-check.expected
run 2 show --jsonl
expect jsonl-show.expected
says err "3 of 5 lines"
run 1 check --jsonl --lock $data/before.lock -
says out '"rule": "lock-removed"'
run 2 check --jsonl $before
says err "no INPUT"
run 2 check --jsonl --ram 2G
says err "no line"
run 2 show --jsonl -o table
says err "writes json"
head -c 1048577 /dev/zero | tr '\0' 'x' >"$scratch/in"
printf '\n{"ram": "2G", "mmio": "3G-4G"}' >>"$scratch/in"
run 1 check --jsonl
says out "a line of 1048577 bytes: at most 1048576 are read"
says out '"line": 2, "name": null, "source": "standard input", "errors": 0'

for command in diff lock agree formats; do
	run 0 $command --help
	says out "Usage: gpamap $command"
	says out "Exit status"
	silent err
done

echo "compare: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
