/* SPDX-License-Identifier: MIT */
#include "map_check.h"

/* The rules about valid maps that someone will regret: for each, maps that
 * trigger it and maps that come close and do not. */

struct advice_case {
	const char *rule;
	const char *map;
	unsigned int phys_bits;
	/** Findings of the rule: "ram[1]", "" for none; "-": the layout. */
	const char *subjects;
};

static const struct advice_case cases[] = {
	{ "no-ram", "mmio 3G..4G", 0, "-" },
	{ "no-ram", "ram 0..4K | mmio 3G..4G", 0, "" },

	/* A piece that is cut small; the one of every PC under 1 MiB is fine. */
	{ "ram-small-piece", "node 4K | node 2G", 0, "ram[0]" },
	{ "ram-small-piece", "ram 0..1G | ram 2G..2G+2M-4K", 0, "ram[1]" },
	{ "ram-small-piece", "ram 0..1G | ram 2G..2G+2M", 0, "" },
	{ "ram-small-piece", "ram 0..640K | ram 1M..2G", 0, "" },

	{ "ram-small-piece", "ram 0..1M | ram 4M..2G", 0, "ram[0]" },
	{ "ram-small-piece", "ram 0..1M", 0, "ram[0]" },
	{ "ram-small-piece", "ram 0..1M-4K", 0, "" },

	{ "ram-huge-pages", "ram 4K..1M | ram 4M..2G", 0, "" },
	{ "ram-huge-pages", "node 4K | node 2G", 0, "ram[1]" },
	{ "ram-huge-pages", "ram 1G..1G+4K", 0, "" },
	{ "ram-huge-pages", "ram 0..1G+4K", 0, "ram[0]" },
	{ "ram-huge-pages", "ram 4M+4K..6M+4K", 0, "ram[0]" },
	{ "ram-huge-pages", "ram 0..1G | ram 2G+1M..3G", 0, "ram[1]" },
	{ "ram-huge-pages", "ram 0..640K | ram 1M..2G | ram 4G..5G", 0, "" },

	{ "ram-hypertransport", "ram 0..0xfd00000000+4K", 0, "ram[0]" },
	{ "ram-hypertransport", "ram 1T-2M..2T", 0, "ram[0]" },
	{ "ram-hypertransport", "ram 0..0xfd00000000 | ram 1T..2T", 0, "" },
	{ "ram-hypertransport", "mmio 0xfd00000000..1T | ram 0..1G", 0, "" },

	/* VGA, ROMs or an EBDA below 1 MiB tell a PC; other machines have their
	 * RAM where they like. */
	{ "pc-low-ram", "reserved 640K..768K | ram 1G..2G", 0, "ram[0]" },
	{ "pc-low-ram", "device 768K..1M | ram 1M..2G", 0, "ram[0]" },
	{ "pc-low-ram", "mmio 640K..768K | ram 768K..2G", 0, "ram[0]" },
	{ "pc-low-ram", "reserved 512K..640K | ram 640K..2G", 0, "ram[0]" },
	{ "pc-low-ram", "ram 0..640K | reserved 1M-4K..1M | ram 16M..2G", 0,
	  "ram[1]" },
	{ "pc-low-ram", "ram 0..640K | reserved 640K..1M | ram 16M-4K..2G", 0,
	  "" },
	{ "pc-low-ram", "ram 640K-4K..640K | reserved 640K..1M | ram 1M..2G", 0,
	  "" },
	{ "pc-low-ram",
	  "ram 0..4K | reserved 512K..640K | ram 640K..1M | ram 16M..1G", 0,
	  "ram[2]" },
	{ "pc-low-ram", "ram 0..640K | reserved 640K..1M", 0, "" },
	{ "pc-low-ram", "ram 0..512K | ram 512K..1M | ram 16M..1G", 0, "" },
	{ "pc-low-ram", "reserved 640K..768K", 0, "" },
	{ "pc-low-ram", "reserved 512K-4K..1M | ram 1G..2G", 0, "" },
	{ "pc-low-ram", "reserved 1M..2M | ram 1G..2G", 0, "" },
	{ "pc-low-ram", "ram 1G..2G", 0, "" },

	{ "node-interleaved", "ram:0 0..1G | ram:1 1G..2G | ram:0 2G..3G", 0,
	  "ram[2]" },
	{ "node-interleaved", "ram:1 0..1G | ram:0 1G..2G", 0, "ram[1]" },
	{ "node-interleaved", "ram:0 0..1G | ram:1 1G..2G | ram:1 4G..5G", 0,
	  "" },

	{ "node-hole", "node 4G | mmio 3G..4G", 0, "ram[1]" },
	{ "node-hole", "node 1G | node 1G | mmio 1G..2G", 0, "" },
	{ "node-hole", "ram 0..1G | ram 1G+4K..2G", 0, "ram[1]" },
	{ "node-hole", "ram 0..640K | ram 1M..2G", 0, "" },
	{ "node-hole", "ram 0..1G | ram 1G..2G", 0, "" },
	{ "node-hole", "ram:0 0..1G | ram:1 2G..3G | ram:1 3G..4G", 0, "" },

	{ "node-numbers", "mmio 3G..4G", 0, "" },
	{ "node-numbers", "ram:1 0..1G", 0, "-" },
	{ "node-numbers", "ram:0 0..1G | ram:2 1G..2G", 0, "-" },
	{ "node-numbers", "ram:1 0..1G | ram:0 1G..2G", 0, "" },

	{ "node-numbers", "ram:0 0..1G | ram:2 1G..2G | ram:1 2G..3G", 0, "" },
	{ "node-numbers", "ram:0 0..1G | ram:3 1G..2G | ram:1 2G..3G", 0, "-" },

	{ "no-low-gap", "mmio 0..4K | ram 4K..1G", 0, "" },
	{ "no-low-gap", "node 1G", 0, "-" },
	{ "no-low-gap", "node 1G | mmio 4G..5G | pci_ecam 3G..4G", 0, "-" },
	{ "no-low-gap", "node 1G | mmio 3G..4G", 0, "" },
	{ "no-low-gap", "node 1G | pci_mmio 3G..4G", 0, "" },

	{ "gap-across-4gb", "node 1G | mmio 3G..5G", 0, "mmio[0]" },
	{ "gap-across-4gb", "node 1G | pci_mmio 3G..5G", 0, "pci_mmio[0]" },
	{ "gap-across-4gb", "node 1G | mmio 3G..4G | pci_mmio 4G..5G", 0, "" },

	{ "ecam-buses", "node 1G | pci_ecam 3G..3G+4K", 0, "pci_ecam[0]" },
	{ "ecam-buses", "node 1G | pci_ecam 3G+4K..3G+1M+4K", 0,
	  "pci_ecam[0]" },
	{ "ecam-buses", "node 1G | pci_ecam 3G..3G+257M", 0, "pci_ecam[0]" },
	{ "ecam-buses", "node 1G | pci_ecam 3G..3G+256M", 0, "" },

	/* Its first bus is at most 254, and one bus is not the last. */
	{ "ecam-base", "pci_ecam 254M..255M", 0, "pci_ecam[0]" },
	{ "ecam-base", "pci_ecam 0..128M | pci_ecam 2G..2G+128M", 0,
	  "pci_ecam[0]" },
	{ "ecam-base", "pci_ecam 255M..256M", 0, "" },
	{ "ecam-base", "pci_ecam 0..256M", 0, "" },
	{ "ecam-base", "node 1G | pci_ecam 3G..3G+256M", 0, "" },

	{ "vtl2-below-gap", "node 1G | mmio 3G..4G | vtl2 2G..3G", 0,
	  "vtl2[0]" },
	{ "vtl2-below-gap", "node 1G | mmio 3G..4G | vtl2 4G..5G", 0, "" },
	{ "vtl2-below-gap", "node 1G | reserved 3G..4G | vtl2 2G..3G", 0, "" },

	{ "hotplug-block", "ram 0..1G | hotplug 4G..4G+64M", 0, "other[0]" },
	{ "hotplug-block", "ram 0..1G | hotplug 4G+64M..5G", 0, "other[0]" },
	{ "hotplug-block", "ram 0..1G | hotplug 4G..4G+128M", 0, "" },
	{ "hotplug-block", "ram 0..1G | pmem 4G..4G+64M", 0, "" },

	{ "phys-bits", "node 1G | mmio 1T..2T", 40, "mmio[0]" },
	{ "phys-bits", "node 1G | mmio 1T..2T", 41, "" },
	{ "phys-bits", "node 1G | mmio 1T..2T", 0, "" },
	{ "phys-bits", "mmio 1T..end", 64, "" },
	{ "phys-bits", "mmio 1T..end", 63, "mmio[0]" },
	{ "phys-bits", "node 1G | mmio 3G..4G | vtl2 4G..5G", 32, "vtl2[0]" },
};

/* What is held against a host: its bits, the guest's reach, what it avoids. */
struct host_case {
	struct advice_case advice;
	unsigned int address_bits;
	uint64_t guest_reach;
	struct gpamap_range avoid;
};

static const struct host_case host_cases[] = {
	/* Where nobody tells the bits, those of the host count. */
	{ { "phys-bits", "node 1G | mmio 1T..2T", 0, "mmio[0]" },
	  40,
	  0,
	  { 0, 0 } },
	{ { "phys-bits", "node 1G | mmio 1T..2T", 41, "" }, 40, 0, { 0, 0 } },

	{ { "guest-reach", "node 1G | mmio 1T..2T", 0, "mmio[0]" },
	  0,
	  TB(2) - 4096,
	  { 0, 0 } },
	{ { "guest-reach", "node 1G | mmio 1T..2T", 0, "" },
	  0,
	  TB(2),
	  { 0, 0 } },
	{ { "guest-reach", "node 1G | mmio 1T..2T", 0, "" }, 0, 0, { 0, 0 } },

	{ { "host-avoids", "node 4G | reserved 2G..3G", 0, "ram[1]" },
	  0,
	  0,
	  { GB(2), GB(3) + 4096 } },
	{ { "host-avoids", "node 4G", 0, "ram[0]" }, 0, 0, { GB(1), GB(2) } },
	{ { "host-avoids", "node 4G | mmio 8G..9G", 0, "" },
	  0,
	  0,
	  { GB(4), GB(8) } },
	{ { "host-avoids", "node 4G", 0, "" }, 0, 0, { GB(1), GB(1) } },
	{ { "host-avoids", "node 4G | reserved 2G..3G", 0, "" },
	  0,
	  0,
	  { GB(2), GB(3) } },
};

/* What is collected of the findings of one rule. */
struct collected {
	const char *rule; /* NULL: of all */
	char subjects[512];
	char rules[1024];
	int left; /* findings wanted */
};

static void append(char *text, size_t size, const char *more)
{
	size_t used = strlen(text);

	snprintf(text + used, size - used, "%s%s", used == 0 ? "" : " ", more);
}

static bool collect(void *context, const struct gpamap_finding *finding)
{
	struct collected *all = context;
	const struct gpamap_entry *subject = &finding->subject;
	char name[64] = "-";

	append(all->rules, sizeof(all->rules), finding->rule->id);
	if (subject->kind != GPAMAP_KIND_HOLE)
		snprintf(name, sizeof(name), "%s[%zu]",
			 gpamap_list_name(subject->list), subject->index);
	if (all->rule == NULL || strcmp(all->rule, finding->rule->id) == 0)
		append(all->subjects, sizeof(all->subjects), name);
	return --all->left > 0;
}

/* The vnode that is left out, which no subject names. */
static bool collect_node(void *context, const struct gpamap_finding *finding)
{
	int64_t *vnode = context;

	if (strcmp(finding->rule->id, "node-numbers") == 0)
		*vnode = (int64_t)finding->value;
	return true;
}

static void check_case(const struct advice_case *one,
		       const struct gpamap_host *host)
{
	struct gpamap_advice_limits limits = { .phys_bits = one->phys_bits,
					       .host = host };
	struct collected all = { .rule = one->rule, .left = 1000 };
	struct map_made made;
	size_t count;

	map_make(&made, one->map);
	count = gpamap_advise(made.layout, &limits, collect, &all);
	assert_int_equal(count, 1000 - all.left);
	if (strcmp(all.subjects, one->subjects) != 0)
		fail_msg("%s of '%s': '%s', not '%s'", one->rule, one->map,
			 all.subjects, one->subjects);
}

static void advice_of_each_rule(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check_case(&cases[i], NULL);
}

static void advice_held_against_a_host(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(host_cases) / sizeof(host_cases[0]); i++) {
		struct gpamap_avoid avoid = { host_cases[i].avoid, "a window" };
		struct gpamap_host host = {
			.address_bits = host_cases[i].address_bits,
			.guest_reach = host_cases[i].guest_reach,
			.avoid = &avoid,
			.avoid_count = 1,
		};

		check_case(&host_cases[i].advice, &host);
	}
}

/* Count the maps that trigger @rule, and those that do not. */
static void count_cases(const char *rule, size_t *hits, size_t *misses)
{
	size_t all = sizeof(cases) / sizeof(cases[0]);
	size_t hosts = sizeof(host_cases) / sizeof(host_cases[0]);
	size_t i;

	*hits = *misses = 0;
	for (i = 0; i < all + hosts; i++) {
		const struct advice_case *one =
			i < all ? &cases[i] : &host_cases[i - all].advice;

		if (strcmp(one->rule, rule) != 0)
			continue;
		*hits += one->subjects[0] != '\0';
		*misses += one->subjects[0] == '\0';
	}
}

/* No rule without a map that triggers it and one that does not. */
static void advice_rules_are_all_tried(void **state)
{
	const struct gpamap_rule *rules;
	size_t count = 0;
	size_t rule, hits, misses;

	(void)state;
	rules = gpamap_rules(&count);
	assert_in_range(count, 10, 100);
	for (rule = 0; rule < count; rule++) {
		count_cases(rules[rule].id, &hits, &misses);
		if (hits == 0 || misses == 0)
			fail_msg("%s is not tried", rules[rule].id);
	}
}

/* Each rule has an id of its own, in small letters, and a hint. */
static void advice_rules_are_told_apart(void **state)
{
	const struct gpamap_rule *rules;
	size_t count, i, j;

	(void)state;
	rules = gpamap_rules(&count);
	for (i = 0; i < count; i++) {
		assert_in_range(strlen(rules[i].id), 3, 40);
		assert_int_equal(
			strspn(rules[i].id,
			       "abcdefghijklmnopqrstuvwxyz0123456789-"),
			strlen(rules[i].id));
		assert_in_range(strlen(rules[i].hint), 10, 200);
		assert_in_range(rules[i].severity, GPAMAP_NOTE, GPAMAP_WARNING);
		for (j = 0; j < i; j++)
			assert_string_not_equal(rules[i].id, rules[j].id);
	}
}

/* Findings come rule by rule, in the order of the table. */
static void advice_in_the_order_of_rules(void **state)
{
	struct gpamap_advice_limits limits = { .phys_bits = 30 };
	struct collected all = { .left = 1000 };
	struct map_made made;
	const struct gpamap_rule *rules;
	const char *at;
	size_t count, rule;

	(void)state;
	map_make(&made, "node 4K | node 2G | pci_ecam 1G..1G+4K | "
			"hotplug 8G..8G+4K | vtl2 4G..5G | mmio 6G..7G");
	gpamap_advise(made.layout, &limits, collect, &all);
	at = all.rules;
	rules = gpamap_rules(&count);
	for (rule = 0; rule < count; rule++) {
		size_t length = strlen(rules[rule].id);

		while (strncmp(at, rules[rule].id, length) == 0 &&
		       (at[length] == ' ' || at[length] == '\0'))
			at += length + (at[length] == ' ');
	}
	assert_string_equal(at, "");
}

/* A report that says false ends the run. */
static void advice_stops_when_told(void **state)
{
	struct collected all = { .left = 1 };
	struct map_made made;

	(void)state;
	map_make(&made, "node 4K | node 2G");
	assert_int_equal(gpamap_advise(made.layout, NULL, collect, &all), 1);
	assert_int_equal(all.left, 0);
	/* Without limits there is none. */
	map_make(&made, "node 1G | mmio 3G..4G");
	assert_int_equal(gpamap_advise(made.layout, NULL, collect, &all), 0);
}

#define NODES 1025

/* Vnode numbers of a map with a page of RAM on each; the vnode that is said to
 * be left out, or -1. */
static int64_t left_out(const uint64_t vnodes[NODES])
{
	static struct gpamap_ram_range ram[NODES];
	static uint64_t words[16 * NODES];
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	const struct gpamap_layout *layout;
	int64_t vnode = -1;
	size_t i;

	for (i = 0; i < NODES; i++) {
		ram[i].range.start = 2 * i * GPAMAP_PAGE_SIZE;
		ram[i].range.end = ram[i].range.start + GPAMAP_PAGE_SIZE;
		ram[i].vnode = vnodes[i];
	}
	assert_int_equal(gpamap_layout_new_from_resolved_ranges(
				 ram, NODES, NULL, &storage, &layout, NULL),
			 GPAMAP_OK);
	gpamap_advise(layout, NULL, collect_node, &vnode);
	return vnode;
}

/* Linux has 1024 nodes; what is missing beyond these is not looked for. */
static void advice_of_many_nodes(void **state)
{
	uint64_t vnodes[NODES];
	size_t i;

	(void)state;
	for (i = 0; i < NODES; i++)
		vnodes[i] = i;
	assert_int_equal(left_out(vnodes), -1);
	vnodes[1024] = 1030;
	assert_int_equal(left_out(vnodes), -1);
	vnodes[1023] = 1029;
	assert_int_equal(left_out(vnodes), 1023);
	vnodes[700] = 0;
	assert_int_equal(left_out(vnodes), 700);
	vnodes[64] = 0;
	assert_int_equal(left_out(vnodes), 64);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(advice_of_each_rule),
		cmocka_unit_test(advice_held_against_a_host),
		cmocka_unit_test(advice_rules_are_all_tried),
		cmocka_unit_test(advice_rules_are_told_apart),
		cmocka_unit_test(advice_in_the_order_of_rules),
		cmocka_unit_test(advice_stops_when_told),
		cmocka_unit_test(advice_of_many_nodes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
