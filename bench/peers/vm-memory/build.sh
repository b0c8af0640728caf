#!/bin/sh
# SPDX-License-Identifier: MIT
#
# build.sh TARGET LIBRARY: build the peer against Debian's crates, without
# network, in the directory TARGET, and copy it to LIBRARY.
set -eu

crates=/usr/share/cargo/registry
here=$(dirname "$0")

mkdir -p "$1/source"
# Cargo writes a lock file beside the sources: not into the tree.
cp -r "$here/Cargo.toml" "$here/src" "$1/source"
cargo build --quiet --release --offline \
	--manifest-path "$1/source/Cargo.toml" --target-dir "$1" \
	--config 'source.crates-io.replace-with="debian"' \
	--config "source.debian.directory=\"$crates\""
cp "$1/release/libgpamap_bench_vm_memory.a" "$2"
