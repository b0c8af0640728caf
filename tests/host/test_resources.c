/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../../src/host/resources.h"
#include "support.h"

/*
 * Bytes become pages. What comes is told whole: the map, and each message with
 * the line of its resource, which is its place in the list, and its rule.
 */

#define RAM GPAMAP_KIND_RAM
#define DEVICE GPAMAP_KIND_DEVICE

/* Of one kind, without a vnode. */
#define BYTES(kind_is, first, end)                                             \
	{                                                                      \
		.start = (first), .last = (end), .kind = (kind_is)             \
	}

static void expect(const struct gpamap_resource *list, size_t count,
		   const char *wanted)
{
	struct reading reading = { .diags.limit = 0 };
	struct gpamap_resources resources;
	struct gpamap_resource one;
	char text[4096];
	size_t used, i;

	gpamap_resources_init(&resources, &reading.draft, &reading.diags);
	for (i = 0; i < count; i++) {
		one = list[i];
		one.place = (struct gpamap_place){ (uint32_t)i + 1, 1 };
		if (!gpamap_resources_add(&resources, &one))
			assert_true(reading.diags.errors > 0);
	}
	gpamap_resources_finish(&resources);
	used = (size_t)snprintf(text, sizeof(text), "%s",
				reading_tell(&reading));
	for (i = 0; i < reading.diags.count; i++)
		used += (size_t)snprintf(text + used, sizeof(text) - used,
					 "\n%" PRIu32 " %s: %s",
					 reading.diags.items[i].place.line,
					 reading.diags.items[i].rule,
					 reading.diags.items[i].text);
	assert_string_equal(text, wanted);
	reading_clear(&reading);
}

#define EXPECT(wanted, ...)                                                    \
	do {                                                                   \
		const struct gpamap_resource list_[] = { __VA_ARGS__ };        \
                                                                               \
		expect(list_, sizeof(list_) / sizeof(list_[0]), wanted);       \
	} while (0)

static void nothing(void **state)
{
	(void)state;
	expect(NULL, 0, "");
}

/*
 *   1000   2000   3000   4000   5000
 *     | .. ram ......... ram .. |
 *          | ..... map ..|
 */
static void ram_is_cut_inward(void **state)
{
	(void)state;
	EXPECT("ram 0x1000-0x2000@0", BYTES(RAM, 0x1000, 0x1fff));
	EXPECT("ram 0x0-0x1000@0", BYTES(RAM, 0, 0xfff));
	EXPECT("ram 0x2000-0x3000@0\n"
	       "1 page-cut: ram 0x1fff-0x2fff is cut to the whole pages "
	       "0x2000-0x3000: 1 byte lost",
	       BYTES(RAM, 0x1fff, 0x2fff));
	EXPECT("ram 0x2000-0x3000@0\n"
	       "1 page-cut: ram 0x2000-0x3000 is cut to the whole pages "
	       "0x2000-0x3000: 1 byte lost",
	       BYTES(RAM, 0x2000, 0x3000));
	EXPECT("ram 0x2000-0x4000@0\n"
	       "1 page-cut: ram 0x1001-0x4ffe is cut to the whole pages "
	       "0x2000-0x4000: 8190 bytes lost",
	       BYTES(RAM, 0x1001, 0x4ffe));
	EXPECT("\n1 page-cut: ram 0x1001-0x2ffe has no 4 KiB page of its own "
	       "and is left out",
	       BYTES(RAM, 0x1001, 0x2ffe));
	EXPECT("\n1 page-cut: ram 0x1fff-0x1fff has no 4 KiB page of its own "
	       "and is left out",
	       BYTES(RAM, 0x1fff, 0x1fff));
}

/* All else is widened, and how much in all is told once, at the first. */
static void the_rest_is_widened(void **state)
{
	(void)state;
	EXPECT("device 0x1000-0x3000", BYTES(DEVICE, 0x1000, 0x2fff));
	EXPECT("device 0x1000-0x3000\n"
	       "1 page-widened: 1 range of other kinds widened to whole pages, "
	       "from here on, by 1 byte in all",
	       BYTES(DEVICE, 0x1001, 0x2fff));
	EXPECT("device 0x1000-0x3000\n"
	       "1 page-widened: 1 range of other kinds widened to whole pages, "
	       "from here on, by 1 byte in all",
	       BYTES(DEVICE, 0x1000, 0x2ffe));
	EXPECT("device 0x1000-0x2000; device 0x2000-0x3000; "
	       "device 0x4000-0x5000; device 0x6000-0x7000\n"
	       "2 page-widened: 3 ranges of other kinds widened to whole "
	       "pages, from here on, by 8193 bytes in all",
	       BYTES(DEVICE, 0x1000, 0x1fff), BYTES(DEVICE, 0x2000, 0x2001),
	       BYTES(DEVICE, 0x4fff, 0x4fff), BYTES(DEVICE, 0x6001, 0x6ffc));
}

/*
 *   1000         2000         3000
 *     | a ..| b .......... c .. |       b begins with its second page
 *
 * A page that two want is the lower one's.
 */
static void pages_with_two_owners(void **state)
{
	(void)state;
	EXPECT("device 0x1000-0x2000; device 0x2000-0x3000\n"
	       "2 page-cut: device 0x1800-0x2fff is cut to the whole pages "
	       "0x2000-0x3000: 2 KiB lost\n"
	       "1 page-widened: 1 range of other kinds widened to whole pages, "
	       "from here on, by 2 KiB in all",
	       BYTES(DEVICE, 0x1000, 0x17ff), BYTES(DEVICE, 0x1800, 0x2fff));
	EXPECT("device 0x1000-0x2000; device 0x2000-0x3000\n"
	       "2 page-cut: device 0x1fff-0x2fef is cut to the whole pages "
	       "0x2000-0x3000: 1 byte lost\n"
	       "1 page-widened: 2 ranges of other kinds widened to whole "
	       "pages, from here on, by 17 bytes in all",
	       BYTES(DEVICE, 0x1000, 0x1ffe), BYTES(DEVICE, 0x1fff, 0x2fef));
	EXPECT("device 0x1000-0x2000\n"
	       "2 page-cut: device 0x1800-0x1fff has no 4 KiB page of its own "
	       "and is left out\n"
	       "1 page-widened: 1 range of other kinds widened to whole pages, "
	       "from here on, by 2 KiB in all",
	       BYTES(DEVICE, 0x1000, 0x17ff), BYTES(DEVICE, 0x1800, 0x1fff));
	/* RAM gave the page up already. */
	EXPECT("ram 0x1000-0x2000@0; device 0x2000-0x3000\n"
	       "1 page-cut: ram 0x1000-0x27ff is cut to the whole pages "
	       "0x1000-0x2000: 2 KiB lost\n"
	       "2 page-widened: 1 range of other kinds widened to whole pages, "
	       "from here on, by 2 KiB in all",
	       BYTES(RAM, 0x1000, 0x27ff), BYTES(DEVICE, 0x2800, 0x2fff));
	EXPECT("ram 0x2000-0x3000@0; device 0x1000-0x2000\n"
	       "2 page-cut: ram 0x1001-0x2fff is cut to the whole pages "
	       "0x2000-0x3000: 4095 bytes lost\n"
	       "1 page-widened: 1 range of other kinds widened to whole pages, "
	       "from here on, by 4095 bytes in all",
	       BYTES(DEVICE, 0x1000, 0x1000), BYTES(RAM, 0x1001, 0x2fff));
}

/* Maps end a page below the end of the space. */
static void top_of_the_space(void **state)
{
	(void)state;
	EXPECT("device 0xffffffffffffe000-0xfffffffffffff000",
	       BYTES(DEVICE, 0xffffffffffffe000, 0xffffffffffffefff));
	EXPECT("device 0xffffffffffffe000-0xfffffffffffff000\n"
	       "1 page-cut: device 0xffffffffffffe000-0xfffffffffffff000 is "
	       "cut to the whole pages 0xffffffffffffe000-0xfffffffffffff000: "
	       "1 byte lost",
	       BYTES(DEVICE, 0xffffffffffffe000, 0xfffffffffffff000));
	/* Widened at one end, cut at the other. */
	EXPECT("device 0xffffffffffffe000-0xfffffffffffff000\n"
	       "1 page-cut: device 0xffffffffffffe003-0xfffffffffffff000 is "
	       "cut to the whole pages 0xffffffffffffe000-0xfffffffffffff000: "
	       "1 byte lost\n"
	       "1 page-widened: 1 range of other kinds widened to whole pages, "
	       "from here on, by 3 bytes in all",
	       BYTES(DEVICE, 0xffffffffffffe003, 0xfffffffffffff000));
	EXPECT("ram 0xffffffffffffe000-0xfffffffffffff000@0\n"
	       "1 page-cut: ram 0xffffffffffffe000-0xffffffffffffffff is cut "
	       "to the whole pages 0xffffffffffffe000-0xfffffffffffff000: "
	       "4 KiB lost",
	       BYTES(RAM, 0xffffffffffffe000, UINT64_MAX));
	EXPECT("\n1 page-cut: device 0xfffffffffffff000-0xffffffffffffffff has "
	       "no 4 KiB page of its own and is left out",
	       BYTES(DEVICE, 0xfffffffffffff000, UINT64_MAX));
}

/* Each kind goes into its list, with a vnode where it has one, and a name. */
static void kinds_and_vnodes(void **state)
{
	(void)state;
	EXPECT("ram 0x1000-0x2000@0; ram 0x2000-0x3000@7; "
	       "mmio 0x3000-0x4000; pci_ecam 0x4000-0x5000; "
	       "pci_mmio 0x5000-0x6000; vtl2 0xa000-0xb000; "
	       "reserved 0x7000-0x8000; hotplug 0x8000-0x9000@0; "
	       "pmem 0x9000-0xa000@3 \"dax\"",
	       BYTES(RAM, 0x1000, 0x1fff),
	       { .start = 0x2000,
		 .last = 0x2fff,
		 .kind = RAM,
		 .has_vnode = true,
		 .vnode = 7 },
	       BYTES(GPAMAP_KIND_MMIO, 0x3000, 0x3fff),
	       BYTES(GPAMAP_KIND_PCI_ECAM, 0x4000, 0x4fff),
	       BYTES(GPAMAP_KIND_PCI_MMIO, 0x5000, 0x5fff),
	       BYTES(GPAMAP_KIND_RESERVED, 0x7000, 0x7fff),
	       { .start = 0x8000,
		 .last = 0x8fff,
		 .kind = GPAMAP_KIND_HOTPLUG,
		 .has_vnode = true },
	       { .start = 0x9000,
		 .last = 0x9fff,
		 .kind = GPAMAP_KIND_PMEM,
		 .has_vnode = true,
		 .vnode = 3,
		 .name = gpamap_span_of("dax") },
	       BYTES(GPAMAP_KIND_VTL2, 0xa000, 0xafff));
}

/* Behind the last byte of the one before, and not before its own first. */
static void order(void **state)
{
	(void)state;
	EXPECT("ram 0x1000-0x2000@0\n"
	       "2 syntax: device 0x1fff-0x2fff overlaps ram 0x1000-0x1fff of "
	       "line 1",
	       BYTES(RAM, 0x1000, 0x1fff), BYTES(DEVICE, 0x1fff, 0x2fff));
	EXPECT("ram 0x1000-0x2000@0\n"
	       "2 syntax: device 0x0-0x1000 overlaps ram 0x1000-0x1fff of "
	       "line 1",
	       BYTES(RAM, 0x1000, 0x1fff), BYTES(DEVICE, 0, 0x1000));
	EXPECT("ram 0x1000-0x2000@0\n"
	       "2 syntax: device 0x0-0xfff is out of order: it belongs before "
	       "ram 0x1000-0x1fff of line 1",
	       BYTES(RAM, 0x1000, 0x1fff), BYTES(DEVICE, 0, 0xfff));
	EXPECT("\n1 syntax: device 0x1001-0x1000 ends before it starts",
	       BYTES(DEVICE, 0x1001, 0x1000));
	/* After that, only the order is looked at. */
	EXPECT("device 0x4000-0x5000\n"
	       "2 syntax: device 0x1800-0x1fff overlaps device 0x1000-0x1fff "
	       "of line 1\n"
	       "4 syntax: device 0x3000-0x3fff is out of order: it belongs "
	       "before device 0x4000-0x4fff of line 3",
	       BYTES(DEVICE, 0x1000, 0x1fff), BYTES(DEVICE, 0x1800, 0x1fff),
	       BYTES(DEVICE, 0x4000, 0x4fff), BYTES(DEVICE, 0x3000, 0x3fff));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing),
		cmocka_unit_test(ram_is_cut_inward),
		cmocka_unit_test(the_rest_is_widened),
		cmocka_unit_test(pages_with_two_owners),
		cmocka_unit_test(top_of_the_space),
		cmocka_unit_test(kinds_and_vnodes),
		cmocka_unit_test(order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
