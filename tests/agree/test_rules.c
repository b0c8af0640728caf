/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <gpamap/acpi_hmat.h>

#include "../../src/host/agree.h"

/*
 * Each rule of gpamap agree: two sources, told in facts, of which the one
 * breaks just this rule; and the same two where it does not.
 */

#define M UINT64_C(0x100000)
#define FACTS_MAX 4

#define RANGE(what, from, to, node)                                            \
	{                                                                      \
		.type = GPAMAP_FACT_RANGE, .kind = GPAMAP_KIND_##what,         \
		.start = (from)*M, .end = (to)*M, .vnode = (node)              \
	}
#define ANY(what, from, to) RANGE(what, from, to, GPAMAP_NO_VNODE)
#define ECAM(from, to)                                                         \
	{                                                                      \
		.type = GPAMAP_FACT_ECAM, .start = (from)*M, .end = (to)*M     \
	}
#define NUMBERED(number, from, to)                                             \
	{                                                                      \
		.type = GPAMAP_FACT_SLOT, .slot = (number), .start = (from)*M, \
		.end = (to)*M                                                  \
	}
#define SLOT(from, to) NUMBERED(from, from, to)
#define TABLE(from, to)                                                        \
	{                                                                      \
		.type = GPAMAP_FACT_TABLE, .start = (from)*M, .end = (to)*M    \
	}
#define FAR(a, b, how)                                                         \
	{                                                                      \
		.type = GPAMAP_FACT_DISTANCE, .from = (a), .to = (b),          \
		.distance = (how)                                              \
	}

#define NEAR(a, b)                                                             \
	{                                                                      \
		.type = GPAMAP_FACT_NEAR, .from = (a), .to = (b)               \
	}
#define SPEED(what, at, a, b, how)                                             \
	{                                                                      \
		.type = GPAMAP_FACT_SPEED, .measure = GPAMAP_HMAT_##what,      \
		.level = (at), .from = (a), .to = (b), .value = (how)          \
	}
#define CACHE(node, at, bytes, how)                                            \
	{                                                                      \
		.type = GPAMAP_FACT_CACHE, .vnode = (node), .level = (at),     \
		.value = (bytes), .cache = (how)                               \
	}

/* What sources tell, as in the table of formats. */
#define MAP                                                                    \
	(GPAMAP_TELLS_ALL | GPAMAP_TELLS_RAM | GPAMAP_TELLS_NODES |            \
	 GPAMAP_TELLS_ECAM | GPAMAP_TELLS_WINDOWS | GPAMAP_TELLS_RESERVED |    \
	 GPAMAP_TELLS_KINDS)
#define E820                                                                   \
	(GPAMAP_TELLS_RAM | GPAMAP_TELLS_CARVED | GPAMAP_TELLS_RESERVED |      \
	 GPAMAP_TELLS_KINDS | GPAMAP_TELLS_GUEST)
#define SRAT (GPAMAP_TELLS_RAM | GPAMAP_TELLS_NODES | GPAMAP_TELLS_GUEST)
#define MCFG (GPAMAP_TELLS_ECAM | GPAMAP_TELLS_GUEST)
#define SLIT GPAMAP_TELLS_GUEST
#define DTB                                                                    \
	(GPAMAP_TELLS_RAM | GPAMAP_TELLS_WINDOWS | GPAMAP_TELLS_RESERVED |     \
	 GPAMAP_TELLS_GUEST)
#define HMAT GPAMAP_TELLS_GUEST
#define ACPI GPAMAP_TELLS_GUEST
#define KVM GPAMAP_TELLS_SLOTS

struct side {
	unsigned int tells;
	struct gpamap_fact facts[FACTS_MAX]; /* up to the first empty one */
};

struct rule_case {
	const char *rule;
	struct side left;
	struct side wrong;
	struct side right;
	const char *text; /* NULL: not looked at */
};

static const struct rule_case cases[] = {
	{ "ram-differs",
	  { SRAT, { RANGE(RAM, 16, 32, 0) } },
	  { SRAT, { RANGE(RAM, 16, 31, 0) } },
	  { SRAT, { RANGE(RAM, 16, 32, 0) } },
	  "left tells ram 0x1000000-0x2000000 on node 0, right tells nothing, "
	  "at 0x1f00000-0x2000000 (1 MiB): RAM is the same for both" },
	{ "ram-extra",
	  { E820, { ANY(RAM, 16, 32) } },
	  { MAP, { RANGE(RAM, 16, 24, 0), ANY(MMIO, 24, 32) } },
	  { MAP, { RANGE(RAM, 16, 32, 0) } },
	  "left tells ram 0x1000000-0x2000000, right tells mmio "
	  "0x1800000-0x2000000, at 0x1800000-0x2000000 (8 MiB): what is usable "
	  "is RAM" },
	{ "nodes-cover",
	  { E820, { ANY(RAM, 16, 32) } },
	  { SRAT, { RANGE(RAM, 16, 31, 0) } },
	  { SRAT, { RANGE(RAM, 16, 32, 0) } },
	  NULL },
	{ "ram-missing",
	  { SRAT, { RANGE(RAM, 16, 32, 0) } },
	  { E820, { ANY(RAM, 16, 30) } },
	  { E820, { ANY(RAM, 16, 30), ANY(FIRMWARE_NVS, 30, 32) } },
	  NULL },
	{ "ram-kept",
	  { SRAT, { RANGE(RAM, 16, 32, 0) } },
	  { E820, { ANY(RAM, 16, 23), ANY(RESERVED, 23, 32) } },
	  { E820, { ANY(RAM, 16, 24), ANY(RESERVED, 24, 32) } },
	  "left tells ram 0x1000000-0x2000000, of which right keeps 0x900000 "
	  "bytes: firmware keeps at most half of a range of RAM" },
	{ "told-twice",
	  { SRAT, { RANGE(RAM, 16, 32, 0) } },
	  { E820, { ANY(RAM, 16, 32), ANY(RESERVED, 30, 31) } },
	  { E820, { ANY(RAM, 16, 32), ANY(RESERVED, 32, 33) } },
	  "right tells ram 0x1000000-0x2000000 and reserved 0x1e00000-0x1f00000, "
	  "at 0x1e00000-0x1f00000 (1 MiB): an address is usable or kept, not "
	  "both" },
	{ "node-differs",
	  { MAP, { RANGE(RAM, 16, 24, 0), RANGE(RAM, 24, 32, 1) } },
	  { SRAT, { RANGE(RAM, 16, 20, 0), RANGE(RAM, 20, 32, 1) } },
	  { SRAT, { RANGE(RAM, 16, 24, 0), RANGE(RAM, 24, 32, 1) } },
	  NULL },
	{ "nodes-overlap",
	  { KVM, { SLOT(16, 32) } },
	  { SRAT, { RANGE(RAM, 16, 25, 0), RANGE(RAM, 24, 32, 1) } },
	  { SRAT, { RANGE(RAM, 16, 24, 0), RANGE(RAM, 24, 32, 1) } },
	  NULL },
	{ "node-missing",
	  { KVM, { SLOT(16, 32) } },
	  { SRAT, { RANGE(RAM, 16, 24, 0), ANY(RAM, 24, 32) } },
	  { SRAT, { RANGE(RAM, 16, 24, 0), RANGE(RAM, 24, 32, 1) } },
	  "right tells ram 0x1000000-0x1800000 on node 0 and ram "
	  "0x1800000-0x2000000, at 0x1800000-0x2000000 (8 MiB): all RAM is on a "
	  "node or none, or Linux drops the nodes" },
	{ "ecam-differs",
	  { MCFG, { ECAM(64, 65) } },
	  { MAP, { RANGE(RAM, 16, 32, 0), ANY(DEVICE, 64, 65) } },
	  { MAP, { RANGE(RAM, 16, 32, 0), ANY(PCI_ECAM, 64, 65) } },
	  NULL },
	{ "ecam-reserved",
	  { MCFG, { ECAM(64, 66) } },
	  { E820, { ANY(RAM, 16, 32), ANY(RESERVED, 64, 65) } },
	  { E820, { ANY(RAM, 16, 32), ANY(RESERVED, 64, 66) } },
	  "left tells pci_ecam 0x4000000-0x4200000, right tells nothing, at "
	  "0x4100000-0x4200000 (1 MiB): PCI ECAM is reserved, or Linux does not "
	  "use it" },
	{ "ecam-ram",
	  { MCFG, { ECAM(31, 32) } },
	  { SRAT, { RANGE(RAM, 16, 32, 0) } },
	  { SRAT, { RANGE(RAM, 16, 31, 0) } },
	  NULL },
	{ "window-differs",
	  { SLIT, { ANY(PCI_MMIO, 64, 65) } },
	  { MAP, { RANGE(RAM, 16, 32, 0), ANY(PCI_MMIO, 65, 66) } },
	  { MAP, { RANGE(RAM, 16, 32, 0), ANY(PCI_MMIO, 64, 66) } },
	  NULL },
	{ "window-ram",
	  { SLIT, { ANY(PCI_MMIO, 31, 65) } },
	  { SRAT, { RANGE(RAM, 16, 32, 0) } },
	  { SRAT, { RANGE(RAM, 16, 31, 0) } },
	  NULL },
	{ "device-ram",
	  { ACPI, { ANY(DEVICE, 16, 17) } },
	  { SRAT, { RANGE(RAM, 16, 32, 0) } },
	  { SRAT, { RANGE(RAM, 17, 32, 0) } },
	  "left tells device 0x1000000-0x1100000, right tells ram "
	  "0x1000000-0x2000000 on node 0, at 0x1000000-0x1100000 (1 MiB): a "
	  "device's registers are no RAM" },
	{ "table-ram",
	  { ACPI, { TABLE(16, 17) } },
	  { E820, { ANY(RAM, 16, 32) } },
	  { E820, { ANY(FIRMWARE_TABLES, 16, 17), ANY(RAM, 17, 32) } },
	  "left tells a table 0x1000000-0x1100000, right tells ram "
	  "0x1000000-0x2000000, at 0x1000000-0x1100000 (1 MiB): ACPI tables "
	  "are kept, or the guest writes over them" },
	{ "table-missing",
	  { ACPI, { TABLE(16, 17) } },
	  { MAP, { ANY(MMIO, 16, 17), RANGE(RAM, 17, 32, 0) } },
	  { MAP, { RANGE(RAM, 16, 32, 0) } },
	  "left tells a table 0x1000000-0x1100000, right tells mmio "
	  "0x1000000-0x1100000, at 0x1000000-0x1100000 (1 MiB): ACPI tables "
	  "are in memory" },
	{ "slot-missing",
	  { SRAT, { RANGE(RAM, 16, 32, 0) } },
	  { KVM, { SLOT(16, 31) } },
	  { KVM, { SLOT(16, 24), SLOT(24, 32) } },
	  NULL },
	{ "slot-extra",
	  { MAP, { RANGE(RAM, 16, 32, 0), ANY(MMIO, 32, 33) } },
	  { KVM, { SLOT(16, 33) } },
	  { KVM, { SLOT(16, 32) } },
	  NULL },
	{ "slot-more",
	  { SRAT, { RANGE(RAM, 16, 32, 0) } },
	  { KVM, { SLOT(16, 32), SLOT(40, 41) } },
	  { KVM, { SLOT(16, 32) } },
	  NULL },
	{ "slots-overlap",
	  { SRAT, { RANGE(RAM, 16, 32, 0) } },
	  { KVM, { SLOT(16, 25), SLOT(24, 32) } },
	  { KVM, { SLOT(16, 24), SLOT(24, 32) } },
	  "right tells slot 16 0x1000000-0x1900000 and slot 24 "
	  "0x1800000-0x2000000, at 0x1800000-0x1900000 (1 MiB): slots share no "
	  "address, or KVM refuses them" },
	{ "slot-twice",
	  { SRAT, { RANGE(RAM, 16, 32, 0) } },
	  { KVM, { NUMBERED(7, 24, 32), NUMBERED(7, 16, 24) } },
	  { KVM, { NUMBERED(7, 24, 32), NUMBERED(8, 16, 24) } },
	  "right tells slot 7 0x1000000-0x1800000 and slot 7 "
	  "0x1800000-0x2000000, at 0x1800000-0x2000000 (8 MiB): slots have "
	  "numbers of their own, or KVM takes one for a change of the other" },
	{ "vtl2-told",
	  { MAP, { RANGE(RAM, 16, 32, 0), ANY(VTL2, 64, 65) } },
	  { E820, { ANY(RAM, 16, 32), ANY(RAM, 64, 65) } },
	  { E820, { ANY(RAM, 16, 32), ANY(RESERVED, 64, 65) } },
	  NULL },
	{ "reserved-missing",
	  { MAP, { RANGE(RAM, 16, 32, 0), ANY(RESERVED, 64, 65) } },
	  { E820, { ANY(RAM, 16, 32) } },
	  { E820, { ANY(RAM, 16, 32), ANY(RESERVED, 60, 70) } },
	  NULL },
	{ "memory-kind",
	  { MAP, { RANGE(RAM, 16, 32, 0), ANY(PMEM, 64, 65) } },
	  { E820, { ANY(RAM, 16, 32), ANY(RESERVED, 64, 65) } },
	  { E820, { ANY(RAM, 16, 32), ANY(PMEM, 64, 65) } },
	  NULL },
	{ "kind-differs",
	  { MAP, { RANGE(RAM, 16, 32, 0), ANY(DEVICE, 64, 65) } },
	  { MAP, { RANGE(RAM, 16, 32, 0), ANY(RESERVED, 64, 65) } },
	  { MAP, { RANGE(RAM, 16, 32, 0), ANY(DEVICE, 64, 65) } },
	  NULL },
	{ "hotplug-differs",
	  { MAP, { RANGE(RAM, 16, 32, 0), ANY(HOTPLUG, 64, 65) } },
	  { SRAT, { RANGE(RAM, 16, 32, 0), RANGE(HOTPLUG, 64, 66, 0) } },
	  { SRAT, { RANGE(RAM, 16, 32, 0), RANGE(HOTPLUG, 64, 65, 0) } },
	  NULL },
	{ "pmem-differs",
	  { MAP, { RANGE(RAM, 16, 32, 0), ANY(PMEM, 64, 65) } },
	  { SRAT, { RANGE(RAM, 16, 32, 0), RANGE(PMEM, 64, 66, 0) } },
	  { SRAT, { RANGE(RAM, 16, 32, 0), RANGE(PMEM, 64, 65, 0) } },
	  NULL },
	{ "distance-count",
	  { SRAT, { RANGE(RAM, 16, 24, 0), RANGE(RAM, 24, 32, 1) } },
	  { SLIT, { FAR(0, 0, 10) } },
	  { SLIT, { FAR(0, 0, 10), FAR(1, 1, 10) } },
	  "right tells distances of 1 nodes, left tells of 2 nodes: each node "
	  "has its distances" },
	{ "distance-differs",
	  { SLIT, { FAR(0, 1, 20) } },
	  { SLIT, { FAR(0, 1, 21) } },
	  { SLIT, { FAR(0, 1, 20) } },
	  "left tells distance 20 from node 0 to node 1, right tells 21: two "
	  "nodes have one distance" },
	{ "distance-local",
	  { KVM, { SLOT(16, 32) } },
	  { SLIT, { FAR(0, 0, 10), FAR(0, 1, 11), FAR(1, 1, 20) } },
	  { SLIT, { FAR(0, 0, 10), FAR(0, 1, 11), FAR(1, 1, 10) } },
	  "right tells distance 20 from node 1 to node 1: a node is 10 away "
	  "from itself, and more from others" },
	{ "distance-local",
	  { KVM, { SLOT(16, 32) } },
	  { SLIT, { FAR(0, 0, 10), FAR(0, 1, 10) } },
	  { SLIT, { FAR(0, 0, 10), FAR(0, 1, 11) } },
	  NULL },
	{ "distance-symmetric",
	  { SLIT, { FAR(0, 0, 10) } },
	  { SLIT, { FAR(0, 1, 20), FAR(1, 0, 30) } },
	  { SLIT, { FAR(0, 1, 20), FAR(1, 0, 20) } },
	  NULL },
	{ "speed-node",
	  { SRAT, { RANGE(RAM, 16, 24, 0), RANGE(HOTPLUG, 24, 32, 1) } },
	  { HMAT, { NEAR(0, 1), SPEED(READ_LATENCY, 0, 0, 2, 100) } },
	  { HMAT, { NEAR(0, 1), SPEED(READ_LATENCY, 0, 2, 1, 100) } },
	  "right tells of the memory of node 2, left tells of 2 nodes: memory "
	  "is on a node that is there, or Linux passes it over" },
	{ "speed-differs",
	  { HMAT,
	    { NEAR(0, 1), SPEED(READ_LATENCY, 0, 0, 1, 100),
	      SPEED(READ_LATENCY, 0, 1, 1, 50) } },
	  { HMAT, { SPEED(READ_LATENCY, 0, 0, 1, 101), NEAR(0, 1) } },
	  { HMAT,
	    { SPEED(READ_LATENCY, 0, 0, 1, 100),
	      SPEED(READ_LATENCY, 0, 1, 1, 0), NEAR(0, 1),
	      SPEED(READ_LATENCY, 1, 0, 1, 101) } },
	  "read latency from node 0 to node 1: left tells 100 ps, right tells "
	  "101 ps: memory and its caches are the same for both" },
	{ "speed-differs",
	  { HMAT, { SPEED(WRITE_BANDWIDTH, 2, 0, 1, UINT64_MAX) } },
	  { HMAT, { SPEED(WRITE_BANDWIDTH, 2, 0, 1, 3) } },
	  { HMAT, { SPEED(WRITE_BANDWIDTH, 2, 0, 1, UINT64_MAX) } },
	  "write bandwidth from node 0 to node 1, cache 2: left tells "
	  "unreachable, right tells 3 MB/s: memory and its caches are the same "
	  "for both" },
	{ "speed-differs",
	  { HMAT, { NEAR(0, 1) } },
	  { HMAT, { NEAR(GPAMAP_NO_VNODE, 1) } },
	  { HMAT, { NEAR(0, 1), NEAR(2, 0) } },
	  "the processors next to node 1: left tells those of node 0, right "
	  "tells none: memory and its caches are the same for both" },
	{ "speed-differs",
	  { HMAT, { CACHE(1, 1, 4096, 0x11) } },
	  { HMAT, { CACHE(1, 1, 8192, 0x11) } },
	  { HMAT, { CACHE(1, 1, 4096, 0x11), CACHE(1, 2, 8192, 0x22) } },
	  "the size of cache 1 of node 1: left tells 4096 bytes, right tells "
	  "8192 bytes: memory and its caches are the same for both" },
	{ "speed-differs",
	  { HMAT, { CACHE(0, 1, 4096, 0x11) } },
	  { HMAT, { CACHE(0, 1, 4096, 0x12) } },
	  { HMAT, { CACHE(0, 1, 4096, 0x11) } },
	  "the attributes of cache 1 of node 0: left tells 0x11, right tells "
	  "0x12: memory and its caches are the same for both" },
};

#define CASES (sizeof(cases) / sizeof(cases[0]))

/* A format whose bytes are facts. */
static enum gpamap_status tell(const void *bytes, size_t size,
			       gpamap_fact_report *report, void *context,
			       struct gpamap_error *error)
{
	struct gpamap_fact fact;
	size_t at;

	(void)error;
	for (at = 0; at < size; at += sizeof(fact)) {
		memcpy(&fact, (const char *)bytes + at, sizeof(fact));
		if ((fact.end != 0 || fact.distance != 0 ||
		     fact.type >= GPAMAP_FACT_NEAR) &&
		    !report(context, &fact))
			break;
	}
	return GPAMAP_OK;
}

struct heard {
	size_t count;
	char rule[32];
	char text[512];
};

static bool hear(void *context, const struct gpamap_disagreement *disagreement)
{
	struct heard *heard = context;

	heard->count++;
	strcpy(heard->rule, disagreement->rule);
	strcpy(heard->text, disagreement->text);
	return true;
}

static void judge(const struct side *left, const struct side *right,
		  struct heard *heard)
{
	struct gpamap_format one = { .name = "one",
				     .facts = tell,
				     .tells = left->tells };
	struct gpamap_format other = { .name = "other",
				       .facts = tell,
				       .tells = right->tells };
	struct gpamap_span left_bytes = { (const char *)left->facts,
					  sizeof(left->facts) };
	struct gpamap_span right_bytes = { (const char *)right->facts,
					   sizeof(right->facts) };
	struct gpamap_agree agree = { .count = 0 };
	struct gpamap_diags diags = { .limit = 0 };

	memset(heard, 0, sizeof(*heard));
	assert_true(
		gpamap_agree_read(&agree, "left", &one, left_bytes, &diags));
	assert_true(gpamap_agree_read(&agree, "right", &other, right_bytes,
				      &diags));
	assert_true(gpamap_agree_judge(&agree, hear, heard));
	gpamap_agree_clear(&agree);
}

/* The order of sources does not matter, but for which is named first. */
static void each_rule_finds_its_case(void **state)
{
	struct heard heard;
	size_t i;

	(void)state;
	for (i = 0; i < CASES; i++) {
		judge(&cases[i].left, &cases[i].wrong, &heard);
		assert_string_equal(heard.rule, cases[i].rule);
		assert_int_equal(heard.count, 1);
		if (cases[i].text != NULL)
			assert_string_equal(heard.text, cases[i].text);
		judge(&cases[i].wrong, &cases[i].left, &heard);
		assert_string_equal(heard.rule, cases[i].rule);
		assert_int_equal(heard.count, 1);
	}
}

static void each_rule_is_silent_where_nothing_is_wrong(void **state)
{
	struct heard heard;
	size_t i;

	(void)state;
	for (i = 0; i < CASES; i++) {
		judge(&cases[i].left, &cases[i].right, &heard);
		if (heard.count > 0)
			fail_msg("%s: %s", cases[i].rule, heard.text);
		judge(&cases[i].right, &cases[i].left, &heard);
		assert_int_equal(heard.count, 0);
	}
}

static void each_rule_has_a_case(void **state)
{
	size_t rule, i;

	(void)state;
	for (rule = 0; gpamap_agree_rule(rule) != NULL; rule++) {
		for (i = 0; i < CASES; i++)
			if (strcmp(cases[i].rule, gpamap_agree_rule(rule)) == 0)
				break;
		if (i == CASES)
			fail_msg("no case for %s", gpamap_agree_rule(rule));
	}
}

/* Linux bears with less than 1 MiB of RAM that is on no node. */
static void nodes_may_leave_out_little(void **state)
{
	struct side e820 = { E820, { ANY(RAM, 16, 32) } };
	struct side srat = { SRAT, { RANGE(RAM, 16, 32, 0) } };
	struct heard heard;

	(void)state;
	srat.facts[0].end -= M - GPAMAP_PAGE_SIZE;
	judge(&e820, &srat, &heard);
	assert_int_equal(heard.count, 0);
	srat.facts[0].end -= GPAMAP_PAGE_SIZE;
	judge(&e820, &srat, &heard);
	assert_string_equal(heard.rule, "nodes-cover");
}

/* A page that is RAM in part is no RAM; one that is kept in part is kept. */
static void parts_of_pages_are_no_ram(void **state)
{
	struct side srat = { SRAT, { RANGE(RAM, 16, 32, 0) } };
	struct side e820 = { E820,
			     { ANY(RESERVED, 16, 16), ANY(RAM, 16, 32),
			       ANY(RESERVED, 32, 32) } };
	struct heard heard;

	(void)state;
	e820.facts[0].end += 0x400;
	e820.facts[1].start += 0x400;
	e820.facts[1].end -= 0x400;
	e820.facts[2].start -= 0x400;
	judge(&srat, &e820, &heard);
	assert_int_equal(heard.count, 0);
	e820.facts[2].start = e820.facts[2].end;
	judge(&srat, &e820, &heard);
	assert_string_equal(heard.rule, "ram-missing");
}

/* 0xa0000-0x100000 is everybody's own, but between two whole maps. */
static void a_pcs_hole_does_not_count(void **state)
{
	struct side whole = { SRAT, { RANGE(RAM, 0, 32, 0) } };
	struct side cut = { SRAT,
			    { RANGE(RAM, 0, 1, 0), RANGE(RAM, 1, 32, 0) } };
	struct heard heard;

	(void)state;
	cut.facts[0].end = 0xa0000;
	judge(&whole, &cut, &heard);
	assert_int_equal(heard.count, 0);
	cut.facts[0].end = 0x9f000;
	judge(&whole, &cut, &heard);
	assert_string_equal(heard.rule, "ram-differs");
	cut.facts[0].end = 0xa0000;
	whole.tells = cut.tells = MAP;
	judge(&whole, &cut, &heard);
	assert_string_equal(heard.rule, "ram-differs");
}

/* Linux tells the VGA window as one of the PCI bus, whatever a map makes of
 * it. */
static void a_pcs_hole_is_any_window(void **state)
{
	struct side bus = { SLIT, { ANY(PCI_MMIO, 0, 1) } };
	struct side map = { MAP, { ANY(DEVICE, 0, 1), RANGE(RAM, 1, 2, 0) } };
	struct side srat = { SRAT, { RANGE(RAM, 0, 2, 0) } };
	struct heard heard;

	(void)state;
	bus.facts[0].start = map.facts[0].start = 0xa0000;
	judge(&bus, &map, &heard);
	assert_int_equal(heard.count, 0);
	judge(&bus, &srat, &heard);
	assert_int_equal(heard.count, 0);
	bus.facts[0].start -= GPAMAP_PAGE_SIZE;
	judge(&bus, &map, &heard);
	assert_string_equal(heard.rule, "window-differs");
	judge(&bus, &srat, &heard);
	assert_string_equal(heard.rule, "window-ram");
}

/* A tree says by itself what no other source is needed for. */
static void ram_is_no_window_of_the_same_source(void **state)
{
	struct side tree = { DTB, { ANY(RAM, 16, 32), ANY(PCI_MMIO, 31, 65) } };
	struct side other = { SLIT, { FAR(0, 0, 10) } };
	struct heard heard;

	(void)state;
	judge(&tree, &other, &heard);
	assert_int_equal(heard.count, 1);
	assert_string_equal(heard.text,
			    "left tells pci_mmio 0x1f00000-0x4100000 and ram "
			    "0x1000000-0x2000000, at 0x1f00000-0x2000000 "
			    "(1 MiB): no window for devices touches RAM");
	tree.facts[1].start += M;
	judge(&tree, &other, &heard);
	assert_int_equal(heard.count, 0);
}

/* Each source is quoted with what it has of the kind that the rule is about. */
static void the_right_piece_is_quoted(void **state)
{
	struct side tree = { DTB, { ANY(PCI_MMIO, 31, 65), ANY(RAM, 16, 32) } };
	struct heard heard;

	(void)state;
	judge(&tree, &tree, &heard);
	assert_int_equal(heard.count, 4);
	assert_string_equal(heard.text,
			    "right tells pci_mmio 0x1f00000-0x4100000, left "
			    "tells ram 0x1000000-0x2000000, at "
			    "0x1f00000-0x2000000 (1 MiB): no window for "
			    "devices touches RAM");
}

/* One source with more than one part, such as tables in a row, is held against
 * itself. */
static void parts_of_a_source_agree(void **state)
{
	static const struct {
		const char *rule;
		struct side wrong;
		struct side right;
		const char *text;
	} alone[] = {
		{ "ecam-ram",
		  { SRAT, { ECAM(31, 32), RANGE(RAM, 16, 32, 0) } },
		  { SRAT, { ECAM(32, 33), RANGE(RAM, 16, 32, 0) } },
		  "left tells pci_ecam 0x1f00000-0x2000000 and ram "
		  "0x1000000-0x2000000 on node 0, at 0x1f00000-0x2000000 (1 "
		  "MiB): PCI ECAM is no RAM" },
		{ "window-ram",
		  { SRAT, { ANY(PCI_MMIO, 31, 65), RANGE(RAM, 16, 32, 0) } },
		  { SRAT, { ANY(PCI_MMIO, 32, 65), RANGE(RAM, 16, 32, 0) } },
		  NULL },
		{ "device-ram",
		  { SRAT, { ANY(DEVICE, 31, 65), RANGE(RAM, 16, 32, 0) } },
		  { SRAT, { ANY(DEVICE, 32, 65), RANGE(RAM, 16, 32, 0) } },
		  NULL },
		{ "speed-node",
		  { SRAT, { NEAR(0, 1), RANGE(RAM, 16, 32, 0) } },
		  { SRAT, { NEAR(1, 0), RANGE(RAM, 16, 32, 0) } },
		  "left tells of the memory of node 1, and of 1 nodes: memory is "
		  "on a node that is there, or Linux passes it over" },
	};
	struct side nothing = { ACPI, { TABLE(0, 0) } };
	struct heard heard;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(alone) / sizeof(alone[0]); i++) {
		judge(&alone[i].wrong, &nothing, &heard);
		assert_string_equal(heard.rule, alone[i].rule);
		assert_int_equal(heard.count, 1);
		if (alone[i].text != NULL)
			assert_string_equal(heard.text, alone[i].text);
		judge(&alone[i].right, &nothing, &heard);
		assert_int_equal(heard.count, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_rule_finds_its_case),
		cmocka_unit_test(each_rule_is_silent_where_nothing_is_wrong),
		cmocka_unit_test(each_rule_has_a_case),
		cmocka_unit_test(nodes_may_leave_out_little),
		cmocka_unit_test(parts_of_pages_are_no_ram),
		cmocka_unit_test(a_pcs_hole_does_not_count),
		cmocka_unit_test(a_pcs_hole_is_any_window),
		cmocka_unit_test(ram_is_no_window_of_the_same_source),
		cmocka_unit_test(the_right_piece_is_quoted),
		cmocka_unit_test(parts_of_a_source_agree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
