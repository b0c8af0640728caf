#!/bin/sh
# SPDX-License-Identifier: MIT
#
# test_machines.sh GPAMAP SOURCE: --machine as its users meet it.
set -u

case $1 in
/*) gpamap=$1 ;;
*) gpamap=$PWD/$1 ;;
esac
source=$2
unset NO_COLOR COLUMNS
export LC_ALL=C.UTF-8 TERM=dumb
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
failed=0

fail() {
	failed=$((failed + 1))
	echo "FAILED: $1"
	sed 's/^/    /' "$scratch/out" "$scratch/err"
}

# run STATUS ARGUMENT...
run() {
	wanted=$1
	shift
	"$gpamap" "$@" >"$scratch/out" 2>"$scratch/err" </dev/null
	status=$?
	last="gpamap $*"
	[ "$status" -eq "$wanted" ] || fail "$last: status $status, not $wanted"
}

# says STREAM TEXT
says() {
	grep -qF -- "$2" "$scratch/$1" || fail "$last: standard $1 lacks: $2"
}

# Every command knows the list, and nothing is read for it.
for command in show probe check; do
	run 0 "$command" --machine list
	says out 'q35'
	says out 'source:'
	says out 'keys:'
done

# Each machine of the list is completed in every shell, and has a map with its
# name that checks without errors.
run 0 show --machine list
for machine in $(grep '^[a-z]' "$scratch/out"); do
	for shell in bash zsh fish; do
		grep -qw -- "$machine" "$source/completions/gpamap.$shell" ||
			fail "completions/gpamap.$shell lacks $machine"
	done
	run 0 show --machine "$machine" --ram 1G
	says out ', 1 GiB'
	"$gpamap" check --machine "$machine" --ram 1G >"$scratch/out" 2>&1
	[ $? -le 1 ] || fail "check --machine $machine"
	! grep -q 'error' "$scratch/out" || fail "check --machine $machine"
done

# A machine is a map like any other: probed, named, frozen and read again.
run 0 probe --machine q35 --ram 4G 0xb0000000
says out 'pci_ecam'
run 0 show --machine pc --ram 4G,4G --name mine
says out 'mine'
"$gpamap" show -o spec --machine virt --ram 8G >"$scratch/map.yaml"
run 0 show -o json "$scratch/map.yaml"
digest=$(grep digest "$scratch/out")
run 0 show -o json --machine virt --ram 8G
says out "$digest"

# Wrong use.
run 2 show --machine q35
says err 'needs its RAM'
run 2 show --machine q36 --ram 1G
says err 'did you mean q35?'
run 2 show --machine q35,maxmen=4G --ram 1G
says err 'did you mean maxmem?'
run 2 show --machine q35 --ram 0-1G
says err '--machine takes --ram by size'
run 2 show --machine q35 --ram 1G --mmio 3G-4G
says err '--machine takes --ram by size'
run 2 show --machine q35 --ram 1000G
says err 'pci-hole64'
run 2 show --machine q35 --ram 12345
says err '4096'
run 1 check --machine q35 --ram 1000G
says out 'no-fit'
run 1 check --machine q35 --ram 512K
says out 'error[machine]: q35 needs at least 1 MiB of RAM, not 512 KiB'
says out 'hint: what firmware and video memory hide'
run 2 show --machine pc --ram 4K
says err 'pc needs at least 1 MiB of RAM, not 4 KiB'
run 1 sweep --machine q35 --ram 512K..2M --step 512K
says out 'q35 needs at least 1 MiB of RAM'

echo "$failed failed"
[ "$failed" -eq 0 ]
