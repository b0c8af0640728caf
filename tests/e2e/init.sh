#!/bin/busybox sh
# SPDX-License-Identifier: MIT
#
# The only program of the guest: tell what the kernel knows of its memory map,
# and reset. report.py reads it on the console.
#
# It is told by way of the kernel's log: that reaches the console even where no
# interrupt of the serial port does, as with hardware-reduced ACPI and an empty
# DSDT. Forks are dear in software emulation, so the shell does what it can.

b=/bin/busybox

$b mkdir -p /proc /sys
$b mount -t proc proc /proc
$b mount -t sysfs sysfs /sys
# No message of the kernel's shall stand in between, and none of ours be lost.
echo 2 >/proc/sys/kernel/printk
echo on >/proc/sys/kernel/printk_devkmsg

# say LINE: tell it. A message is one write, and of the level 1.
say() {
	echo "<1>@@ $1" >/dev/kmsg
}

# lines: tell those of standard input.
lines() {
	while IFS= read -r line; do
		say "$line"
	done
	say "end"
}

# text FILE...: tell the lines of each.
text() {
	for file; do
		[ -r "$file" ] || continue
		say "text $file"
		# A cpulist gives nothing to a shell that reads byte by byte.
		$b cat "$file" | lines
	done
}

# bytes FILE...: tell the bytes of each.
bytes() {
	for file; do
		[ -f "$file" ] || continue
		say "bytes $file"
		$b base64 -w 720 "$file" | lines
	done
}

# packed FILE...: tell the bytes of each, compressed: QEMU's tree is a MiB of
# zeroes.
packed() {
	for file; do
		[ -f "$file" ] || continue
		say "packed $file"
		$b gzip -c "$file" | $b base64 -w 720 | lines
	done
}

# The firmware's map, a folder an entry, as lines like those of /proc/iomem.
memmap() {
	[ -d /sys/firmware/memmap ] || return
	say "text /sys/firmware/memmap"
	number=0
	while [ -d "/sys/firmware/memmap/$number" ]; do
		entry=/sys/firmware/memmap/$number
		read -r start <"$entry/start"
		read -r end <"$entry/end"
		read -r type <"$entry/type"
		echo "${start#0x}-${end#0x} : $type"
		number=$((number + 1))
	done | lines
}

nodes=/sys/devices/system/node
text /proc/iomem $nodes/online $nodes/has_memory $nodes/has_cpu
text $nodes/node*/distance $nodes/node*/cpulist
memmap
bytes /sys/firmware/acpi/tables/*
packed /sys/firmware/fdt
bytes /proc/device-tree/memory@*/reg /proc/device-tree/reserved-memory/*/reg
say "done"
$b reboot -f
