/* SPDX-License-Identifier: MIT */
#include "map_check.h"

/* What is said of a finding, to the letter, and the number that it shows. */

struct sentence {
	const char *rule;
	const char *map;
	const char *text;
	uint64_t value;
};

static const struct sentence sentences[] = {
	{ "no-ram", "mmio 3G..4G", "the layout has no RAM", 0x0 },
	{ "ram-small-piece", "node 4K | node 2G",
	  "ram[0] 0x0-0x1000 is smaller than a huge page of 2 MiB", 0x0 },
	{ "ram-small-piece", "ram 0..1M",
	  "ram[0] 0x0-0x100000 is smaller than a huge page of 2 MiB", 0x0 },
	{ "ram-huge-pages", "node 4K | node 2G",
	  "ram[1] 0x1000-0x80001000 is not aligned to huge pages of 2 MiB at 0x1000",
	  0x1000 },
	{ "ram-huge-pages", "ram 0..1G+4K",
	  "ram[0] 0x0-0x40001000 is not aligned to huge pages of 2 MiB at 0x40001000",
	  0x40001000 },
	{ "ram-hypertransport", "ram 0..0xfd00000000+4K",
	  "ram[0] 0x0-0xfd00001000 is in AMD's HyperTransport addresses", 0x0 },
	{ "pc-low-ram", "reserved 640K..768K | ram 1G..2G",
	  "ram[0] 0x40000000-0x80000000 begins too high for a PC, which needs RAM from 0x0",
	  0x0 },
	{ "pc-low-ram", "ram 0..640K | reserved 640K..1M | ram 1G..2G",
	  "ram[1] 0x40000000-0x80000000 begins too high for a PC, which needs RAM from 0x100000",
	  0x100000 },
	{ "node-interleaved", "ram:0 0..1G | ram:1 1G..2G | ram:0 2G..3G",
	  "ram[2] 0x80000000-0xc0000000 stands above a later node: ram[1] 0x40000000-0x80000000",
	  0x0 },
	{ "node-hole", "node 4G | mmio 3G..4G",
	  "ram[1] 0x100000000-0x140000000 is cut off from the rest of its node: ram[0] 0x0-0xc0000000",
	  0x0 },
	{ "node-numbers", "ram:0 0..1G | ram:2 1G..2G",
	  "the layout has no RAM on vnode 1", 0x1 },
	{ "no-low-gap", "node 1G",
	  "the layout has no MMIO or PCI MMIO gap below 4 GiB", 0x0 },
	{ "gap-across-4gb", "node 1G | mmio 3G..5G",
	  "mmio[0] 0xc0000000-0x140000000 lies across 4 GiB", 0x0 },
	{ "ecam-buses", "node 1G | pci_ecam 3G..3G+257M",
	  "pci_ecam[0] 0xc0000000-0xd0100000 is not 1 to 256 whole buses of 1 MiB",
	  0x0 },
	{ "ecam-base", "pci_ecam 254M..255M",
	  "pci_ecam[0] 0xfe00000-0xff00000 is too low for its MCFG base if its first bus is above 254",
	  0xfe },
	{ "vtl2-below-gap", "node 1G | mmio 3G..4G | vtl2 2G..3G",
	  "vtl2 0x80000000-0xc0000000 is below a gap: mmio[0] 0xc0000000-0x100000000",
	  0x0 },
	{ "vtl2-below-gap", "vtl2 0..1G | pci_mmio 1G..2G",
	  "vtl2 0x0-0x40000000 is below a gap: pci_mmio[0] 0x40000000-0x80000000",
	  0x0 },
	{ "hotplug-block", "ram 0..1G | hotplug 4G..4G+64M",
	  "other[0] 0x100000000-0x104000000 does not begin and end on 128 MiB",
	  0x0 },
	{ "phys-bits", "node 1G | mmio 1T..2T",
	  "mmio[0] 0x10000000000-0x20000000000 ends above the address limit 0x10000000000",
	  0x10000000000 },
	{ "guest-reach", "node 1G | mmio 1T..2T",
	  "mmio[0] 0x10000000000-0x20000000000 ends above what the guest uses: 0x180000000",
	  0x180000000 },
	{ "host-avoids", "ram:0 0..1G | ram:1 1G..2G | ram:0 2G..3G",
	  "ram[1] 0x40000000-0x80000000 covers addresses that the host avoids, from 0x50000000",
	  0x50000000 },
	{ "host-avoids", "mmio 0x58000000..0x59000000",
	  "mmio[0] 0x58000000-0x59000000 covers addresses that the host "
	  "avoids, from 0x58000000",
	  0x58000000 },
};

/* The one that is looked for, and how often it was found. */
struct looked_for {
	const struct sentence *sentence;
	int found;
};

/* Say @finding, in a buffer that is measured, too small and right. */
static void say(const struct gpamap_finding *finding, char text[512])
{
	size_t need = 0;

	assert_int_equal(gpamap_finding_format(finding, NULL, 0, &need),
			 GPAMAP_OK);
	assert_in_range(need, 10, 200);
	memset(text, 0x5a, 512);
	assert_int_equal(gpamap_finding_format(finding, text, need - 1, NULL),
			 GPAMAP_ERR_NO_SPACE);
	assert_int_equal(text[0], 0x5a);
	assert_int_equal(gpamap_finding_format(finding, text, need, NULL),
			 GPAMAP_OK);
	assert_int_equal(strlen(text) + 1, need);
}

static bool look(void *context, const struct gpamap_finding *finding)
{
	struct looked_for *looked_for = context;
	const struct sentence *sentence = looked_for->sentence;
	char text[512];

	say(finding, text);
	if (strcmp(finding->rule->id, sentence->rule) != 0)
		return true;
	looked_for->found++;
	assert_string_equal(text, sentence->text);
	assert_int_equal(finding->value, sentence->value);
	return true;
}

#define COUNT (sizeof(sentences) / sizeof(sentences[0]))

/* On a host of 40 bits that avoids something for a guest that
 * reaches 6 GiB. */
static void sentences_to_the_letter(void **state)
{
	static const struct gpamap_avoid avoid = { { 0x50000000, 0x60000000 },
						   "device" };
	static const struct gpamap_host host = { .address_bits = 40,
						 .guest_reach = 0x180000000,
						 .avoid = &avoid,
						 .avoid_count = 1 };
	const struct gpamap_advice_limits limits = { .host = &host };
	struct map_made made;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT; i++) {
		struct looked_for looked_for = { &sentences[i], 0 };

		map_make(&made, sentences[i].map);
		gpamap_advise(made.layout, &limits, look, &looked_for);
		assert_int_equal(looked_for.found, 1);
	}
}

/* A rule without a sentence here is one that nobody has read. */
static void sentences_of_all_rules(void **state)
{
	size_t count, rule, i;
	const struct gpamap_rule *rules = gpamap_rules(&count);

	(void)state;
	for (rule = 0; rule < count; rule++) {
		for (i = 0; i < COUNT; i++)
			if (strcmp(sentences[i].rule, rules[rule].id) == 0)
				break;
		if (i == COUNT)
			fail_msg("no sentence of %s", rules[rule].id);
	}
}

static void sentence_of_nothing(void **state)
{
	char text[10] = "#";

	(void)state;
	assert_int_equal(gpamap_finding_format(NULL, text, 10, NULL),
			 GPAMAP_ERR_ARGUMENT);
	assert_string_equal(text, "#");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(sentences_to_the_letter),
		cmocka_unit_test(sentences_of_all_rules),
		cmocka_unit_test(sentence_of_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
