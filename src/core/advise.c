/* SPDX-License-Identifier: MIT */
#include <gpamap/audit.h>

#include "apart.h"
#include "block.h"
#include "seek.h"

#define SIZE_512K UINT64_C(0x80000)
#define SIZE_640K UINT64_C(0xa0000)
#define SIZE_1M UINT64_C(0x100000)
#define SIZE_2M UINT64_C(0x200000)
#define SIZE_16M UINT64_C(0x1000000)
#define SIZE_128M UINT64_C(0x8000000)

/* Buses in a PCI segment, each with 1 MiB of configuration space (PCI
 * Express Base Specification 5.0, 7.2.2). */
#define ECAM_BUSES 256u

enum rule {
	RULE_NO_RAM,
	RULE_RAM_SMALL_PIECE,
	RULE_RAM_HUGE_PAGES,
	RULE_RAM_HYPERTRANSPORT,
	RULE_PC_LOW_RAM,
	RULE_NODE_INTERLEAVED,
	RULE_NODE_HOLE,
	RULE_NODE_NUMBERS,
	RULE_NO_LOW_GAP,
	RULE_GAP_ACROSS_4GB,
	RULE_ECAM_BUSES,
	RULE_ECAM_BASE,
	RULE_VTL2_BELOW_GAP,
	RULE_HOTPLUG_BLOCK,
	RULE_PHYS_BITS,
	RULE_GUEST_REACH,
	RULE_HOST_AVOIDS,
	RULE_COUNT,
};

/* docs/rules.md explains each; a test holds the two together. */
static const struct gpamap_rule rules[RULE_COUNT] = {
	[RULE_NO_RAM] = { GPAMAP_WARNING, GPAMAP_OBJECT_NONE, "no-ram",
			  "has no RAM",
			  "give RAM sizes or ranges; no guest runs without" },
	[RULE_RAM_SMALL_PIECE] = { GPAMAP_WARNING, GPAMAP_OBJECT_NONE,
				   "ram-small-piece",
				   "is smaller than a huge page of 2 MiB",
				   "move the gap beside it, or make the node's "
				   "size a multiple of 2 MiB" },
	[RULE_RAM_HUGE_PAGES] = { GPAMAP_WARNING, GPAMAP_OBJECT_ADDRESS,
				  "ram-huge-pages",
				  "is not aligned to huge pages of 2 MiB at",
				  "align gaps and node sizes to 2 MiB, so that "
				  "the host can map RAM with huge pages" },
	[RULE_RAM_HYPERTRANSPORT] = { GPAMAP_WARNING, GPAMAP_OBJECT_NONE,
				      "ram-hypertransport",
				      "is in AMD's HyperTransport addresses",
				      "reserve 0xfd00000000-0x10000000000: on "
				      "an AMD host DMA to it faults" },
	[RULE_PC_LOW_RAM] = { GPAMAP_WARNING, GPAMAP_OBJECT_ADDRESS,
			      "pc-low-ram",
			      "begins too high for a PC, which needs RAM from",
			      "a PC boots from RAM below 640 KiB and from "
			      "1 MiB on; in a plan, ask for 640 KiB apart, "
			      "and align the rest to 2 MiB" },
	[RULE_NODE_INTERLEAVED] = { GPAMAP_WARNING, GPAMAP_OBJECT_OTHER,
				    "node-interleaved",
				    "stands above a later node:",
				    "order the ranges by node; some kernels "
				    "give up NUMA on interleaved nodes" },
	[RULE_NODE_HOLE] = { GPAMAP_NOTE, GPAMAP_OBJECT_OTHER, "node-hole",
			     "is cut off from the rest of its node:",
			     "expected for the node around 4 GiB; else move "
			     "the gap to a node's edge" },
	[RULE_NODE_NUMBERS] = { GPAMAP_WARNING, GPAMAP_OBJECT_NUMBER,
				"node-numbers", "has no RAM on vnode",
				"number the vnodes from 0 without leaving "
				"one out, or expect a memory-less node" },
	[RULE_NO_LOW_GAP] = { GPAMAP_WARNING, GPAMAP_OBJECT_NONE, "no-low-gap",
			      "has no MMIO or PCI MMIO gap below 4 GiB",
			      "leave a gap below 4 GiB: 32-bit BARs and the "
			      "interrupt controllers have no other place" },
	[RULE_GAP_ACROSS_4GB] = { GPAMAP_WARNING, GPAMAP_OBJECT_NONE,
				  "gap-across-4gb", "lies across 4 GiB",
				  "cut it at 0x100000000: a 32-bit window "
				  "cannot describe it" },
	[RULE_ECAM_BUSES] = { GPAMAP_WARNING, GPAMAP_OBJECT_NONE, "ecam-buses",
			      "is not 1 to 256 whole buses of 1 MiB",
			      "start and end it on multiples of 1 MiB, one "
			      "for each bus" },
	[RULE_ECAM_BASE] = { GPAMAP_WARNING, GPAMAP_OBJECT_NUMBER, "ecam-base",
			     "is too low for its MCFG base if its first bus is above",
			     "place it at or above its first bus times 1 MiB; "
			     "MCFG gives the address of bus 0" },
	[RULE_VTL2_BELOW_GAP] = { GPAMAP_WARNING, GPAMAP_OBJECT_OTHER,
				  "vtl2-below-gap", "is below a gap:",
				  "put the paravisor's private range above "
				  "all RAM and all gaps" },
	[RULE_HOTPLUG_BLOCK] = { GPAMAP_WARNING, GPAMAP_OBJECT_NONE,
				 "hotplug-block",
				 "does not begin and end on 128 MiB",
				 "align it to 128 MiB: Linux adds memory in "
				 "blocks of that size" },
	[RULE_PHYS_BITS] = { GPAMAP_WARNING, GPAMAP_OBJECT_ADDRESS, "phys-bits",
			     "ends above the address limit",
			     "lower it, or give the guest more physical "
			     "address bits" },
	[RULE_GUEST_REACH] = { GPAMAP_WARNING, GPAMAP_OBJECT_ADDRESS,
			       "guest-reach", "ends above what the guest uses:",
			       "the guest will not see it: make the guest "
			       "smaller, or place it lower" },
	[RULE_HOST_AVOIDS] = { GPAMAP_WARNING, GPAMAP_OBJECT_ADDRESS,
			       "host-avoids",
			       "covers addresses that the host avoids, from",
			       "reserve them: the host cannot map them for "
			       "devices" },
};

/* One run over a layout. */
struct advice {
	const struct gpamap_layout *layout;
	const struct gpamap_advice_limits *limits;
	gpamap_advice_report *report;
	void *context;
	size_t count;
	bool stopped;
};

static void find(struct advice *advice, enum rule rule,
		 const struct gpamap_entry *subject,
		 const struct gpamap_entry *other, uint64_t value)
{
	struct gpamap_finding finding = { &rules[rule], *subject, *other,
					  value };

	if (advice->stopped)
		return;
	advice->count++;
	advice->stopped = !advice->report(advice->context, &finding);
}

/* A rule that looks at one entry, and the position it has. */
typedef void entry_rule(struct advice *advice, const struct gpamap_entry *entry,
			size_t position);

static void each_entry(struct advice *advice, entry_rule *check)
{
	struct gpamap_entry entry;

	for (size_t i = 0; gpamap_layout_at(advice->layout, i, &entry); i++)
		check(advice, &entry, i);
}

static void check_small_piece(struct advice *advice,
			      const struct gpamap_entry *entry, size_t position)
{
	struct gpamap_entry above;
	bool followed;

	if (entry->kind != GPAMAP_KIND_RAM ||
	    entry->range.end - entry->range.start >= SIZE_2M)
		return;
	/* Every PC has a piece below its VGA and ROM hole under 1 MiB. */
	followed = gpamap_layout_at(advice->layout, position + 1, &above) &&
		   above.kind == GPAMAP_KIND_RAM &&
		   above.range.start == entry->range.end;
	if (entry->range.end >= SIZE_1M || followed)
		find(advice, RULE_RAM_SMALL_PIECE, entry, &gpamap_no_entry, 0);
}

static void check_huge_pages(struct advice *advice,
			     const struct gpamap_entry *entry, size_t position)
{
	struct gpamap_range range = entry->range;

	(void)position;
	if (entry->kind != GPAMAP_KIND_RAM || range.end - range.start < SIZE_2M)
		return;
	/* A PC's RAM goes on at 1 MiB, above the same hole. */
	if (range.start % SIZE_2M != 0 && range.start != SIZE_1M)
		find(advice, RULE_RAM_HUGE_PAGES, entry, &gpamap_no_entry,
		     range.start);
	else if (range.end % SIZE_2M != 0)
		find(advice, RULE_RAM_HUGE_PAGES, entry, &gpamap_no_entry,
		     range.end);
}

static void check_hypertransport(struct advice *advice,
				 const struct gpamap_entry *entry,
				 size_t position)
{
	(void)position;
	if (entry->kind == GPAMAP_KIND_RAM &&
	    entry->range.start < GPAMAP_HYPERTRANSPORT_END &&
	    entry->range.end > GPAMAP_HYPERTRANSPORT_START)
		find(advice, RULE_RAM_HYPERTRANSPORT, entry, &gpamap_no_entry,
		     0);
}

/* A RAM range of a layout as an entry; it has its name that way. */
static struct gpamap_entry ram_entry(const struct gpamap_layout *layout,
				     const struct gpamap_ram_range *ram)
{
	struct gpamap_entry entry;
	bool ended;
	size_t position = gpamap_seek(gpamap_block_words(layout),
				      ram->range.start, &ended);

	gpamap_layout_at(layout, position - 1, &entry);
	return entry;
}

/* Say whether something begins where a PC has its EBDA, VGA and ROMs, between
 * 512 KiB and 1 MiB: no other machine is known that does so. */
static bool is_pc(const struct gpamap_layout *layout)
{
	struct gpamap_entry entry;

	for (size_t i = 0; gpamap_layout_at(layout, i, &entry); i++) {
		if (entry.kind != GPAMAP_KIND_RAM &&
		    entry.range.start >= SIZE_512K)
			return entry.range.start < SIZE_1M;
	}
	return false;
}

/* Firmware, and the trampoline that Linux starts processors with, want RAM
 * below 640 KiB; the kernel itself is loaded from 1 MiB on, and stands at
 * 16 MiB where nobody says otherwise (reserve_real_mode(), arch/x86/realmode/init.c;
 * CONFIG_PHYSICAL_START, arch/x86/Kconfig; Linux 6.1). */
GPAMAP_APART static void check_pc_low_ram(struct advice *advice)
{
	size_t count, i = 0;
	const struct gpamap_ram_range *ram =
		gpamap_layout_ram(advice->layout, &count);
	uint64_t wanted = 0, latest = SIZE_640K;
	struct gpamap_entry first;

	if (!is_pc(advice->layout))
		return;
	if (count > 0 && ram[0].range.start < SIZE_640K) {
		wanted = SIZE_1M;
		latest = SIZE_16M;
	}
	while (i < count && ram[i].range.end <= wanted)
		i++;
	if (i == count || ram[i].range.start < latest)
		return;
	first = ram_entry(advice->layout, &ram[i]);
	find(advice, RULE_PC_LOW_RAM, &first, &gpamap_no_entry, wanted);
}

/* Say whether the order of nodes breaks between two neighbours. */
static bool is_interleaved(const struct gpamap_ram_range *below,
			   const struct gpamap_ram_range *above)
{
	return above->vnode < below->vnode;
}

/* Say whether a hole cuts a node in two there; a PC's below 1 MiB does so on
 * every PC. */
static bool is_cut(const struct gpamap_ram_range *below,
		   const struct gpamap_ram_range *above)
{
	return above->vnode == below->vnode &&
	       above->range.start != below->range.end &&
	       above->range.start > SIZE_1M;
}

/* Look at each RAM range and the one before it. */
static void each_ram_pair(struct advice *advice, enum rule rule,
			  bool (*hit)(const struct gpamap_ram_range *below,
				      const struct gpamap_ram_range *above))
{
	size_t count;
	const struct gpamap_ram_range *ram =
		gpamap_layout_ram(advice->layout, &count);

	for (size_t i = 1; i < count; i++) {
		struct gpamap_entry above, below;

		if (!hit(&ram[i - 1], &ram[i]))
			continue;
		above = ram_entry(advice->layout, &ram[i]);
		below = ram_entry(advice->layout, &ram[i - 1]);
		find(advice, rule, &above, &below, 0);
	}
}

/* Linux has at most 1024 nodes (CONFIG_NODES_SHIFT 10); numbers above that
 * are not looked for. */
#define NODES_SEEN 1024u

/* Find the lowest vnode without RAM below one that has some. */
GPAMAP_APART static void check_node_numbers(struct advice *advice)
{
	size_t count;
	const struct gpamap_ram_range *ram =
		gpamap_layout_ram(advice->layout, &count);
	uint64_t seen[NODES_SEEN / 64] = { 0 };
	uint64_t largest = 0, vnode = 0;

	for (size_t i = 0; i < count; i++) {
		if (ram[i].vnode < NODES_SEEN)
			seen[ram[i].vnode / 64] |= UINT64_C(1)
						   << ram[i].vnode % 64;
		if (ram[i].vnode > largest)
			largest = ram[i].vnode;
	}
	while (vnode < NODES_SEEN && (seen[vnode / 64] >> vnode % 64 & 1) != 0)
		vnode++;
	if (vnode < NODES_SEEN && vnode < largest)
		find(advice, RULE_NODE_NUMBERS, &gpamap_no_entry,
		     &gpamap_no_entry, vnode);
}

static bool is_gap_for_bars(const struct gpamap_entry *entry)
{
	return entry->kind == GPAMAP_KIND_MMIO ||
	       entry->kind == GPAMAP_KIND_PCI_MMIO;
}

static void check_low_gap(struct advice *advice)
{
	struct gpamap_entry entry;

	for (size_t i = 0; gpamap_layout_at(advice->layout, i, &entry); i++) {
		if (is_gap_for_bars(&entry) && entry.range.start < GPAMAP_4GB)
			return;
	}
	find(advice, RULE_NO_LOW_GAP, &gpamap_no_entry, &gpamap_no_entry, 0);
}

static void check_gap_across(struct advice *advice,
			     const struct gpamap_entry *entry, size_t position)
{
	(void)position;
	if (is_gap_for_bars(entry) && entry->range.start < GPAMAP_4GB &&
	    entry->range.end > GPAMAP_4GB)
		find(advice, RULE_GAP_ACROSS_4GB, entry, &gpamap_no_entry, 0);
}

static void check_ecam_buses(struct advice *advice,
			     const struct gpamap_entry *entry, size_t position)
{
	uint64_t bytes = entry->range.end - entry->range.start;

	(void)position;
	if (entry->kind == GPAMAP_KIND_PCI_ECAM &&
	    (entry->range.start % SIZE_1M != 0 || bytes % SIZE_1M != 0 ||
	     bytes > ECAM_BUSES * SIZE_1M))
		find(advice, RULE_ECAM_BUSES, entry, &gpamap_no_entry, 0);
}

/* MCFG (PCI Firmware Specification 3.3, 4.1.2) gives the address where bus 0
 * of the segment would be, which must not lie below address 0. Which bus a
 * range begins with is not known here; low ranges cannot serve all. */
static void check_ecam_base(struct advice *advice,
			    const struct gpamap_entry *entry, size_t position)
{
	uint64_t buses = (entry->range.end - entry->range.start) / SIZE_1M;
	uint64_t highest = entry->range.start / SIZE_1M;

	(void)position;
	if (entry->kind == GPAMAP_KIND_PCI_ECAM && highest + buses < ECAM_BUSES)
		find(advice, RULE_ECAM_BASE, entry, &gpamap_no_entry, highest);
}

static void check_vtl2(struct advice *advice)
{
	struct gpamap_range range;
	struct gpamap_found vtl2;
	struct gpamap_entry entry;

	if (!gpamap_layout_vtl2_range(advice->layout, &range))
		return;
	gpamap_layout_find(advice->layout, range.start, &vtl2);
	for (size_t i = vtl2.position + 1;
	     gpamap_layout_at(advice->layout, i, &entry); i++) {
		if (entry.kind <= GPAMAP_KIND_PCI_MMIO) {
			find(advice, RULE_VTL2_BELOW_GAP, &vtl2.entry, &entry,
			     0);
			return;
		}
	}
}

static void check_hotplug(struct advice *advice,
			  const struct gpamap_entry *entry, size_t position)
{
	(void)position;
	if (entry->kind == GPAMAP_KIND_HOTPLUG &&
	    (entry->range.start % SIZE_128M != 0 ||
	     entry->range.end % SIZE_128M != 0))
		find(advice, RULE_HOTPLUG_BLOCK, entry, &gpamap_no_entry, 0);
}

static void check_phys_bits(struct advice *advice,
			    const struct gpamap_entry *entry, size_t position)
{
	unsigned int bits = advice->limits->phys_bits;
	uint64_t limit;

	(void)position;
	if (bits == 0 && advice->limits->host != NULL)
		bits = advice->limits->host->address_bits;
	if (bits == 0 || bits >= 64)
		return;
	limit = UINT64_C(1) << bits;
	if (entry->range.end > limit)
		find(advice, RULE_PHYS_BITS, entry, &gpamap_no_entry, limit);
}

static void check_guest_reach(struct advice *advice,
			      const struct gpamap_entry *entry, size_t position)
{
	const struct gpamap_host *host = advice->limits->host;

	(void)position;
	if (host != NULL && host->guest_reach != 0 &&
	    entry->range.end > host->guest_reach)
		find(advice, RULE_GUEST_REACH, entry, &gpamap_no_entry,
		     host->guest_reach);
}

/* Look at what lies in one avoided range; reserved ranges may. */
static void check_avoided(struct advice *advice, struct gpamap_range range)
{
	struct gpamap_found found;

	gpamap_layout_find(advice->layout, range.start, &found);
	for (size_t i = found.position;
	     gpamap_layout_at(advice->layout, i, &found.entry) &&
	     found.entry.range.start < range.end;
	     i++) {
		uint64_t from = found.entry.range.start;

		if (from < range.start)
			from = range.start;
		if (found.entry.kind != GPAMAP_KIND_RESERVED &&
		    range.start < range.end)
			find(advice, RULE_HOST_AVOIDS, &found.entry,
			     &gpamap_no_entry, from);
	}
}

static void check_host_avoids(struct advice *advice)
{
	const struct gpamap_host *host = advice->limits->host;

	if (host == NULL)
		return;
	for (size_t i = 0; i < host->avoid_count; i++)
		check_avoided(advice, host->avoid[i].range);
}

static void check_no_ram(struct advice *advice)
{
	if (gpamap_layout_ram_size(advice->layout) == 0)
		find(advice, RULE_NO_RAM, &gpamap_no_entry, &gpamap_no_entry,
		     0);
}

size_t gpamap_advise(const struct gpamap_layout *layout,
		     const struct gpamap_advice_limits *limits,
		     gpamap_advice_report *report, void *context)
{
	const struct gpamap_advice_limits defaults = { 0 };
	struct advice advice = { .layout = layout,
				 .limits = limits != NULL ? limits : &defaults,
				 .report = report,
				 .context = context };

	check_no_ram(&advice);
	each_entry(&advice, check_small_piece);
	each_entry(&advice, check_huge_pages);
	each_entry(&advice, check_hypertransport);
	check_pc_low_ram(&advice);
	each_ram_pair(&advice, RULE_NODE_INTERLEAVED, is_interleaved);
	each_ram_pair(&advice, RULE_NODE_HOLE, is_cut);
	check_node_numbers(&advice);
	check_low_gap(&advice);
	each_entry(&advice, check_gap_across);
	each_entry(&advice, check_ecam_buses);
	each_entry(&advice, check_ecam_base);
	check_vtl2(&advice);
	each_entry(&advice, check_hotplug);
	each_entry(&advice, check_phys_bits);
	each_entry(&advice, check_guest_reach);
	check_host_avoids(&advice);
	return advice.count;
}

const struct gpamap_rule *gpamap_rules(size_t *count)
{
	*count = RULE_COUNT;
	return rules;
}
