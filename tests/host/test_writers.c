/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <gpamap/alloc.h>

#include "support.h"

/* Writers of text for people and programs. */

/* Make the map of @spec. */
static struct gpamap_layout *make(const char *spec)
{
	struct gpamap_layout *layout;
	struct reading reading;

	reading_make(&reading, "spec", spec);
	layout = gpamap_draft_layout(&reading.draft, &reading.diags);
	if (layout == NULL)
		fail_msg("%s", reading.diags.items[0].text);
	reading_clear(&reading);
	return layout;
}

static char text[65536];

/* Write the map of @spec in the format called @name. */
static const char *write_map(const char *name, const char *spec)
{
	struct gpamap_layout *layout = make(spec);
	struct gpamap_view view = { .layout = layout, .source = "test" };
	FILE *file = tmpfile();
	size_t length;

	assert_non_null(file);
	assert_true(gpamap_format_named(name)->write(&view, file));
	rewind(file);
	length = fread(text, 1, sizeof(text) - 1, file);
	text[length] = '\0';
	fclose(file);
	gpamap_layout_free(layout);
	return text;
}

static void csv(void **state)
{
	(void)state;
	assert_string_equal(
		write_map("csv",
			  "ram: [{range: 0-1G, vnode: 1, name: plain}]\n"
			  "mmio: [empty, {range: 3G-4G, name: \"a,b\"}]\n"
			  "vtl2: {range: 8G-9G, name: \"say \\\"no\\\"\"}\n"
			  "other: [{kind: pmem, range: 10G-11G, vnode: 3, "
			  "name: \"two\\nlines\"}]\n"),
		"start,end,size,kind,list,index,vnode,name\r\n"
		"0x0,0x40000000,0x40000000,ram,ram,0,1,plain\r\n"
		"0xc0000000,0x100000000,0x40000000,mmio,mmio,1,,\"a,b\"\r\n"
		"0x200000000,0x240000000,0x40000000,vtl2,vtl2,0,,"
		"\"say \"\"no\"\"\"\r\n"
		"0x280000000,0x2c0000000,0x40000000,pmem,other,0,3,"
		"\"two\nlines\"\r\n");
	assert_string_equal(write_map("csv", "mmio: 3G-4G\n"),
			    "start,end,size,kind,list,index,vnode,name\r\n"
			    "0xc0000000,0x100000000,0x40000000,mmio,mmio,0,,"
			    "\r\n");
}

static const char of_every_kind[] =
	"ram: [{range: 0-640K, name: low}, {range: 1M-1G, vnode: 1,"
	" name: \"System RAM (kmem)\"}]\n"
	"mmio: {range: 0xfec00000-0xfec01000, name: IOAPIC 0}\n"
	"pci_ecam: [0xb0000000+256M, {range: 0xc0000000+4K,"
	" name: \"PCI ECAM 0001 [bus 00-00]\"}]\n"
	"pci_mmio: {range: 0xd0000000+256M, name: pci-hole}\n"
	"vtl2: 64G-65G\n"
	"other:\n"
	"  - {kind: reserved, range: 0xe0000-0xf0000, name: odd}\n"
	"  - {kind: firmware_tables, range: 0xf0000-0x100000}\n"
	"  - {kind: reserved, range: 2G-0x80001000, name: Soft Reserved}\n"
	"  - {kind: device, range: 0x80001000-0x80002000}\n"
	"  - {kind: device, range: 0x80002000-0x80003000, name: System RAM}\n"
	"  - {kind: device, range: 0x80003000-0x80004000, name: \" x\"}\n"
	"  - {kind: device, range: 0x80004000-0x80005000, name: \"x\\n\"}\n"
	"  - {kind: unusable, range: 0x80005000-0x80006000}\n"
	"  - {kind: firmware_nvs, range: 0x80006000-0x80007000}\n"
	"  - {kind: pmem, range: 8G-9G, vnode: 1}\n"
	"  - {kind: hotplug, range: 16G-17G}\n";

static void iomem(void **state)
{
	static const char wanted[] =
		"00000000-0009ffff : System RAM\n"
		"000e0000-000effff : Reserved\n"
		"000f0000-000fffff : ACPI Tables\n"
		"00100000-3fffffff : System RAM (kmem)\n"
		"80000000-80000fff : Soft Reserved\n"
		"80001000-80001fff : device\n"
		"80002000-80002fff : device\n"
		"80003000-80003fff : device\n"
		"80004000-80004fff : device\n"
		"80005000-80005fff : Unusable memory\n"
		"80006000-80006fff : ACPI Non-volatile Storage\n"
		"b0000000-bfffffff : PCI MMCONFIG 0000 [bus 00-ff]\n"
		"c0000000-c0000fff : PCI ECAM 0001 [bus 00-00]\n"
		"d0000000-dfffffff : PCI Bus 0000:00\n"
		"fec00000-fec00fff : IOAPIC 0\n"
		"200000000-23fffffff : Persistent Memory\n";

	(void)state;
	assert_string_equal(write_map("iomem", of_every_kind), wanted);
}

/* What is written is read: each kind but MMIO, which is a device there. */
static void iomem_reads_back(void **state)
{
	(void)state;
	expect_map("iomem", write_map("iomem", of_every_kind),
		   "ram 0x0-0xa0000@0; "
		   "ram 0x100000-0x40000000@0 \"System RAM (kmem)\"; "
		   "pci_ecam 0xb0000000-0xc0000000 "
		   "\"PCI MMCONFIG 0000 [bus 00-ff]\"; "
		   "pci_ecam 0xc0000000-0xc0001000 "
		   "\"PCI ECAM 0001 [bus 00-00]\"; "
		   "pci_mmio 0xd0000000-0xe0000000 \"PCI Bus 0000:00\"; "
		   "reserved 0xe0000-0xf0000; "
		   "firmware_tables 0xf0000-0x100000; "
		   "reserved 0x80000000-0x80001000 \"Soft Reserved\"; "
		   "device 0x80001000-0x80002000 \"device\"; "
		   "device 0x80002000-0x80003000 \"device\"; "
		   "device 0x80003000-0x80004000 \"device\"; "
		   "device 0x80004000-0x80005000 \"device\"; "
		   "unusable 0x80005000-0x80006000; "
		   "firmware_nvs 0x80006000-0x80007000; "
		   "device 0xfec00000-0xfec01000 \"IOAPIC 0\"; "
		   "pmem 0x200000000-0x240000000");
}

/*
 *  0        3G          4G
 *  | 0 | 1 |             | 1 |     node 2 has nothing, node 3 has the rest
 */
static void qemu_nodes(void **state)
{
	(void)state;
	assert_string_equal(
		write_map("qemu", "ram: [{range: 0-640K, vnode: 0},"
				  " {range: 1M-1G, vnode: 0},"
				  " {range: 1G-3G, vnode: 1},"
				  " {range: 4G-5G, vnode: 1},"
				  " {range: 5G-6G, vnode: 3}]\n"
				  "other: [{kind: hotplug, range: 8G-9G}]\n"),
		"# not told: hotplug: the size is told, QEMU places it\n"
		"-machine pc\n"
		"-m 5G,slots=1,maxmem=6G\n"
		"-object memory-backend-ram,id=ram0,size=1G\n"
		"-numa node,nodeid=0,memdev=ram0\n"
		"-object memory-backend-ram,id=ram1,size=3G\n"
		"-numa node,nodeid=1,memdev=ram1\n"
		"-numa node,nodeid=2\n"
		"-object memory-backend-ram,id=ram3,size=1G\n"
		"-numa node,nodeid=3,memdev=ram3\n"
		"-numa dist,src=0,dst=1,val=20\n"
		"-numa dist,src=0,dst=2,val=20\n"
		"-numa dist,src=0,dst=3,val=20\n"
		"-numa dist,src=1,dst=2,val=20\n"
		"-numa dist,src=1,dst=3,val=20\n"
		"-numa dist,src=2,dst=3,val=20\n");
}

static void qemu_machines(void **state)
{
	(void)state;
	/* q35 puts 2 GiB below 4 GiB; VGA and ROMs hide 384 KiB of it. */
	assert_string_equal(write_map("qemu", "ram: [0-640K, 1M-2G, 4G-6G]\n"),
			    "-machine q35\n-m 4G\n");
	assert_string_equal(write_map("qemu", "ram: [0-640K, 1M-1G, 4G-5G]\n"),
			    "-machine q35,max-ram-below-4g=1G\n-m 2G\n");
	assert_string_equal(write_map("qemu", "ram: 0x40000000-0x140000000\n"),
			    "-machine virt\n-m 4G\n");
	assert_string_equal(write_map("qemu", "ram: 0x80000000-0x90000000\n"),
			    "-machine virt\n-m 256M\n");
	/* No PC has RAM up to 0xf8000000. */
	assert_string_equal(
		write_map("qemu", "ram: 4G\nmmio: 0xf8000000-4G\n"),
		"# different: QEMU places this much RAM in other ranges\n"
		"# different: VGA and ROMs hide RAM at 0xa0000-0x100000\n"
		"# not told: mmio: the machine's devices decide\n"
		"-machine q35\n-m 4G\n");
	assert_string_equal(
		write_map("qemu", "ram: 0x1000-0x4000\n"),
		"# different: no machine known here has RAM from 0x1000\n"
		"# different: QEMU rounds RAM up to 8 KiB\n-m 12K\n");
}

/* Names become literals that no compiler takes for something else. */
static void c_names(void **state)
{
	const char *source;

	(void)state;
	source = write_map("c", "ram: [{range: 0-1G, name: "
				"\"?\?/ \\\"q\\\" \\\\ */ \\n "
				"\xc3\xa4"
				"9\"}]\n");
	assert_non_null(strstr(source, "[0] = \"\\077\\077/ \\042q\\042 "
				       "\\134 */ \\012 \\303\\2449\","));
	assert_null(strstr(write_map("c", "ram: 1G\n"), "names["));
	assert_non_null(strstr(text, ".names = NULL,"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(csv),
		cmocka_unit_test(iomem),
		cmocka_unit_test(iomem_reads_back),
		cmocka_unit_test(qemu_nodes),
		cmocka_unit_test(qemu_machines),
		cmocka_unit_test(c_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
