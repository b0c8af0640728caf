#!/bin/bash
# SPDX-License-Identifier: MIT
#
# install.sh BUILD PYTHON: gpamap as its users meet it.
#
#   - BUILD installs into an empty prefix, with every file in its place;
#   - the C examples of the README and of docs/plan.md compile against it through
#     pkg-config without a warning, shared and static, and run;
#   - a program that has gpamap as a Meson subproject builds and runs.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
cc=${CC:-cc}
# shellcheck source=tests/install/support.sh
. "$root/tests/install/support.sh"

install_root

# check_files FILE...: each is there, below the prefix.
check_files() {
	local file
	for file; do
		[ -e "$work/root/$file" ] || fail "not installed: $file"
	done
}

check_files "$libdir/libgpamap.so" "$libdir/libgpamap.so.0" \
	"$libdir/libgpamap.a" "$libdir/pkgconfig/gpamap.pc" \
	"$prefix/include/gpamap/gpamap.h"
[ ! -e "$build/libgpamap-fdt.a" ] ||
	check_files "$libdir/libgpamap-fdt.so" "$libdir/libgpamap-fdt.a" \
		"$libdir/pkgconfig/gpamap-fdt.pc"
if [ "$(option command)" = True ]; then
	share=$prefix/share
	check_files "$prefix/bin/gpamap" \
		"$share/bash-completion/completions/gpamap" \
		"$share/zsh/site-functions/_gpamap" \
		"$share/fish/vendor_completions.d/gpamap.fish"
	"$work/root/$prefix/bin/gpamap" --version >/dev/null
fi
# What the docs that are there say of each other is there, too.
docs=$work/root/$prefix/share/doc/gpamap
check_files "$prefix/share/doc/gpamap/cli.md"
grep -oh '](\([a-z0-9./]*\))' "$docs"/*.md | tr -d ']()' | sort -u |
	while read -r link; do
		[ -e "$docs/$link" ] || fail "docs: $link is not installed"
	done
if [ "$(option man)" = enabled ]; then
	check_files "$prefix/share/man/man1/gpamap.1" \
		"$prefix/share/man/man3/gpamap.3" \
		"$prefix/share/man/man5/gpamap-spec.5"
fi
echo 'ok: files'

# A sanitizer that the library is built with must be in the program too.
sanitize=$(option b_sanitize)
flags='-std=c11 -Wall -Wextra -Wpedantic -Werror'
[ "$sanitize" = none ] || flags="$flags -fsanitize=$sanitize"

# example NAME OPTION...: build the example, run it.
example() {
	local name=$1
	shift
	# The options are a list of words.
	# shellcheck disable=SC2046,SC2086
	"$cc" $flags -o "$work/$name" "$work/example.c" "$@" ||
		fail "example: $name does not compile"
	LD_LIBRARY_PATH=$work/root$libdir "$work/$name" >"$work/$name.out" ||
		fail "example: $name ends with $?"
	[ -s "$work/$name.out" ] || fail "example: $name says nothing"
	echo "ok: example, $name: $(cat "$work/$name.out")"
}

# The last one is the example of the user below.
for page in 'docs/plan.md 1' 'docs/plan.md 2' 'README.md 1'; do
	"$python" "$root/tests/install/example.py" "$root/${page% *}" \
		"${page#* }" >"$work/example.c"
	# shellcheck disable=SC2046
	example shared $(pkg-config --cflags --libs gpamap)
	# shellcheck disable=SC2046
	example static $(pkg-config --cflags gpamap) \
		"$work/root$libdir/libgpamap.a"
	cmp "$work/shared.out" "$work/static.out" ||
		fail "$page: shared and static differ"
done

mkdir -p "$work/user/subprojects"
ln -s "$root" "$work/user/subprojects/gpamap"
cp "$work/example.c" "$work/user"
cat >"$work/user/meson.build" <<'END'
project('user', 'c', default_options: ['c_std=c11'])
gpamap = dependency('gpamap', fallback: 'gpamap',
  default_options: ['command=false'])
executable('user', 'example.c', dependencies: gpamap)
END
unset PKG_CONFIG_SYSROOT_DIR
export PKG_CONFIG_LIBDIR=/nowhere
(
	cd "$work/user"
	meson setup build && ninja -C build && build/user
) >"$work/log" 2>&1 || {
	cat "$work/log"
	fail 'as a subproject'
}
echo 'ok: as a Meson subproject, without the command'
