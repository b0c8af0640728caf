/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../../src/host/carve.h"

/* Ranges that lie in each other are carved out of each other. */

#define NO GPAMAP_NO_VNODE

static struct gpamap_fact fact(enum gpamap_kind kind, uint64_t start,
			       uint64_t end, uint64_t vnode)
{
	return (struct gpamap_fact){ .type = GPAMAP_FACT_RANGE,
				     .kind = kind,
				     .start = start,
				     .end = end,
				     .vnode = vnode };
}

static char told[4096];

/* The entry of @draft that begins next at or above @at, and its kind. */
static const struct gpamap_draft_entry *
next_from(const struct gpamap_draft *draft, uint64_t at, uint64_t *kind)
{
	const struct gpamap_draft_entry *next = NULL;
	size_t list, i;

	for (list = 0; list < GPAMAP_LIST_COUNT; list++)
		for (i = 0; i < draft->lists[list].count; i++) {
			const struct gpamap_draft_entry *one =
				&draft->lists[list].entries[i];

			if (one->range.start < at ||
			    (next != NULL &&
			     one->range.start >= next->range.start))
				continue;
			next = one;
			*kind = list == GPAMAP_LIST_OTHER
					? one->kind
					: list + GPAMAP_KIND_RAM;
		}
	return next;
}

static void tell(const struct gpamap_draft *draft)
{
	const struct gpamap_draft_entry *one;
	uint64_t at = 0, kind;

	told[0] = '\0';
	for (; (one = next_from(draft, at, &kind)) != NULL;
	     at = one->range.end) {
		size_t used = strlen(told);

		snprintf(told + used, sizeof(told) - used, "%s%s %llx-%llx@%d",
			 used > 0 ? "; " : "",
			 gpamap_kind_name((enum gpamap_kind)kind),
			 (unsigned long long)one->range.start,
			 (unsigned long long)one->range.end, (int)one->vnode);
	}
}

static void expect(struct gpamap_fact *facts, size_t count, const char *wanted)
{
	struct gpamap_resources resources;
	struct gpamap_draft draft = { 0 };
	struct gpamap_diags diags = { 0 };

	gpamap_resources_init(&resources, &draft, &diags);
	if (gpamap_facts_carve(facts, count, &resources)) {
		gpamap_resources_finish(&resources);
		tell(&draft);
	} else {
		snprintf(told, sizeof(told), "%s", diags.items[0].text);
	}
	assert_string_equal(told, wanted);
	gpamap_draft_clear(&draft);
	gpamap_diags_clear(&diags);
}

/*
 *  0      4      6      8      a      c
 *  | ram ...................... |
 *         | reserved ..| ecam |
 *                             | hotplug ...|
 */
static void kinds_in_each_other(void **state)
{
	struct gpamap_fact facts[] = {
		fact(GPAMAP_KIND_HOTPLUG, 0x9800, 0xc000, 1),
		fact(GPAMAP_KIND_RAM, 0, 0xa000, 0),
		fact(GPAMAP_KIND_RESERVED, 0x4000, 0x8000, NO),
		fact(GPAMAP_KIND_PCI_ECAM, 0x6000, 0x9000, NO),
	};

	(void)state;
	expect(facts, 4,
	       "ram 0-4000@0; reserved 4000-6000@-1; pci_ecam 6000-9000@-1; "
	       "ram 9000-a000@0; hotplug a000-c000@1");
}

/* Nothing between: what lies apart stays so, and touching ranges, too. A byte
 * has its page; the last page is no RAM of a map. */
static void side_by_side(void **state)
{
	struct gpamap_fact facts[] = {
		fact(GPAMAP_KIND_RAM, 0x2000, 0x3000, 1),
		fact(GPAMAP_KIND_RAM, 0x1000, 0x2000, 0),
		fact(GPAMAP_KIND_DEVICE, 0x8000, 0x8001, NO),
		fact(GPAMAP_KIND_RAM, 0xfffffffffffff000, UINT64_MAX, NO),
	};

	(void)state;
	expect(facts, 4,
	       "ram 1000-2000@0; ram 2000-3000@1; device 8000-9000@-1");
	expect(facts, 0, "");
}

static void told_twice(void **state)
{
	struct gpamap_fact facts[] = {
		fact(GPAMAP_KIND_RAM, 0, 0x1000, NO),
		fact(GPAMAP_KIND_RAM, 0, 0x1000, 3),
		fact(GPAMAP_KIND_RESERVED, 0x2000, 0x5000, NO),
		fact(GPAMAP_KIND_RESERVED, 0x3000, 0x4000, NO),
		fact(GPAMAP_KIND_RESERVED, 0x4000, 0x6000, NO),
	};

	(void)state;
	expect(facts, 5,
	       "ram 0-1000@3; reserved 2000-4000@-1; reserved 4000-6000@-1");
}

static void contradictions(void **state)
{
	struct gpamap_fact nodes[] = {
		fact(GPAMAP_KIND_RAM, 0, 0x1000, 0),
		fact(GPAMAP_KIND_RAM, 0, 0x1000, 1),
	};
	struct gpamap_fact within[] = {
		fact(GPAMAP_KIND_RAM, 0, 0x9000, 0),
		fact(GPAMAP_KIND_RAM, 0x1000, 0x2000, 0),
		fact(GPAMAP_KIND_RAM, 0x8000, 0xa000, 0),
	};

	(void)state;
	expect(nodes, 2,
	       "ram 0x0-0x1000 at byte 0 overlaps ram 0x0-0x1000 at byte 0");
	expect(within, 3,
	       "ram 0x1000-0x2000 at byte 0 overlaps ram 0x0-0x9000 at byte 0");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds_in_each_other),
		cmocka_unit_test(side_by_side),
		cmocka_unit_test(told_twice),
		cmocka_unit_test(contradictions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
