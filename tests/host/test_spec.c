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

static void ram_by_size(void **state)
{
	(void)state;
	expect_map("spec", "ram: 2G\n", "node 0x80000000");
	expect_map("spec", "ram: [1G, {size: 2G, name: far}]\n",
		   "node 0x40000000; node 0x80000000 \"far\"");
	expect_map("spec", "{\"ram\": 1073741824, \"gpamap\": 1}",
		   "node 0x40000000");
}

static void ram_by_range(void **state)
{
	(void)state;
	expect_map("spec",
		   "ram:\n"
		   "  - 0-2G\n"
		   "  - {range: 4G+1G, vnode: 1, name: high}\n"
		   "  - {start: 8G, size: 1G}\n"
		   "  - {start: 0x300000000, end: 0x340000000, vnode: 0x2}\n",
		   "ram 0x0-0x80000000@0; "
		   "ram 0x100000000-0x140000000@1 \"high\"; "
		   "ram 0x200000000-0x240000000@0; "
		   "ram 0x300000000-0x340000000@2");
	expect_map("spec", "ram: []\n", "");
}

static void every_list(void **state)
{
	(void)state;
	expect_map("spec",
		   "gpamap: 1\nname: all\nram: 0-1G\n"
		   "mmio: [empty, 3G-4G, {range: 5G-6G, name: hi}]\n"
		   "pci_ecam: 2G+256M\n"
		   "pci_mmio:\n  - 0x90000000-0xa0000000\n"
		   "vtl2: {start: 8G, size: 64M, name: vtl2}\n"
		   "other:\n"
		   "  - {kind: device, range: 1G+4K, name: pl011}\n"
		   "  - {kind: hotplug, range: 16G-32G, vnode: 3}\n",
		   "ram 0x0-0x40000000@0; mmio 0x0-0x0; "
		   "mmio 0xc0000000-0x100000000; "
		   "mmio 0x140000000-0x180000000 \"hi\"; "
		   "pci_ecam 0x80000000-0x90000000; "
		   "pci_mmio 0x90000000-0xa0000000; "
		   "vtl2 0x200000000-0x204000000 \"vtl2\"; "
		   "device 0x40000000-0x40001000 \"pl011\"; "
		   "hotplug 0x400000000-0x800000000@3");
}

/* Independent mistakes are all told in one run, in order. */
static void every_error_at_once(void **state)
{
	static const char text[] = "ram: 2X\n"
				   "mimo: 1-2\n"
				   "vtl2: [1]\n"
				   "ram: 1G\n"
				   "other:\n"
				   "  - {kind: devise, range: 4-5}\n"
				   "  - 1G-2G\n";
	static const unsigned int lines[] = { 1, 2, 3, 4, 6, 7 };
	struct reading reading;
	size_t i;

	(void)state;
	reading_make(&reading, "spec", text);
	assert_int_equal(reading.diags.errors, 6);
	for (i = 0; i < 6; i++)
		assert_int_equal(reading.diags.items[i].place.line, lines[i]);
	reading_clear(&reading);
}

/* Beyond the limit errors are counted, not kept. */
static void errors_are_limited(void **state)
{
	struct gpamap_draft draft = { 0 };
	struct gpamap_diags diags = { .limit = 3 };

	(void)state;
	gpamap_spec_read(gpamap_span_of("ram: [a, b, c, d, e]\n"), &draft,
			 &diags);
	assert_int_equal(diags.errors, 5);
	assert_int_equal(diags.count, 3);
	assert_int_equal(diags.lost, 2);
	gpamap_draft_clear(&draft);
	gpamap_diags_clear(&diags);
}

static void columns_count_characters(void **state)
{
	(void)state;
	expect_error("spec", "{name: \"\xc3\xa4\xc3\xb6\", ram: 2X}\n",
		     "1:19 \"2X\" has an unknown unit; K, M, G, T and P are "
		     "known");
	expect_error("spec", "name: ok\nram: 1G # \xc3\xa4\xff\n",
		     "2:12 byte 0xff is not UTF-8");
}

static void bombs_are_refused(void **state)
{
	char deep[4096];

	(void)state;
	expect_error("spec",
		     "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\nram: 1G\n",
		     "1:1 unknown key \"a\" in the spec");
	memset(deep, '[', sizeof(deep));
	deep[sizeof(deep) - 1] = '\0';
	memcpy(deep, "ram: ", 5);
	expect_error("spec", deep,
		     "1:7 a size or a range belongs here, not a list");
}

/* Write @text's layout as a spec, and give it. */
static char *write_spec(const char *text)
{
	struct gpamap_view view = { .source = "test" };
	struct gpamap_layout *layout;
	struct reading reading;
	FILE *file = tmpfile();
	size_t length;
	char *spec = calloc(1, 65536);

	assert_non_null(file);
	assert_non_null(spec);
	reading_make(&reading, "spec", text);
	layout = gpamap_draft_layout(&reading.draft, &reading.diags);
	assert_non_null(layout);
	view.layout = layout;
	view.name = reading.draft.name;
	assert_true(gpamap_spec_write(&view, file));
	rewind(file);
	length = fread(spec, 1, 65535, file);
	assert_true(length > 0);
	fclose(file);
	gpamap_layout_free(layout);
	reading_clear(&reading);
	return spec;
}

/* What is written reads back to the same: names, placeholders, vnodes. */
static void round_trip(void **state)
{
	static const char text[] =
		"name: \"a \\\"quoted\\\" \\\\ name: # \\n\\e[31m "
		"\xe2\x82\xac\"\n"
		"ram: [{range: 0-1G, vnode: 7, name: \"- x\"}, 4G-5G]\n"
		"mmio: [empty, {range: 3G-4G, name: \"null\"}, 6G-6G]\n"
		"vtl2: {range: 8G-9G, name: \"\xf0\x9f\x98\x80\"}\n"
		"other: [{kind: pmem, range: 10G-11G, vnode: 3, name: \"\"}]\n";
	char *first = write_spec(text);
	char *second = write_spec(first);
	struct reading reading;

	(void)state;
	assert_string_equal(first, second);
	reading_make(&reading, "spec", second);
	assert_string_equal(reading.draft.name,
			    "a \"quoted\" \\ name: # \n\033[31m \xe2\x82\xac");
	assert_non_null(strstr(reading_tell(&reading),
			       "mmio 0xc0000000-0x100000000 \"null\""));
	assert_int_equal(reading.draft.lists[GPAMAP_LIST_MMIO].count, 3);
	reading_clear(&reading);
	free(first);
	free(second);
}

/* An error of the core is told at the place that it is about. */
static void errors_find_their_place(void **state)
{
	struct reading reading;

	(void)state;
	reading_make(&reading, "spec",
		     "ram: 2G\nmmio:\n  - 1G-2G\npci_ecam:\n  - 1G+1M\n");
	assert_null(gpamap_draft_layout(&reading.draft, &reading.diags));
	assert_int_equal(reading.diags.count, 2);
	assert_string_equal(reading.diags.items[0].rule, "overlap");
	assert_int_equal(reading.diags.items[0].place.line, 5);
	assert_int_equal(reading.diags.items[0].place.column, 5);
	assert_true(reading.diags.items[1].related);
	assert_int_equal(reading.diags.items[1].place.line, 3);
	reading_clear(&reading);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ram_by_size),
		cmocka_unit_test(ram_by_range),
		cmocka_unit_test(every_list),
		cmocka_unit_test(every_error_at_once),
		cmocka_unit_test(errors_are_limited),
		cmocka_unit_test(columns_count_characters),
		cmocka_unit_test(bombs_are_refused),
		cmocka_unit_test(round_trip),
		cmocka_unit_test(errors_find_their_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
