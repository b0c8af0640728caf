#!/bin/sh
# SPDX-License-Identifier: MIT
#
# c_source.sh GPAMAP SOURCE LIBRARY...: what -o c writes compiles without a
# warning, and gives the same map, names included.
set -eu
export LC_ALL=C.UTF-8

gpamap=$(realpath "$1")
source=$(realpath "$2")
shift 2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat >"$folder/main.c" <<'END'
#include <stdio.h>
#include <stdlib.h>
#include <gpamap/gpamap.h>
const struct gpamap_layout *map_layout(void);
int main(void)
{
	const struct gpamap_layout *layout = map_layout();
	size_t need;
	void *bytes;

	if (layout == NULL)
		return 1;
	gpamap_layout_save(layout, NULL, 0, &need);
	bytes = malloc(need);
	if (bytes == NULL || gpamap_layout_save(layout, bytes, need, &need) != 0)
		return 1;
	fwrite(bytes, 1, need, stdout);
	free(bytes);
	return 0;
}
END

failed=0
count=0

# try OPTION...: one map there and back.
try() {
	"$gpamap" show -o c "$@" >"$folder/map.c" 2>"$folder/said" || return 0
	# A library with sanitizers brings them along.
	# shellcheck disable=SC2086
	if ! ${CC:-cc} ${C_SOURCE_FLAGS:-} -std=c11 -Wall -Wextra -Wpedantic \
		-Wshadow -Wconversion -Wwrite-strings -Werror \
		-I"$source/include" -o "$folder/map" "$folder/map.c" \
		"$folder/main.c" $libraries; then
		echo "FAIL: $*: does not compile"
		failed=1
		return 0
	fi
	"$gpamap" show -o saved "$@" >"$folder/wanted" 2>"$folder/said"
	"$folder/map" >"$folder/got" || echo "FAIL: $*: no layout"
	cmp "$folder/wanted" "$folder/got" || {
		echo "FAIL: $*: another map"
		failed=1
	}
	count=$((count + 1))
}

libraries=$*
for map in "$source"/tests/golden/*.yaml "$source"/tests/golden/*.iomem; do
	try "$map"
done
try --ram 2G,2G --mmio 3G-4G --vtl2 16G+64M
try --ram 0-1G --mmio empty --mmio 3G-4G --other pmem=8G-9G
try --mmio 3G-4G

[ "$count" -ge 15 ] || {
	echo "FAIL: only $count maps"
	failed=1
}
echo "$count maps compiled"
exit $failed
