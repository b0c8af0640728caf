#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Each public header compiles alone, in C11 and later and, where a C++ compiler
# is there, in C++; freestanding too.
set -eu
cd "$(dirname "$0")/../.."

cc=${CC:-cc}
warnings='-Wall -Wextra -Wpedantic -Werror -Wundef -Wstrict-prototypes'
status=0
for header in include/gpamap/*.h; do
	for std in c11 c17 c2x; do
		# The warnings are a list of words.
		# shellcheck disable=SC2086
		printf '#include <%s>\nint unit;\n' "${header#include/}" |
			"$cc" -std=$std $warnings -ffreestanding -Iinclude \
				-fsyntax-only -x c - || {
			echo "FAILED: $header, $std"
			status=1
		}
	done
	for cxx in g++ clang++; do
		command -v "$cxx" >/dev/null || continue
		printf '#include <%s>\nint unit;\n' "${header#include/}" |
			"$cxx" -std=c++17 -Wall -Wextra -Werror -Iinclude \
				-fsyntax-only -x c++ - || {
			echo "FAILED: $header, $cxx"
			status=1
		}
	done
done
exit $status
