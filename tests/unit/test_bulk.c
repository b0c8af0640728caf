/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "map_check.h"

#define PAGE GPAMAP_PAGE_SIZE

/* As a kind that no probe gives. */
#define UNTOUCHED ((enum gpamap_kind)77)

enum {
	ADDRESSES_MAX = 100
};

/*
 *   0      1G     2G         3G         4G       5G        6G     7G
 *   | ram0 | mmio |   hole   | pci_ecam | pci_mmio | hole  | vtl2 | reserved
 *
 * Every kind, at both ends, in any order: VTL2 and other ranges are holes.
 */
static void bulk_tells_every_kind(void **state)
{
	static const struct {
		uint64_t address;
		enum gpamap_kind kind;
	} rows[] = {
		{ GB(6), GPAMAP_KIND_HOLE },
		{ GB(5) - 1, GPAMAP_KIND_PCI_MMIO },
		{ 0, GPAMAP_KIND_RAM },
		{ GB(2), GPAMAP_KIND_HOLE },
		{ UINT64_MAX, GPAMAP_KIND_HOLE },
		{ GB(1) - 1, GPAMAP_KIND_RAM },
		{ GB(3), GPAMAP_KIND_PCI_ECAM },
		{ GB(2) - 1, GPAMAP_KIND_MMIO },
		{ GB(7), GPAMAP_KIND_HOLE },
		{ GB(4), GPAMAP_KIND_PCI_MMIO },
		{ GB(1), GPAMAP_KIND_MMIO },
	};
	enum {
		ROWS = sizeof(rows) / sizeof(rows[0])
	};
	uint64_t addresses[ROWS];
	enum gpamap_kind kinds[ROWS + 1];
	struct map_made made;

	(void)state;
	map_make(&made, "ram:0 0..1G | mmio 1G..2G | pci_ecam 3G..4G | "
			"pci_mmio 4G..5G | vtl2 6G..7G | reserved 7G..8G");
	for (size_t i = 0; i < ROWS; i++)
		addresses[i] = rows[i].address;
	kinds[ROWS] = UNTOUCHED;
	gpamap_layout_probe_many(made.layout, addresses, ROWS, kinds);
	for (size_t i = 0; i < ROWS; i++)
		assert_int_equal(kinds[i], rows[i].kind);
	assert_int_equal(kinds[ROWS], UNTOUCHED);
}

/* No addresses: nothing is read, nothing is written. */
static void bulk_of_none(void **state)
{
	enum gpamap_kind kind = UNTOUCHED;
	struct map_made made;

	(void)state;
	map_make(&made, "ram:0 0..1G");
	gpamap_layout_probe_many(made.layout, NULL, 0, &kind);
	assert_int_equal(kind, UNTOUCHED);
	gpamap_layout_probe_many(made.layout, NULL, 0, NULL);
}

/* Make a map of @count RAM ranges, every third followed by a hole, the first
 * not at 0. */
static uint64_t *make_ranges(size_t count, const struct gpamap_layout **layout)
{
	struct gpamap_ram_range *ram = malloc((count + 1) * sizeof(*ram));
	struct gpamap_storage storage = { NULL, 0, 0 };
	uint64_t at = PAGE;

	assert_non_null(ram);
	for (size_t i = 0; i < count; i++) {
		ram[i].range = (struct gpamap_range){ at, at + PAGE };
		ram[i].vnode = i % 2;
		at += i % 3 == 0 ? 2 * PAGE : PAGE;
	}
	assert_int_equal(gpamap_layout_new_from_ranges(ram, count, NULL, 0,
						       &storage, NULL, NULL),
			 GPAMAP_OK);
	storage.words = malloc(storage.need * sizeof(uint64_t));
	storage.count = storage.need;
	assert_non_null(storage.words);
	assert_int_equal(gpamap_layout_new_from_ranges(ram, count, NULL, 0,
						       &storage, layout, NULL),
			 GPAMAP_OK);
	free(ram);
	return storage.words;
}

/* Probe both ends of each page of @layout in calls of @batch addresses. */
static void same_as_single(const struct gpamap_layout *layout, size_t pages,
			   size_t batch)
{
	uint64_t addresses[ADDRESSES_MAX];
	enum gpamap_kind kinds[ADDRESSES_MAX + 1];

	assert_true(batch <= ADDRESSES_MAX);
	for (size_t done = 0; done < 2 * pages; done += batch) {
		for (size_t i = 0; i < batch; i++)
			addresses[i] = (done + i) / 2 * PAGE +
				       (done + i) % 2 * (PAGE - 1);
		kinds[batch] = UNTOUCHED;
		gpamap_layout_probe_many(layout, addresses, batch, kinds);
		for (size_t i = 0; i < batch; i++)
			assert_int_equal(kinds[i],
					 gpamap_layout_probe_address(
						 layout, addresses[i]));
		assert_int_equal(kinds[batch], UNTOUCHED);
	}
}

/* Maps of any size, calls of any length: the same as single probes. */
static void bulk_is_many_single_probes(void **state)
{
	static const size_t counts[] = { 0,  1,	  7,   12,  13,	 24,   25,
					 96, 192, 193, 208, 300, 3072, 40000 };
	static const size_t batches[] = { 1, 2, 15, 16, 17, 33, 100 };

	(void)state;
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		const struct gpamap_layout *layout = NULL;
		uint64_t *words = make_ranges(counts[i], &layout);

		for (size_t j = 0; j < 7; j++)
			same_as_single(layout, 4 * counts[i] / 3 + 3,
				       batches[j]);
		free(words);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(bulk_tells_every_kind),
		cmocka_unit_test(bulk_of_none),
		cmocka_unit_test(bulk_is_many_single_probes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
