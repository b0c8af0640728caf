#!/bin/sh
# SPDX-License-Identifier: MIT
#
# test_cli.sh GPAMAP SOURCE: the command as its users meet it.
#
# Each file in tests/bad has, beside it, the first line that gpamap show writes
# to standard error about it.
set -u

# shellcheck source=tests/cli/support.sh
. "$2/tests/cli/support.sh"

: >"$scratch/in"

# Wrong input: the first line tells what and where.
for bad in tests/bad/*; do
	case $bad in
	*.expected) continue ;;
	esac
	run 2 show "$bad"
	silent out
	head -n 1 "$scratch/err" >"$scratch/first"
	same "${bad%.*}.expected" "$scratch/first" "$bad: another first line"
	# What check finds, but for its count: with the rules and the hints.
	cp "$scratch/err" "$scratch/refused"
	run 1 check "$bad"
	sed '$d' "$scratch/out" >"$scratch/found"
	same "$scratch/found" "$scratch/refused" "$bad: check tells it otherwise"
done

# Whoever reads a map tells why there is none, by which rule, and what to do.
bad=tests/bad/overlap.yaml
for command in show probe lock "diff tests/golden/qemu-q35-4g.yaml"; do
	# shellcheck disable=SC2086
	run 2 $command $bad
	says err "$bad:4:5: error[overlap]: pci_ecam[0] 0x40000000-0x40100000"
	says err "$bad:2:7: note: mmio[0] is here"
	says err "  hint: move or shrink one of the two"
done
run 2 show tests/bad/empty-node.yaml
says err "  hint: leave it out; a node without memory takes a plan"
run 2 show tests/bad/last-byte.yaml
says err "  hint: a range ends one past its last byte: ...000, not ...fff"
run 2 check --lock $bad tests/golden/qemu-q35-4g.yaml
says err "$bad:1:1: error[syntax]: "

# A valid map that a rule warns of, one a rule: the file is named after it.
for warned in tests/warned/*.yaml; do
	rule=${warned##*/}
	rule=${rule%.yaml}
	run 1 check --strict --phys-bits 40 "$warned"
	head -n 1 "$scratch/out" >"$scratch/first"
	same "${warned%.*}.expected" "$scratch/first" "$warned: another finding"
	grep -q "\[$rule\]" "$scratch/first" || fail "$warned: not of $rule"
done

# Right input: every form of a map comes back the same. Plans are for
# test_plan.sh.
for map in tests/golden/*.yaml tests/golden/*.iomem tests/golden/*.e820; do
	case $map in
	*/plan-*) continue ;;
	esac
	run 0 show "$map"
	says out "digest"
	run 0 show -o spec "$map"
	cp "$scratch/out" "$scratch/spec"
	run 0 show -o spec "$scratch/spec"
	same "$scratch/spec" "$scratch/out" "$map: no round trip"
	run 0 show -o saved "$map"
	cp "$scratch/out" "$scratch/saved"
	run 0 show -o json "$map"
	cp "$scratch/out" "$scratch/json"
	run 0 show -o json "$scratch/json"
	same "$scratch/json" "$scratch/out" "$map: no round trip as JSON"
	run 0 show -o json --name "$(sed -n 's/^name: "\(.*\)"$/\1/p' \
		"$scratch/spec")" "$scratch/saved"
	sed 's/"name": ""/"name": null/' "$scratch/out" >"$scratch/again"
	same "$scratch/json" "$scratch/again" "$map: saved differs"
	run 0 show -o debug "$map"
	says out "MemoryLayout {"
done

# The JSON of golden machines is a map as well, whatever its layout.
for map in tests/golden/out/*.json.txt; do
	run 0 show -o json "$map"
	same "$map" "$scratch/out" "$map: not read as it was written"
	tr -d '\n' <"$map" >"$scratch/json"
	run 0 show -o json "$scratch/json"
	same "$map" "$scratch/out" "$map: not read in one line"
	run 0 check "$map"
done
run 0 show --ram 0-1G --mmio 0x5000-0x5000 --mmio 3G-4G --mmio empty -o json
cp "$scratch/out" "$scratch/json"
run 0 show -o json "$scratch/json"
same "$scratch/json" "$scratch/out" "placeholders do not come back in JSON"
run 0 show -o lock "$scratch/json"
cp "$scratch/out" "$scratch/lock"
run 0 show -o json "$scratch/lock"
same "$scratch/json" "$scratch/out" "placeholders do not come back in a lock"

# Maps in options.
run 0 show --ram 2G,2G --mmio 0xf8000000-0x100000000 \
	--pci-ecam 0xe0000000+256M --vtl2 16G+64M \
	--other device=0xa0000-0xc0000 --name "in options"
says out "in options"
says out "0xe0000000"
run 0 show --ram 0-0x80000000,0x100000000+2G@1 --mmio empty --mmio 3G-4G
says out "1 empty mmio"
run 2 show --ram 2G --mmio 1G-2G,1G-3G
says err "command line: error[overlap]: mmio[1] 0x40000000-0xc0000000 overlaps"
says err "  hint: move or shrink one of the two"
run 2 show --ram 2X
says err '--ram: "2X" has an unknown unit'
run 2 show --ram 2G,2G@1
says err '"2G@1" is a size with a vnode: sizes are one a node, in order'
run 0 show --ram 2G --name ""
[ -n "$(head -n 1 "$scratch/out")" ] && pass || fail "a title of nothing"
run 2 show - -
says err "standard input can be one INPUT only"
run 2 check - tests/golden/qemu-q35-4g.yaml -
says err "standard input can be one INPUT only"
run 2 show --ram 2G,4G-5G
says err "mixes sizes and ranges"
run 2 show --ram 4G --vtl2 8G-9G --vtl2 9G-10G
says err "one VTL2 range"
run 2 show --ram 4G --other thing=1G-2G
says err '"thing" is not one of'
run 2 show --ram 4G --other 1G-2G
says err "is not KIND=RANGE"

# Wrong use.
run 2
says err "Usage:"
silent out
run 2 shwo
says err 'did you mean "show"?'
for command in show probe check plan explain lock; do
	run 2 $command
	says err "no INPUT: a file, - or a map in options belongs here"
	run 2 $command --from e820 --ram 2G
	says err "from: a map in options takes no INPUT"
	case $command in
	probe | explain) continue ;; # What is behind a map is no INPUT.
	esac
	run 2 $command --ram 2G tests/golden/qemu-q35-4g.yaml
	says err "takes no INPUT, and \"tests/golden/qemu-q35-4g.yaml\" is one"
done
run 2 sweep --ram 1G..2G
says err "no INPUT: a file, - or a map in options belongs here"
run 2 sweep --ram 1G..2G --machine q35 tests/golden/qemu-q35-4g.yaml
says err "takes no INPUT, and"
run 2 show --colour never x
says err "did you mean --color?"
run 2 show -z
says err "unknown option -z"
run 2 show --ram
says err "--ram needs a value"
run 2 show --ascii=1 x
says err "--ascii takes no value"
run 2 show --color pink x
says err "auto, always or never"
run 2 show -o yaml x
says err "a format that is written"
run 2 show --from table x
says err "a format that is read"
run 2 check --phys-bits 65 x
says err "a number from 1 to 64"
run 2 show "$scratch/nothing"
says err "No such file or directory"
run 2 show "$scratch"
says err "it is a directory, and not one of ACPI tables"
run 2 check "$scratch/nothing"
run 2 show -o spec tests/golden/qemu-q35-4g.yaml tests/golden/qemu-q35-2g.yaml
says err "one INPUT only"

# Help and version.
for command in show probe check; do
	run 0 $command --help
	says out "Usage: gpamap $command"
	says out "Exit status"
	silent err
	run 0 $command --version
done
run 0 --help
run 0 --version
says out "gpamap "

# Where output goes.
if [ -w /dev/full ]; then
	for line in "show" "show -o json" "check" "probe"; do
		# shellcheck disable=SC2086
		set -- $line tests/golden/qemu-q35-4g.yaml
		[ "$1" = probe ] && set -- "$@" 0
		"$gpamap" "$@" >/dev/full 2>"$scratch/err"
		[ $? -eq 2 ] && pass || fail "gpamap $*: a full disk goes unseen"
		says err "No space left on device"
	done
fi
echo old >"$scratch/file"
run 2 show --output "$scratch/file" tests/bad/overlap.yaml
[ "$(cat "$scratch/file")" = old ] && pass || fail "a failure touched --output"
run 0 show -o json --output "$scratch/file" tests/golden/qemu-q35-4g.yaml
silent out
grep -q '"ram_size"' "$scratch/file" && pass || fail "--output wrote nothing"
[ "$(find "$scratch" -name 'file*' | wc -l)" -eq 1 ] && pass ||
	fail "--output left something behind"
run 0 show tests/golden/qemu-q35-4g.yaml tests/golden/qemu-q35-2g.yaml
[ "$(grep -c '^digest' "$scratch/out")" -eq 2 ] && pass ||
	fail "two INPUTs do not give two tables"

# Looks: no colour but where asked for; ASCII where the locale wants it.
run 0 show tests/golden/qemu-q35-4g.yaml
grep -q "$(printf '\033')" "$scratch/out" && fail "colour in a pipe" || pass
run 0 show --color always tests/golden/qemu-q35-4g.yaml
grep -q "$(printf '\033')" "$scratch/out" && pass || fail "no colour"
LC_ALL=C run 0 show tests/golden/qemu-q35-4g.yaml
grep -q '[^ -~]' "$scratch/out" && fail "more than ASCII in the C locale" || pass
run 0 show --ascii tests/golden/qemu-q35-4g.yaml
LC_ALL=C grep -q '[^ -~]' "$scratch/out" && fail "--ascii is not" || pass
printf 'ram: {size: 2G, name: "a\\e[31mb\\u202ec"}\n' >"$scratch/in"
run 0 show -
says out 'a\u001b[31mb\u202ec'

# probe
: >"$scratch/in"
map=tests/golden/qemu-q35-4g.yaml
run 0 probe $map 0x1000
says out "0x1000  ram  ram[0]"
run 1 probe --ram 2G 0x1000 3G
says out "0xc0000000  hole  0x80000000-0xfffffffffffff000  between ram[0] and nothing"
run 0 probe --ram 0-1G,4G+1G@5 5368709119
says out "node 5  offset 0x3fffffff  ram-offset 0x7fffffff"
run 0 probe --ram 2G -o json 4096
says out '{"source": "command line", "address": "0x1000", "start": "0x0", "end": "0x80000000"'
says out '"ram_offset": "0x1000"'
run 1 probe --ram 2G -o json 0xffffffffffffffff
says out '"kind": "hole"'
run 2 probe --ram 2G 12q 4096
says err '"12q" has an unknown unit'
says out "0x1000  ram"
printf '0x10\n\nnonsense\n  4096  \r\n64K' >"$scratch/in"
run 2 probe --ram 2G
says err "standard input:3: \"nonsense\" is not a number"
says out "0x10000  ram"
[ "$(wc -l <"$scratch/out")" -eq 3 ] && pass || fail "probe: not three answers"
run 2 probe -
says err "both INPUT and addresses"
run 2 probe
says err "no INPUT"
run 2 probe -o json --ram 2G 12q
silent out
# Of many maps: addresses in options, the name before each answer.
other=tests/golden/qemu-q35-2g.yaml
run 1 probe --at 0x1000,1T -a 3G $map $other
says out "$map: 0x1000  ram  ram[0]"
says out "$other: 0x10000000000  hole  "
says out "$other: 0xc0000000  "
[ "$(wc -l <"$scratch/out")" -eq 6 ] && pass || fail "probe: not six answers"
run 0 probe --at 0x1000 $map
says out "0x1000  ram  ram[0]"
grep -q "^$map" "$scratch/out" && fail "probe: one map is named" || pass
run 0 probe --at 4096 --ram 2G
run 0 probe -o json -a 0x1000 $map $other
says out "{\"source\": \"$other\", \"address\": \"0x1000\", "
run 2 probe --at 0x1000 "$scratch/nothing" tests/bad/overlap.yaml $map
says err "cannot read $scratch/nothing"
says err "error[overlap]"
says out "$map: 0x1000  ram"
run 2 probe --at 3q $map
says err '--at: "3q" has an unknown unit'
run 2 probe --at '' $map
run 2 probe --at 1G,,2G $map
run 2 probe --at 1G
says err "no INPUT"
run 2 probe --at 1G --ram 2G $map
says err "takes no INPUT"
run 2 probe --at 1G - -
says err "standard input can be one INPUT only"
run 2 probe $map $other 0x1000
says err "\"$other\" is no address: of several INPUTs, say the addresses with --at"
says out "0x1000  ram  ram[0]"
printf 'ram: 2G\n' >"$scratch/in"
run 0 probe --at 1G - $map
says out "standard input: 0x40000000  ram"
: >"$scratch/in"
run 2 probe --ram 2G -o debug 0
says err "probe writes table or json"

# check
: >"$scratch/in"
run 0 check --ram 1G --mmio 3G-4G
says out "command line: nothing to report"
run 1 check --phys-bits 36 --ram 1T --mmio 3G-4G
says out "warning["
says out "hint: "
run 1 check --ram 3000 --mmio 2G-1G,0x100-0x200 --pci-ecam 1G-1G
says out "error[misaligned]"
says out "error[reversed]"
says out "error[empty]"
run 1 check -o json tests/bad/overlap.yaml
says out '"rule": "overlap", "line": 4, "column": 5'
says out '"related": [{"line": 2, "column": 7, "message": "mmio[0] is here"}]'
run 0 check tests/golden/linux-kvm-host.iomem
says out "note[page-cut]"
run 1 check --strict tests/golden/linux-kvm-host.iomem
run 2 check tests/bad/overlap.yaml "$scratch/nothing"
says out "error[overlap]"

echo "cli: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
