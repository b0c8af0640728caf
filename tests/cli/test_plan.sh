#!/bin/sh
# SPDX-License-Identifier: MIT
#
# test_plan.sh GPAMAP SOURCE: plans, as users of the command meet them.
#
# Beside each tests/golden/plan-*.yaml stands what gpamap makes of it: .frozen
# is "gpamap plan -o spec", .explained "gpamap explain", .swept "gpamap sweep",
# .failed what "gpamap plan" says of a plan that fails.
set -u

# shellcheck source=tests/cli/support.sh
. "$2/tests/cli/support.sh"

: >"$scratch/in"
good=tests/golden/plan-openvmm-like
bad=tests/golden/plan-fails

# A plan is shown by every command, and frozen: frozen, it is the same map.
for command in show plan; do
	run 0 $command $good.yaml
	says out "top                   0x2020000000  128.5 GiB"
	says out "address bits                    38"
	grep '^digest' "$scratch/out" >"$scratch/digest"
done
run 0 plan -o spec $good.yaml
same $good.frozen "$scratch/out" "the plan has moved"
run 0 show $good.frozen
grep '^digest' "$scratch/out" >"$scratch/again"
same "$scratch/digest" "$scratch/again" "the frozen plan is another map"
run 0 plan -o json $good.yaml
says out '"plan": {'
says out '"address_bits": 38,'
says out '"relocated": false'
run 0 show -o json tests/golden/qemu-q35-4g.yaml
says out '"plan": null'
run 0 plan -o saved $good.yaml
cp "$scratch/out" "$scratch/saved"
run 0 show "$scratch/saved"
grep '^digest' "$scratch/out" >"$scratch/again"
same "$scratch/digest" "$scratch/again" "the saved plan is another map"
run 0 probe $good.yaml 0x640000000
says out 'name "gpu"'
# Its VGA is reserved, and RAM aligned to 2 MiB leaves out what is below.
run 1 check $good.yaml
says out "$good.yaml:15:7: warning[pc-low-ram]"
says out "$good.yaml:15:7: note[node-hole]"

# What was frozen stays, and a new plan goes around it.
{
	cat $good.frozen
	echo 'plan: {requests: [{mmio32: 1G, tag: new}]}'
} >"$scratch/more.yaml"
run 2 plan "$scratch/more.yaml"
says err "largest aligned run 0x100000 at 0x100000-0x200000 above legacy and below node0"
sed 's/mmio32: 1G/mmio64: 1G/' "$scratch/more.yaml" >"$scratch/in"
run 0 plan -o spec -
grep -v '"new"' "$scratch/out" >"$scratch/rest"
same $good.frozen "$scratch/rest" "a new range moved what was frozen"
: >"$scratch/in"

# A plan that fails: every problem, with its rule and a hint.
run 2 plan $bad.yaml
silent out
same $bad.failed "$scratch/err" "another failure"
run 2 show $bad.yaml
same $bad.failed "$scratch/err" "show tells another failure"
run 2 probe $bad.yaml 0
run 1 check $bad.yaml
says out "error[no-fit]"
says out "5 errors"
run 2 plan tests/golden/qemu-q35-4g.yaml
says err "asks for no plan"

# Plans in options.
run 0 plan --request ram=4G,vnode=0,alignment=1G,tag=n0 \
	--request mmio32=128M,alignment=2M,tag=low \
	--request mmio64=bars:256M+16M+4K,tag=gpu --request mmio64=buses:16 \
	--request fixed=0xfe000000+32M --avoid 1G-2G --avoid iova=5G-6G \
	--address-bits 40 --name "in options"
says out "in options"
says out "0xf6000000   0xfe000000  128 MiB"
says out "n0"
says out "iova"
run 0 plan --mmio 3G-4G --request ram=4G
says out "0xc0000000  0x100000000"
run 0 plan --request ram=1019G --request mmio64=64G --hypertransport relocate
says out "RAM above 4 GiB begins at 1 TiB"
run 0 plan --request ram=8G --guest-reach 16G
run 2 plan --request ram=8G --guest-reach 4G
says err "error[no-fit]"
run 2 plan --address-bits 32 $good.yaml
says err "error[no-fit]"
run 2 show --address-bits 32 tests/golden/qemu-q35-4g.yaml
says err "are for plans"
run 1 check --avoid iova=2G-3G --ram 4G --mmio 0xf0000000-4G
says out "warning[host-avoids]"
for request in ram rma=1G ram=1G,ram=2G ram=1G,vnodes=2 ram=2G-3G mmio32=3X \
	mmio64=bars: mmio64=bars:3K mmio64=buses:0 tag=x ram=1G,min_piece=x \
	mmio32=1M,alignment=3 fixed=1G ram=1G,direction=up; do
	run 2 plan --request $request
	says err "gpamap plan: --request"
done
for option in --address-bits=65 --guest-reach=0 --hypertransport=no \
	--avoid=1-2; do
	run 2 plan --request ram=1G $option
	says err "gpamap plan: ${option%=*}"
done
run 2 plan --ram 1G --request ram=1G
says err "error[ram-beside-plan]"
run 2 plan --request fixed=4G+1G,tag=dev --avoid 4G+1M
says err "fixed dev: 0x100000000-0x140000000 overlaps what the host avoids"
run 2 plan --request mmio32=8G,tag=big --avoid 1G-2G --avoid iova=3G-4G
says err "0x0-0x40000000 below what the host avoids"

# explain
run 0 explain $good.yaml
same $good.explained "$scratch/out" "another explanation"
run 0 explain $good.yaml gpu pci-low
[ "$(wc -l <"$scratch/out")" -eq 2 ] && pass || fail "explain: not two lines"
run 2 explain $good.yaml pci-lo
says err 'did you mean "pci-low"?'
run 1 explain $bad.yaml
same $bad.explained "$scratch/out" "another explanation of a failure"
run 1 explain -o json $bad.yaml pci-high
says out '"remedies": [{"change": "address_bits", "other": null, "value": "0x26"'
run 0 explain --request ram=0,tag=none --request ram=1G,vnode=1,tag=some
says out "none  ram                      no memory: it takes no place"
run 0 explain --request ram=1019G,tag=ram --hypertransport relocate
says out "moved up to 1 TiB: else the map would reach"
run 0 explain --request mmio64=3G,preferred_alignment=4G,max=8G,tag=high \
	--request reserve=4G+4K
says out ", for with its preferred alignment of 4 GiB it finds no room"
run 2 explain tests/golden/qemu-q35-4g.yaml
says err "asks for no plan"

# explain, of many: each below its name.
run 1 explain --inputs $good.yaml $bad.yaml
{
	echo "$good.yaml:"
	cat $good.explained
	echo
	echo "$bad.yaml:"
	cat $bad.explained
} >"$scratch/both"
same "$scratch/both" "$scratch/out" "explain: two are not one and one"
run 0 explain --inputs $good.yaml
same $good.explained "$scratch/out" "explain --inputs: one has another heading"
run 0 explain --tag gpu --tag pci-low $good.yaml
[ "$(wc -l <"$scratch/out")" -eq 2 ] && pass || fail "explain --tag: not two"
run 2 explain --tag gpu $bad.yaml $good.yaml
says err "there is no \"gpu\" in the plan of $bad.yaml"
says out "gpu  mmio64   0x640000000"
run 2 explain --inputs $good.yaml tests/golden/qemu-q35-4g.yaml "$scratch/no"
says err "qemu-q35-4g.yaml asks for no plan"
says err "cannot read $scratch/no"
says out "legacy          reserve"
run 1 explain -o json --inputs $good.yaml $bad.yaml
[ "$(grep -c '"source": ' "$scratch/out")" -eq 2 ] && pass ||
	fail "explain -o json: not two objects"
run 0 explain --request ram=1G,tag=a --request mmio32=1M,tag=b --tag b
[ "$(wc -l <"$scratch/out")" -eq 1 ] && pass || fail "explain --tag: not one"
run 2 explain --inputs --request ram=1G $good.yaml
says err "takes no INPUT"
run 2 explain $good.yaml $bad.yaml
says err "\"$bad.yaml\" is no tag in the plan of $good.yaml: to explain several INPUTs, say --inputs"
run 2 explain --inputs
says err "no INPUT"
run 2 explain --inputs - -
says err "one INPUT only"
run 2 explain -o svg $good.yaml
run 2 explain

# Every remedy does what it says.
run 1 explain $bad.yaml node1
says out "it would fit at 0x8c0000000 with 37 address bits"
run 2 plan --address-bits 37 $bad.yaml
grep -q 'ram node1' "$scratch/err" && fail "37 bits do not do" || pass

# sweep
run 1 sweep --ram 8G..2T $good.yaml
same $good.swept "$scratch/out" "another sweep"
silent err
run 0 sweep --ram 1G..2G --request ram=1G,tag=ram --request mmio32=1G
says out "Nothing moves."
run 1 sweep --ram 3G..6G --request ram=1G,alignment=1G,tag=ram \
	--request mmio32=512M
says out "ram    0xc0000000  0x100000000  512 MiB, up by 1 GiB"
run 1 sweep --ram 1G..8G --request ram=1G --guest-reach 4G -o json
says out '"failures": ['
says out '"first": "0x100200000"'
run 1 sweep --ram 1G..64G --tag node0 --step 1G $good.yaml
says out "node0 grows from 1 GiB to 64 GiB by 1 GiB"
run 1 sweep --machine openvmm --ram 1G..8G
says out "node 0"
says out "896 MiB, up by 1 GiB"
run 1 sweep --ram 8G..2T -o svg $good.yaml
says out "<svg xmlns="
says out "</svg>"
command -v xmllint >/dev/null && {
	xmllint --noout "$scratch/out" && pass || fail "the picture is no XML"
}
run 1 sweep --ram 1G..8G -o svg --request 'ram=1G,tag=<&"' \
	--request mmio64=1G,alignment=1G
says out '&lt;&amp;&quot;'
run 1 sweep --ram 1G..64G -o svg tests/samples/plan.yaml
says out ', 1 move</text>'
run 1 sweep --ram 1G..3G --step 1G -o svg --request ram=1G --address-bits 31
says out ', 0 moves, 1 size without a map</text>'
run 2 sweep $good.yaml
says err "no --ram FROM..TO"
run 2 sweep --ram 4G $good.yaml
says err '"4G" is not FROM..TO'
run 2 sweep --ram 4G..2G $good.yaml
says err "does not grow"
run 2 sweep --ram 1G..16G $good.yaml
says err "is 4 GiB already: begin from more, or say with --tag what grows"
run 2 sweep --ram 1G..2G --step 1000 $good.yaml
says err "whole pages"
run 2 sweep --ram 1G..2G --tag gpu $good.yaml
says err 'there is no RAM "gpu" that is placed; without --tag the last grows'
run 2 sweep --ram 1G..2G --tag ndoe1 $good.yaml
says err 'there is no RAM "ndoe1" that is placed: did you mean "node1"?'
run 2 sweep --ram 1G,1G..2G $good.yaml
says err "for --machine only"
run 2 sweep --ram 1G..2G tests/golden/qemu-q35-4g.yaml
says err "asks for no plan"
run 2 sweep --ram 1G..2G -o spec $good.yaml
says err "sweep writes table, json or svg"
run 2 sweep --ram 1G..2G --request mmio32=1M
says err "places no RAM that could grow"

# sweep, of many: one table below the other, the worst status.
run 0 sweep --ram 8G..64G tests/samples/plan.yaml
cp "$scratch/out" "$scratch/calm"
run 1 sweep --ram 8G..2T $good.yaml
cp "$scratch/out" "$scratch/moves"
run 1 sweep --ram 8G..2T $good.yaml $good.yaml
{
	cat "$scratch/moves"
	echo
	cat "$scratch/moves"
} >"$scratch/both"
same "$scratch/both" "$scratch/out" "sweep: two are not one and one"
run 1 sweep --ram 8G..64G --output "$scratch/swept" \
	tests/samples/plan.yaml $good.yaml
silent out
says swept "plan-openvmm-like.yaml: node1 grows"
head -n "$(wc -l <"$scratch/calm")" "$scratch/swept" >"$scratch/first"
same "$scratch/calm" "$scratch/first" "sweep: the first of two is another"
cp "$scratch/swept" "$scratch/before"
run 2 sweep --ram 8G..64G --output "$scratch/swept" $good.yaml \
	tests/golden/qemu-q35-4g.yaml "$scratch/nothing"
says err "qemu-q35-4g.yaml asks for no plan"
says err "cannot read $scratch/nothing"
same "$scratch/before" "$scratch/swept" "sweep: a failure touched --output"
[ "$(find "$scratch" -name 'swept*' | wc -l)" -eq 1 ] && pass ||
	fail "sweep: --output left something behind"
run 2 sweep --ram 8G..64G --output "$scratch/no/where" $good.yaml $good.yaml
[ "$(grep -c 'cannot write' "$scratch/err")" -eq 1 ] && pass ||
	fail "sweep: an output that cannot be is tried twice"
run 1 sweep --ram 8G..64G -o json $good.yaml $good.yaml
[ "$(grep -c '"source": ' "$scratch/out")" -eq 2 ] && pass ||
	fail "sweep -o json: not two objects"
run 2 sweep --ram 8G..64G -o svg $good.yaml $good.yaml
says err "-o svg takes one INPUT only"
run 2 sweep --ram 8G..64G - -
says err "one INPUT only"

for command in plan explain sweep; do
	run 0 $command --help
	says out "Usage: gpamap $command"
	says out "Exit status"
	silent err
done

echo "plan: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
