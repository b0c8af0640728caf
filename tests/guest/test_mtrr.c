/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "table_check.h"

/*
 * MTRRs. What a set of them makes of an address is worked out by the rules of
 * the processor, and held against the map; that there are no fewer is shown
 * by trying all sets over a small space.
 */

/* A set of MTRRs, with the address bits that it was made for. */
struct set {
	struct gpamap_mtrr pairs[255];
	struct gpamap_mtrr_cover cover;
	unsigned int phys_bits;
};

static enum gpamap_status write_msrs(const struct gpamap_layout *layout,
				     const void *options, void *buffer,
				     size_t size, size_t *need,
				     struct gpamap_error *error)
{
	return gpamap_mtrr_write(layout, options, buffer, size, need, error);
}

/* The type of @address: an enabled pair matches where base and address agree
 * under the mask; uncached wins. */
static unsigned type_at(const struct set *set, uint64_t address)
{
	uint64_t space = (UINT64_C(1) << set->phys_bits) - GPAMAP_PAGE_SIZE;
	unsigned type = (unsigned)(set->cover.default_type & 0xff);
	bool matched = false;
	size_t i;

	for (i = 0; i < set->cover.count; i++) {
		uint64_t mask = set->pairs[i].mask;
		unsigned own = (unsigned)(set->pairs[i].base & 0xff);

		assert_true((mask & GPAMAP_MTRR_VALID) != 0);
		assert_true((mask & ~space & ~GPAMAP_MTRR_VALID) == 0);
		assert_true((set->pairs[i].base & ~space & ~0xffull) == 0);
		if (((address ^ set->pairs[i].base) & mask & space) != 0)
			continue;
		if (!matched || own == GPAMAP_MTRR_UNCACHED)
			type = own;
		matched = true;
	}
	return type;
}

/* 6, 0, or -1 where any type will do. */
static int wanted_type(enum gpamap_kind kind)
{
	switch (kind) {
	case GPAMAP_KIND_MMIO:
	case GPAMAP_KIND_PCI_ECAM:
	case GPAMAP_KIND_PCI_MMIO:
	case GPAMAP_KIND_RESERVED:
	case GPAMAP_KIND_DEVICE:
		return 0;
	case GPAMAP_KIND_UNUSABLE:
	case GPAMAP_KIND_HOLE:
		return -1;
	default:
		return 6;
	}
}

static void check_at(const struct set *set, const struct gpamap_layout *layout,
		     uint64_t address, uint64_t from)
{
	struct gpamap_found found;
	int wanted = wanted_type(gpamap_layout_find(layout, address, &found));

	if (address >= from && address >> set->phys_bits == 0 && wanted >= 0 &&
	    (int)type_at(set, address) != wanted)
		fail_msg("0x%llx is of type %u", (unsigned long long)address,
			 type_at(set, address));
}

/* Check @set at all addresses where its types or the map change. */
static void check_types(const struct set *set,
			const struct gpamap_layout *layout, uint64_t from)
{
	struct gpamap_entry entry;
	size_t i;

	for (i = 0; gpamap_layout_at(layout, i, &entry); i++) {
		check_at(set, layout, entry.range.start, from);
		check_at(set, layout, entry.range.end - 1, from);
		check_at(set, layout, entry.range.end, from);
	}
	for (i = 0; i < set->cover.count; i++) {
		uint64_t base = set->pairs[i].base / 4096 * 4096;
		uint64_t mask = set->pairs[i].mask / 4096 * 4096;
		uint64_t end = base + ((UINT64_C(1) << set->phys_bits) - mask);

		check_at(set, layout, base - 1, from);
		check_at(set, layout, base, from);
		check_at(set, layout, end - 1, from);
		check_at(set, layout, end, from);
	}
}

/* Make the set for @layout, and check all of it but that it is minimal. */
static void make_set(struct set *set, const struct gpamap_layout *layout,
		     const struct gpamap_mtrr_options *options)
{
	struct gpamap_mtrr_cover measured = { 0, 0 };
	struct gpamap_error error;
	size_t i;

	memset(set, 0xc3, sizeof(*set));
	set->phys_bits = options->phys_bits != 0 ? options->phys_bits : 40;
	assert_int_equal(gpamap_mtrr_cover(layout, options, NULL, 0, &measured,
					   &error),
			 GPAMAP_OK);
	if (measured.count > 0)
		assert_int_equal(gpamap_mtrr_cover(layout, options, set->pairs,
						   measured.count - 1,
						   &set->cover, &error),
				 GPAMAP_ERR_NO_SPACE);
	assert_true(set->pairs[0].base == UINT64_C(0xc3c3c3c3c3c3c3c3));
	assert_int_equal(gpamap_mtrr_cover(layout, options, set->pairs,
					   measured.count, &set->cover, NULL),
			 GPAMAP_OK);
	assert_int_equal(set->cover.count, measured.count);
	assert_true(set->cover.default_type == measured.default_type);
	assert_true(set->pairs[measured.count].base ==
		    UINT64_C(0xc3c3c3c3c3c3c3c3));
	for (i = 0; i + 1 < set->cover.count; i++)
		assert_true(set->pairs[i].base / 4096 <=
			    set->pairs[i + 1].base / 4096);
	check_types(set, layout, options->fixed_1m ? MB(1) : 0);
}

/* Check the set that the map of @picture has: "uc + 1" or "wb + 2". */
static void check_count(const char *picture,
			const struct gpamap_mtrr_options *options,
			const char *wanted)
{
	static struct map_made made;
	static struct set set;
	char text[32];

	map_make(&made, picture);
	make_set(&set, made.layout, options);
	snprintf(text, sizeof(text), "%s + %zu",
		 set.cover.default_type % 256 == 6 ? "wb" : "uc",
		 set.cover.count);
	assert_string_equal(text, wanted);
}

/* A PC with 4 GiB: all write-back but for the hole, as firmware does it. */
static void typical_machines(void **state)
{
	const struct gpamap_mtrr_options none = { 0 };

	(void)state;
	check_count("ram 0..2G | mmio 3G..4G", &none, "uc + 1");
	check_count("ram 0..3G | mmio 3G..4G | ram 4G..5G", &none, "wb + 1");
	/* The write-back default is no good where holes cost more. */
	check_count("ram 0..4G | mmio 4G..5G | ram 5G..6G | mmio 6G..8G", &none,
		    "uc + 2");
	/* 16 GiB less 1 GiB and 64 MiB: nothing but two uncached ranges. */
	check_count("ram 0..3G-64M | mmio 3G-64M..4G | ram 4G..17G", &none,
		    "wb + 2");
	check_count("mmio 0..4G", &none, "uc + 0");
	check_count("", &none, "uc + 0");
	/* Write-back in uncached, and uncached in that again. */
	check_count("mmio 0..4G | ram 4G..7G | mmio 7G..16G", &none, "uc + 2");
}

static void msrs_of_a_machine(void **state)
{
	const struct gpamap_mtrr_options options = { .phys_bits = 36,
						     .holes_uncached = true,
						     .fixed_1m = true };

	(void)state;
	table_check(write_msrs, "ram 0..3G | mmio 3G..4G | ram 4G..5G", NULL,
		    "00020000 00000000 000000c000000000"
		    "01020000 00000000 000800c0ff000000"
		    "ff020000 00000000 0608000000000000");
	/* Each pair has the two MSRs behind those of the one before. */
	table_check(write_msrs,
		    "mmio 0..4G | ram 4G..7G | mmio 7G..16G | ram 16G..17G",
		    NULL,
		    "00020000 00000000 0600000001000000" /* 4G.. */
		    "01020000 00000000 00080000ff000000" /* ..8G */
		    "02020000 00000000 000000c001000000" /* 7G.. */
		    "03020000 00000000 000800c0ff000000" /* ..8G */
		    "04020000 00000000 0600000004000000" /* 16G.. */
		    "05020000 00000000 00080000fc000000" /* ..32G */
		    "ff020000 00000000 0008000000000000");
	table_check(write_msrs, "ram 0..2G", &options,
		    "00020000 00000000 0600000000000000"
		    "01020000 00000000 000800800f000000"
		    "ff020000 00000000 000c000000000000");
	table_check(write_msrs, "", NULL, "ff020000 00000000 0008000000000000");
}

/* Holes may be either, unless the caller has something in them. */
static void holes(void **state)
{
	struct gpamap_mtrr_options options = { 0 };

	(void)state;
	check_count("ram 0..2G", &options, "wb + 0");
	check_count("ram 0..2G | ram 3G..4G", &options, "wb + 0");
	options.holes_uncached = true;
	check_count("ram 0..2G", &options, "uc + 1");
	check_count("ram 0..2G | ram 3G..4G", &options, "uc + 2");
	check_count("ram 0..1023G", &options, "wb + 1");
	check_count("", &options, "uc + 0");
}

/* Below 1 MiB the fixed-range MTRRs decide. */
static void fixed_first_mib(void **state)
{
	struct gpamap_mtrr_options options = { 0 };
	static const char pc[] =
		"ram 0..640K | mmio 640K..1M | ram 1M..3G | mmio 3G..4G";

	(void)state;
	check_count(pc, &options, "wb + 3");
	options.fixed_1m = true;
	check_count(pc, &options, "wb + 1");
}

/* The whole space by one pair, whose mask is empty. */
static void whole_space(void **state)
{
	struct gpamap_mtrr_options options = { .phys_bits = 32 };
	static struct map_made made;
	struct gpamap_mtrr_cover cover;
	struct gpamap_mtrr pair;

	(void)state;
	map_make(&made, "ram 0..1G | ram 3G..4G");
	assert_int_equal(gpamap_mtrr_cover(made.layout, &options, &pair, 1,
					   &cover, NULL),
			 GPAMAP_OK);
	assert_int_equal(cover.count, 0);
	assert_true(cover.default_type == 0x806);
	options.phys_bits = 52;
	check_count("ram 0..1G | pmem 2048T..4096T", &options, "wb + 0");
}

static void limits(void **state)
{
	struct gpamap_mtrr_options options = { .phys_bits = 36 };
	static const char comb[] =
		"ram 0..1M | mmio 1M..2M | ram 4M..5M | mmio 5M..6M | "
		"ram 8M..9M | mmio 9M..10M | ram 12M..13M | mmio 13M..14M | "
		"ram 16M..17M | mmio 17M..18M | ram 20M..21M | mmio 21M..22M | "
		"ram 24M..25M | mmio 25M..26M | ram 28M..29M | mmio 29M..30M | "
		"ram 32M..33M | mmio 33M..34M";

	(void)state;
	table_refuse(write_msrs, comb, &options, "TOO_MANY 9/8");
	options.limit = 9;
	check_count(comb, &options, "uc + 9");
	options.limit = 256;
	table_refuse(write_msrs, comb, &options, "ARGUMENT 0/0");
	options = (struct gpamap_mtrr_options){ .phys_bits = 31 };
	table_refuse(write_msrs, comb, &options, "ARGUMENT 0/0");
	options.phys_bits = 53;
	table_refuse(write_msrs, comb, &options, "ARGUMENT 0/0");
	options.phys_bits = 36;
	table_refuse(write_msrs, "ram 0..64G+4K", &options,
		     "TOO_HIGH 0/68719476736");
	table_refuse(write_msrs, "ram 0..1T+4K", NULL,
		     "TOO_HIGH 0/1099511627776");
	assert_int_equal(gpamap_mtrr_write(NULL, NULL, NULL, 0, NULL, NULL),
			 GPAMAP_ERR_ARGUMENT);
}

/* Check that no set is made, and that nothing but the error is written; give
 * that back. */
static struct gpamap_error refuse_set(const struct gpamap_layout *layout,
				      const struct gpamap_mtrr_options *options,
				      enum gpamap_status status)
{
	struct gpamap_mtrr_cover cover = { 77, 77 };
	struct gpamap_error error;
	struct gpamap_mtrr pair = { 77, 77 };

	assert_int_equal(gpamap_mtrr_cover(layout, options, &pair, 1, &cover,
					   &error),
			 status);
	assert_int_equal(gpamap_mtrr_cover(layout, options, NULL, 0, &cover,
					   NULL),
			 status);
	assert_int_equal(error.status, status);
	assert_int_equal(error.other.list, GPAMAP_LIST_NONE);
	assert_true(pair.base == 77 && pair.mask == 77);
	assert_true(cover.default_type == 77 && cover.count == 77);
	return error;
}

static void covers_that_are_refused(void **state)
{
	struct gpamap_mtrr_options options = { .phys_bits = 36, .limit = 1 };
	struct gpamap_mtrr_cover cover;
	struct gpamap_error error;
	struct gpamap_mtrr pair;
	struct map_made made;

	(void)state;
	map_make(&made, "ram 0..1G | mmio 2G..3G | ram 63G..65G | "
			"reserved 65G..66G");
	error = refuse_set(made.layout, &options, GPAMAP_ERR_TOO_HIGH);
	assert_int_equal(error.subject.list, GPAMAP_LIST_OTHER);
	assert_int_equal(error.subject.index, 0);
	assert_true(error.subject.range.start == GB(65) &&
		    error.subject.range.end == GB(66));
	assert_true(error.asked == 0 && error.limit == GB(64));
	map_make(&made, "ram 0..1G | mmio 2G..3G | ram 63G..65G");
	error = refuse_set(made.layout, &options, GPAMAP_ERR_TOO_HIGH);
	assert_int_equal(error.subject.list, GPAMAP_LIST_RAM);
	assert_int_equal(error.subject.index, 1);
	options.phys_bits = 40;
	options.holes_uncached = true;
	error = refuse_set(made.layout, &options, GPAMAP_ERR_TOO_MANY);
	assert_int_equal(error.subject.list, GPAMAP_LIST_NONE);
	assert_true(error.asked == 3 && error.limit == 1);
	options.phys_bits = 31;
	error = refuse_set(made.layout, &options, GPAMAP_ERR_ARGUMENT);
	assert_true(error.asked == 0 && error.limit == 0);
	error = refuse_set(NULL, NULL, GPAMAP_ERR_ARGUMENT);
	assert_true(error.asked == 0 && error.limit == 0);
	assert_int_equal(gpamap_mtrr_cover(made.layout, NULL, &pair, 1, NULL,
					   &error),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_mtrr_cover(made.layout, NULL, NULL, 1, &cover,
					   &error),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_mtrr_cover(made.layout, NULL, NULL, 0, &cover,
					   &error),
			 GPAMAP_OK);
	assert_int_equal(cover.count, 1);
}

/*
 * The small space: 8 units of 512 MiB in 32 bits, 15 blocks. best[w] is the
 * least number of MTRRs that make exactly the units in w write-back, found by
 * trying all 3^15 sets over either default.
 */
#define UNITS 8
#define BLOCKS 15

static unsigned best[1u << UNITS];
static unsigned block_units[BLOCKS];

static void note(unsigned write_back, unsigned count)
{
	if (count < best[write_back])
		best[write_back] = count;
}

/* Try all for the blocks from @block on; @some: what pairs made write-back,
 * @none: what they made uncached. */
static void try_blocks(unsigned block, unsigned some, unsigned none,
		       unsigned count)
{
	if (block == BLOCKS) {
		note(some & ~none & 0xff, count);
		note(~none & 0xff, count);
		return;
	}
	try_blocks(block + 1, some, none, count);
	try_blocks(block + 1, some | block_units[block], none, count + 1);
	try_blocks(block + 1, some, none | block_units[block], count + 1);
}

static void try_all_sets(void)
{
	unsigned size, at, block = 0;

	for (size = 1; size <= UNITS; size *= 2)
		for (at = 0; at < UNITS; at += size)
			block_units[block++] = ((1u << size) - 1) << at;
	assert_int_equal(block, BLOCKS);
	memset(best, 0xff, sizeof(best));
	try_blocks(0, 0, 0, 0);
}

/* The least MTRRs where the units @memory must be write-back, @device not. */
static unsigned least(unsigned memory, unsigned device)
{
	unsigned write_back, count = UINT32_MAX;

	for (write_back = 0; write_back < 1u << UNITS; write_back++)
		if ((write_back & memory) == memory &&
		    (write_back & device) == 0 && best[write_back] < count)
			count = best[write_back];
	return count;
}

static void check_least(unsigned memory, unsigned device)
{
	const struct gpamap_mtrr_options options = { .phys_bits = 32 };
	static uint64_t words[MAP_WORDS];
	struct gpamap_ram_range ram[UNITS];
	struct gpamap_range mmio[UNITS];
	struct gpamap_fixed fixed = { .mmio = mmio };
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	const struct gpamap_layout *layout;
	static struct set set;
	struct gpamap_error error;
	size_t ram_count = 0;
	uint64_t unit;

	for (unit = 0; unit < UNITS; unit++) {
		struct gpamap_range range = { unit * MB(512),
					      (unit + 1) * MB(512) };

		if ((memory >> unit & 1) != 0)
			ram[ram_count++] =
				(struct gpamap_ram_range){ range, 0 };
		if ((device >> unit & 1) != 0)
			mmio[fixed.mmio_count++] = range;
	}
	assert_int_equal(gpamap_layout_new_from_resolved_ranges(
				 ram, ram_count, &fixed, &storage, &layout,
				 &error),
			 GPAMAP_OK);
	make_set(&set, layout, &options);
	if (set.cover.count != least(memory, device))
		fail_msg("memory 0x%x, devices 0x%x: %zu, not %u", memory,
			 device, set.cover.count, least(memory, device));
}

/* All 3^8 maps of the small space, against all sets of MTRRs. */
static void fewest_there_are(void **state)
{
	unsigned memory, device;

	(void)state;
	try_all_sets();
	for (memory = 0; memory < 1u << UNITS; memory++)
		for (device = 0; device < 1u << UNITS; device++)
			if ((memory & device) == 0)
				check_least(memory, device);
}

/* Large random maps: never wrong, whatever number it takes. */
static void random_maps(void **state)
{
	const struct gpamap_mtrr_options options = { .phys_bits = 46,
						     .limit = 255 };
	static const char *const words[] = { "ram",  "mmio",	 "reserved",
					     "pmem", "pci_ecam", "unusable" };
	static struct map_made made;
	static struct set set;
	uint64_t seed = 1;
	char text[1024];
	unsigned run, i;

	(void)state;
	for (run = 0; run < 200; run++) {
		uint64_t at = 0;
		size_t used = 0;

		for (i = 0; i < 8; i++) {
			uint64_t start, end;

			seed = seed * UINT64_C(6364136223846793005) + 1;
			start = at +
				(seed >> 33) % 3 * (1 << (seed >> 40) % 18);
			end = start + 1 + (seed >> 30 & 0x3ffff);
			used += (size_t)snprintf(
				text + used, sizeof(text) - used,
				"%s%s 0x%llx..0x%llx", i > 0 ? " | " : "",
				words[(seed >> 50) % 6],
				(unsigned long long)start * 4096,
				(unsigned long long)end * 4096);
			at = end;
		}
		map_make(&made, text);
		make_set(&set, made.layout, &options);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(typical_machines),
		cmocka_unit_test(msrs_of_a_machine),
		cmocka_unit_test(holes),
		cmocka_unit_test(fixed_first_mib),
		cmocka_unit_test(whole_space),
		cmocka_unit_test(limits),
		cmocka_unit_test(covers_that_are_refused),
		cmocka_unit_test(fewest_there_are),
		cmocka_unit_test(random_maps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
