# SPDX-License-Identifier: MIT
# shellcheck shell=bash
#
# What the tests of an installed gpamap share; sourced with BUILD and PYTHON as
# arguments.

build=$1 python=$2

export LC_ALL=C.UTF-8
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
	echo "FAILED: $*"
	exit 1
}

# The options that the build was set up with.
option() {
	meson introspect --buildoptions "$build" | "$python" -c '
import json, sys
print(next(o["value"] for o in json.load(sys.stdin)
           if o["name"] == sys.argv[1]))' "$1"
}

# Install into $work/root, below which $prefix and $libdir then are, and let
# pkg-config find it there.
install_root() {
	prefix=$(option prefix)
	libdir=$prefix/$(option libdir)
	DESTDIR=$work/root meson install -C "$build" --no-rebuild \
		>"$work/log" 2>&1 || {
		cat "$work/log"
		fail 'meson install'
	}
	export PKG_CONFIG_SYSROOT_DIR=$work/root
	export PKG_CONFIG_LIBDIR=$work/root$libdir/pkgconfig
}
