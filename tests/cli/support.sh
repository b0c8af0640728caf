# SPDX-License-Identifier: MIT
# shellcheck shell=sh
#
# What the tests of the command share; sourced with GPAMAP and SOURCE as
# arguments.

case $1 in
/*) gpamap=$1 ;;
*) gpamap=$PWD/$1 ;;
esac
source=$2
unset NO_COLOR COLUMNS
export LC_ALL=C.UTF-8 TERM=dumb
cd "$source" || exit 2
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT

passed=0
failed=0

pass() {
	passed=$((passed + 1))
}

fail() {
	failed=$((failed + 1))
	echo "FAILED: $1"
}

# run STATUS ARGUMENT...: run gpamap; out and err are left in the scratch.
run() {
	wanted=$1
	shift
	"$gpamap" "$@" >"$scratch/out" 2>"$scratch/err" <"$scratch/in"
	status=$?
	if [ "$status" -eq "$wanted" ]; then
		pass
	else
		fail "gpamap $*: exit status $status, not $wanted"
		sed 's/^/    /' "$scratch/err"
	fi
}

# says STREAM TEXT: the stream has a line with the text in it.
says() {
	if grep -qF -- "$2" "$scratch/$1"; then
		pass
	else
		fail "standard $1 lacks: $2"
		sed 's/^/    /' "$scratch/$1"
	fi
}

# silent STREAM: nothing was written to it.
silent() {
	if [ -s "$scratch/$1" ]; then
		fail "standard $1 is not silent"
		sed 's/^/    /' "$scratch/$1"
	else
		pass
	fi
}

same() {
	if cmp -s "$1" "$2"; then
		pass
	else
		fail "$3"
		diff "$1" "$2" | head -n 5
	fi
}

