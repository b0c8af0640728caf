/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>

#include "formats.h"
#include "nodes.h"
#include "qemu.h"

/*
 * QEMU's options that make the same RAM on the same nodes, one a line, below
 * comments that tell what QEMU decides by itself. For a shell:
 *
 *   qemu-system-x86_64 $(gpamap show -o qemu MAP | grep -v '^#')
 */

#define NODES_MAX 128u /* MAX_NODES, include/sysemu/numa.h, QEMU 7.2 */
#define ALIGNMENT 8192u /* set_memory_options(), softmmu/vl.c, QEMU 7.2 */

struct writing {
	FILE *file;
	const struct gpamap_layout *layout;
	struct gpamap_qemu_machine machine;
	struct gpamap_node_sum *sums;
	size_t count;
};

/* The largest unit that leaves no fraction. */
static void write_size(FILE *file, uint64_t bytes)
{
	static const char units[] = "GMK";
	uint64_t unit = UINT64_C(1) << 30;
	size_t i = 0;

	while (bytes % unit != 0) {
		unit /= 1024;
		i++;
	}
	fprintf(file, "%" PRIu64 "%c", bytes / unit, units[i]);
}

/* RAM on the node, with what QEMU's PCs hide below 1 MiB. */
static uint64_t size_of(const struct writing *writing, size_t i)
{
	uint64_t size = writing->sums[i].ram_size;

	if (writing->sums[i].vnode == writing->machine.hidden_vnode)
		size += writing->machine.hidden;
	return size;
}

static void note_kinds(const struct writing *writing)
{
	static const struct {
		enum gpamap_kind kind;
		const char *what;
	} rows[] = {
		{ GPAMAP_KIND_MMIO, "the machine's devices decide" },
		{ GPAMAP_KIND_PCI_ECAM, "machine and firmware decide" },
		{ GPAMAP_KIND_PCI_MMIO, "machine and firmware decide" },
		{ GPAMAP_KIND_VTL2, "QEMU has no paravisor" },
		{ GPAMAP_KIND_RESERVED, "the firmware decides" },
		{ GPAMAP_KIND_DEVICE, "the machine's devices decide" },
		{ GPAMAP_KIND_HOTPLUG, "the size is told, QEMU places it" },
		{ GPAMAP_KIND_PMEM, "needs -device nvdimm and its file" },
		{ GPAMAP_KIND_FIRMWARE_TABLES, "the firmware decides" },
		{ GPAMAP_KIND_FIRMWARE_NVS, "the firmware decides" },
		{ GPAMAP_KIND_UNUSABLE, "nothing is broken in QEMU" },
	};
	struct gpamap_entry entry;
	size_t counts[GPAMAP_KIND_COUNT] = { 0 };
	size_t i;

	for (i = 0; gpamap_layout_at(writing->layout, i, &entry); i++)
		counts[entry.kind]++;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (counts[rows[i].kind] > 0)
			fprintf(writing->file, "# not told: %s: %s\n",
				gpamap_kind_name(rows[i].kind), rows[i].what);
}

static void note_ram(const struct writing *writing)
{
	uint64_t start = 0;
	struct gpamap_entry entry;
	size_t i;

	for (i = 0; gpamap_layout_at(writing->layout, i, &entry); i++)
		if (entry.kind == GPAMAP_KIND_RAM) {
			start = entry.range.start;
			break;
		}
	if (writing->machine.name == NULL)
		fprintf(writing->file,
			"# different: no machine known here has RAM from "
			"0x%" PRIx64 "\n",
			start);
	else if (!writing->machine.exact)
		fputs("# different: QEMU places this much RAM in other "
		      "ranges\n",
		      writing->file);
	if (writing->machine.covers)
		fputs("# different: VGA and ROMs hide RAM at "
		      "0xa0000-0x100000\n",
		      writing->file);
	if (writing->machine.total % ALIGNMENT != 0)
		fputs("# different: QEMU rounds RAM up to 8 KiB\n",
		      writing->file);
	if (gpamap_layout_node_count(writing->layout) > NODES_MAX)
		fputs("# not told: nodes: QEMU has 128 at most\n",
		      writing->file);
}

static void write_machine(const struct writing *writing)
{
	const struct gpamap_qemu_machine *machine = &writing->machine;

	if (machine->name == NULL)
		return;
	fprintf(writing->file, "-machine %s", machine->name);
	if (machine->low_limit != 0) {
		fputs(",max-ram-below-4g=", writing->file);
		write_size(writing->file, machine->low_limit);
	}
	putc('\n', writing->file);
}

static void write_memory(const struct writing *writing)
{
	uint64_t total = writing->machine.total;
	const struct gpamap_other_range *other;
	uint64_t hotplug = 0;
	size_t count, i;

	other = gpamap_layout_other(writing->layout, &count);
	for (i = 0; i < count; i++)
		if (other[i].kind == GPAMAP_KIND_HOTPLUG)
			hotplug += other[i].range.end - other[i].range.start;
	fputs("-m ", writing->file);
	write_size(writing->file, total);
	if (hotplug > 0) {
		fputs(",slots=1,maxmem=", writing->file);
		write_size(writing->file, total + hotplug);
	}
	putc('\n', writing->file);
}

/* All node ids up to the largest have to be there. */
static void write_nodes(const struct writing *writing, uint64_t nodes)
{
	uint64_t vnode;
	size_t i = 0;

	for (vnode = 0; vnode < nodes; vnode++) {
		if (i >= writing->count || writing->sums[i].vnode != vnode) {
			fprintf(writing->file,
				"-numa node,nodeid=%" PRIu64 "\n", vnode);
			continue;
		}
		fprintf(writing->file,
			"-object memory-backend-ram,id=ram%" PRIu64 ",size=",
			vnode);
		write_size(writing->file, size_of(writing, i++));
		fprintf(writing->file,
			"\n-numa node,nodeid=%" PRIu64 ",memdev=ram%" PRIu64
			"\n",
			vnode, vnode);
	}
}

/* The same both ways, if told one way. */
static void write_distances(const struct writing *writing, uint64_t nodes)
{
	uint64_t from, to;

	for (from = 0; from < nodes; from++)
		for (to = from + 1; to < nodes; to++)
			fprintf(writing->file,
				"-numa dist,src=%" PRIu64 ",dst=%" PRIu64
				",val=20\n",
				from, to);
}

bool gpamap_qemu_write(const struct gpamap_view *view, FILE *file)
{
	struct writing writing = { .file = file, .layout = view->layout };
	uint64_t nodes = gpamap_layout_node_count(view->layout);

	if (!gpamap_nodes_sum(view->layout, &writing.sums, &writing.count))
		return false;
	gpamap_qemu_choose(view->layout, &writing.machine);
	note_ram(&writing);
	note_kinds(&writing);
	write_machine(&writing);
	write_memory(&writing);
	if (nodes > 1 && nodes <= NODES_MAX) {
		write_nodes(&writing, nodes);
		write_distances(&writing, nodes);
	}
	free(writing.sums);
	return true;
}
