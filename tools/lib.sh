# SPDX-License-Identifier: MIT
# shellcheck shell=sh
#
# What ./try, ./test and .ci/run share. Source it from the top of the tree.

# Print what went wrong and stop.
die() {
	printf '%s: %s\n' "${0##*/}" "$*" >&2
	exit 2
}

# Run a command quietly; show what it said only if it fails.
quietly() {
	quiet_log=$(mktemp)
	quiet_status=0
	"$@" >"$quiet_log" 2>&1 </dev/null || quiet_status=$?
	if [ "$quiet_status" -ne 0 ]; then
		printf '%s: failed: %s\n' "${0##*/}" "$*" >&2
		cat "$quiet_log" >&2
	fi
	rm -f "$quiet_log"
	return "$quiet_status"
}

# Say whether a C program finds a header.
has_header() {
	printf '#include <%s>\n' "$1" | cc -E -x c - >/dev/null 2>&1
}

# Say whether one need is met: a command, a file (its path), a header (h:) or a
# library (pc:).
has() {
	case $1 in
	h:*) has_header "${1#h:}" ;;
	pc:*) pkg-config --exists "${1#pc:}" 2>/dev/null ;;
	/*) [ -e "$1" ] ;;
	*) command -v "$1" >/dev/null 2>&1 ;;
	esac
}

# Install Debian packages, even where apt-get update was never run.
install_packages() {
	command -v apt-get >/dev/null 2>&1 ||
		die "please install what these Debian packages hold: $*"
	[ "$(id -u)" -eq 0 ] ||
		die "please run as root: apt-get install $*"
	printf 'Installing %s\n' "$*" >&2
	export DEBIAN_FRONTEND=noninteractive
	lock='-o DPkg::Lock::Timeout=300'
	# A failed update may leave lists that are good enough.
	# shellcheck disable=SC2086
	apt-get $lock -qq update >/dev/null 2>&1 </dev/null || :
	# shellcheck disable=SC2086
	quietly apt-get $lock -qq -y --no-install-recommends install "$@" ||
		die "cannot install $*"
}

# need PROBE=PACKAGE...: install the packages whose probes fail.
need() {
	missing=
	for pair; do
		has "${pair%%=*}" || missing="$missing ${pair#*=}"
	done
	# shellcheck disable=SC2086
	[ -z "$missing" ] || install_packages $missing
}

need_build_tools() {
	need cc=gcc h:stdio.h=libc6-dev meson=meson ninja=ninja-build \
		pkg-config=pkg-config
	need pc:yaml-0.1=libyaml-dev h:libfdt.h=libfdt-dev
}

# configure DIR OPTION...: set up a build directory, or bring it up to date. A
# directory that was set up for another place is made anew.
configure() {
	build_dir=$1
	shift
	if [ ! -f "$build_dir/build.ninja" ] ||
		[ "$(head -n 1 "$build_dir/.set-up" 2>/dev/null)" != "$PWD" ]; then
		wipe=
		[ ! -f "$build_dir/meson-private/coredata.dat" ] || wipe=--wipe
		quietly meson setup $wipe "$@" "$build_dir" || return
	elif [ $# -gt 0 ] &&
		[ "$(tail -n 1 "$build_dir/.set-up")" != "$*" ]; then
		quietly meson configure "$build_dir" "$@" || return
	else
		return 0
	fi
	printf '%s\n%s\n' "$PWD" "$*" >"$build_dir/.set-up"
}
