#!/bin/sh
# SPDX-License-Identifier: MIT
#
# run-tests.sh BUILD [ARGUMENT...]: run meson test in BUILD, show only what
# failed, and close with "N passed, N failed" over the single test cases.
set -eu

export LC_ALL=C.UTF-8
dir=$1
shift
log=$(mktemp)
trap 'rm -f "$log"' EXIT

status=0
meson test -C "$dir" --no-rebuild --print-errorlogs "$@" \
	>"$log" 2>&1 </dev/null || status=$?
if [ "$status" -eq 0 ]; then
	sed -n '/^Ok: /,/^Timeout: /p' "$log"
else
	cat "$log"
fi
python3 tools/count-tests.py "$dir/meson-logs/testlog.junit.xml" "$status"
