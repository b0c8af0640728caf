#!/bin/bash
# SPDX-License-Identifier: MIT
#
# installed.sh BUILD PYTHON: the examples as somebody who copies them has them.
#
# BUILD installs into an empty prefix. Each folder, copied out of the tree, is
# built there by its own Makefile, with warnings as errors, and does what its
# README says: hello answers, linux-kvm knows its own map and says what it
# wants, bare-metal boots.
set -eu

source=$(cd "$(dirname "$0")/../.." && pwd)
cc=${CC:-cc}
# shellcheck source=tests/install/support.sh
. "$source/tests/install/support.sh"

install_root
export LD_LIBRARY_PATH=$work/root$libdir
export PATH=$work/root$prefix/bin:$PATH

# A sanitizer that the library is built with must be in the program too.
sanitize=$(option b_sanitize)
flags='-O2 -Wall -Wextra -Wpedantic -Werror'
[ "$sanitize" = none ] || flags="$flags -fsanitize=$sanitize"

# example NAME: build it.
example() {
	cp -r "$source/examples/$1" "$work"
	CFLAGS=$flags make -C "$work/$1" CC="$cc" >"$work/log" 2>&1 || {
		cat "$work/log"
		fail "$1: make"
	}
}

example hello
[ "$("$work/hello/hello")" = mmio ] || fail 'hello: wrong answer'
echo 'ok: hello'

case $(uname -m) in
x86_64) ;;
*)
	echo 'skipped: linux-kvm, bare-metal: not on this processor'
	exit 0
	;;
esac

example linux-kvm
"$python" "$source/tests/examples/linux_kvm.py" "$work/linux-kvm/linux-kvm" \
	"$work/root$prefix/bin/gpamap" "$source" || [ $? -eq 77 ]
gpamap diff "$work/linux-kvm/guest.gpamap" \
	"$source/examples/linux-kvm/guest.yaml"
echo 'ok: linux-kvm'

if [ "$sanitize" != none ]; then
	echo "skipped: bare-metal: the library is built for $sanitize"
	exit 0
fi
example bare-metal
"$python" "$source/tests/examples/bare_metal.py" "$work/bare-metal/bare-metal" \
	"$work/root$prefix/bin/gpamap" 'q35 2048' || [ $? -eq 77 ]
echo 'ok: bare-metal'
