#!/bin/sh
# SPDX-License-Identifier: MIT
#
# hello.sh HELLO PYTHON: examples/hello is the C example of the README, below a
# line with its licence, and answers as its own README says.
set -eu

root=$(dirname "$0")/../..
readme=$("$2" "$root/tests/install/example.py" "$root/README.md")
here=$(sed 1d "$root/examples/hello/hello.c")
if [ "$here" != "$readme" ]; then
	echo 'examples/hello/hello.c is not the example of README.md'
	exit 1
fi
[ "$("$1")" = mmio ]
