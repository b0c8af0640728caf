/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
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

/*
 * The reader of our JSON. tests/bad has a file for each of its errors; here
 * are what may be written otherwise, and what is done to a map by accident or
 * malice. One map for all:
 *
 *   0      1G     3G     3.5G   4G     5G      6G
 *   | ram:0 |      | ecam | mmio | ram:1 | pmem |
 */
static const char map_text[] =
	"ram: [{range: 0-1G, name: \"l\\u00e4ow \\\"one\\\"\\t\\U0001f600\"},"
	" {range: 4G-5G, vnode: 1}]\n"
	"mmio: [empty, {range: 0xe0000000-4G, name: hole}, empty]\n"
	"pci_ecam: 3G+512M\n"
	"other: [{kind: pmem, range: 5G-6G, vnode: 1}]\n"
	"name: all\n";

static struct gpamap_layout *map;
static char *json; /* what is written of it */
static size_t json_length;

static void write_map(const struct gpamap_layout *layout, char **text,
		      size_t *length)
{
	struct gpamap_view view = { .layout = layout, .name = "all" };
	FILE *file = open_memstream(text, length);

	assert_non_null(file);
	assert_true(gpamap_format_named("json")->write(&view, file));
	fclose(file);
}

static int begin(void **state)
{
	struct reading reading;

	(void)state;
	reading_make(&reading, "spec", map_text);
	map = gpamap_draft_layout(&reading.draft, &reading.diags);
	assert_non_null(map);
	reading_clear(&reading);
	write_map(map, &json, &json_length);
	return 0;
}

static int end(void **state)
{
	(void)state;
	gpamap_layout_free(map);
	free(json);
	return 0;
}

/* Read @length bytes, from a block that ends with them; NULL: refused. */
static struct gpamap_layout *read_bytes(const char *bytes, size_t length)
{
	struct reading reading = { .diags.limit = 0 };
	struct gpamap_layout *layout = NULL;
	char *copy = malloc(length > 0 ? length : 1);

	assert_non_null(copy);
	memcpy(copy, bytes, length);
	gpamap_format_read(gpamap_format_named("json"),
			   (struct gpamap_span){ copy, length }, &reading.draft,
			   &reading.diags);
	free(copy);
	assert_true(reading.diags.count <= 128);
	if (reading.diags.errors == 0)
		layout = gpamap_draft_layout(&reading.draft, &reading.diags);
	assert_true((layout == NULL) == (reading.diags.errors > 0));
	reading_clear(&reading);
	return layout;
}

/* Expect @text to be the map, to the byte. */
static void expect_same(const char *text)
{
	struct gpamap_layout *layout = read_bytes(text, strlen(text));
	size_t length;
	char *again;

	assert_non_null(layout);
	assert_true(gpamap_layout_digest(layout) == gpamap_layout_digest(map));
	write_map(layout, &again, &length);
	assert_string_equal(again, json);
	free(again);
	gpamap_layout_free(layout);
}

/* Give the map's JSON with @from as @to; free() it. */
static char *replaced(const char *from, const char *to)
{
	const char *at = strstr(json, from);
	char *text = malloc(json_length + strlen(to) + 1);

	assert_non_null(at);
	assert_non_null(text);
	sprintf(text, "%.*s%s%s", (int)(at - json), json, to,
		at + strlen(from));
	return text;
}

static void expect_same_with(const char *from, const char *to)
{
	char *text = replaced(from, to);

	expect_same(text);
	free(text);
}

static void comes_back(void **state)
{
	(void)state;
	expect_same(json);
}

/* What means the same is the same. */
static void other_spellings(void **state)
{
	(void)state;
	expect_same_with("\"plan\"", "\r\n\t \"pl\\u0061n\"");
	expect_same_with("\"0x0\"", "\"\\u0030x0\"");
	expect_same_with("\"kind\": \"ram\"", "\"kind\"\n:\n\"\\u0072am\"");
	expect_same_with("\xf0\x9f\x98\x80", "\\uD83D\\uDE00");
	expect_same_with("hole", "\\u0068ole");
	expect_same_with("\\\"one", "\\u0022one");
	expect_same_with("\"gpamap\": 1", "\"gpamap\": 1, \"line\": 7");
	expect_same_with("\"plan\": null",
			 "\"plan\": {\"top\": \"0x180000000\", "
			 "\"relocated\": false, \"address_bits\": 33}");
	expect_same_with("\"index\": 0, \"vnode\": 0",
			 "\"vnode\": 0, \"index\": 0");
}

static void refuse_with(const char *from, const char *to)
{
	char *text = replaced(from, to);

	assert_null(read_bytes(text, strlen(text)));
	free(text);
}

/* A character above 0xffff is two halves, in their order. */
static void halves_of_characters(void **state)
{
	(void)state;
	refuse_with("\xf0\x9f\x98\x80", "\\uD83D");
	refuse_with("\xf0\x9f\x98\x80", "\\uDE00");
	refuse_with("\xf0\x9f\x98\x80", "\\uD83D\\u0041");
	refuse_with("\xf0\x9f\x98\x80", "\\uD83D\\uD83D");
	refuse_with("\xf0\x9f\x98\x80", "\\uD83D\\n");
	refuse_with("\xf0\x9f\x98\x80", "\\uDE00\\uD83D");
}

static void expect_spec(const char *text)
{
	assert_string_equal(gpamap_format_of(gpamap_span_of(text))->name,
			    "spec");
}

static void is_recognised(void **state)
{
	(void)state;
	assert_string_equal(gpamap_format_of(gpamap_span_of(json))->name,
			    "json");
	assert_string_equal(
		gpamap_format_of(
			gpamap_span_of(" {\"name\": \"x\", \"nodes\": 1"))
			->name,
		"json");
	expect_spec("{\"gpamap\": 1, \"name\": \"x\", \"ram\": \"1G\"}");
	expect_spec("{\"gpamap\": 1, \"name\": \"x\"}");
	expect_spec("{gpamap: 1, name: nodes, ram: 1G}");
	expect_spec("[]");
	expect_spec("{");
	expect_spec("");
}

/* A name is told its place in characters, on whichever line it is. */
static void places(void **state)
{
	(void)state;
	expect_error("json", "{\"gpamap\": 1,\n \"name\": \"\xc3\xa4\", 1}",
		     "2:15 not valid JSON: a key in quotes belongs here");
	expect_error("json", "",
		     "1:1 not valid JSON: a value belongs here, "
		     "where it ends");
	expect_error("json", "[1]",
		     "1:1 a map, an object, belongs here, not "
		     "a list");
	expect_error("json", "{\"ranges\": [{}, 5, null]}",
		     "1:13 a range lacks \"start\"");
}

static void cut_off_anywhere(void **state)
{
	size_t length;

	(void)state;
	/* The last byte is a line end. */
	for (length = 0; length < json_length - 1; length++)
		assert_null(read_bytes(json, length));
}

/* Whatever is read is a map, which is written and read as the same. */
static void expect_sound(const char *bytes, size_t length)
{
	struct gpamap_layout *layout = read_bytes(bytes, length);
	struct gpamap_layout *again;
	size_t written;
	char *text;

	if (layout == NULL)
		return;
	write_map(layout, &text, &written);
	again = read_bytes(text, written);
	assert_non_null(again);
	/* Of a map nothing but names can change alone. */
	assert_true(gpamap_layout_digest(layout) == gpamap_layout_digest(map));
	assert_true(gpamap_layout_digest(again) == gpamap_layout_digest(map));
	gpamap_layout_free(again);
	gpamap_layout_free(layout);
	free(text);
}

static void each_byte_changed(void **state)
{
	static const char others[] = "\"\\,:{}[]09afxn- \n\x80\xff\xc3";
	char *changed = malloc(json_length);
	size_t at, i;

	(void)state;
	assert_non_null(changed);
	memcpy(changed, json, json_length);
	for (at = 0; at < json_length; at++) {
		/* The NUL that ends them is one of them. */
		for (i = 0; i < sizeof(others); i++) {
			changed[at] = others[i];
			expect_sound(changed, json_length);
		}
		for (i = 0; i < 8; i++) {
			changed[at] = (char)(json[at] ^ (char)(1u << i));
			expect_sound(changed, json_length);
		}
		changed[at] = json[at];
	}
	free(changed);
}

/* Each byte left out, and each told twice. */
static void each_byte_gone(void **state)
{
	char *changed = malloc(json_length + 1);
	size_t at;

	(void)state;
	assert_non_null(changed);
	for (at = 0; at < json_length; at++) {
		memcpy(changed, json, at);
		memcpy(changed + at, json + at + 1, json_length - at - 1);
		expect_sound(changed, json_length - 1);
		memcpy(changed, json, at + 1);
		memcpy(changed + at + 1, json + at, json_length - at);
		expect_sound(changed, json_length + 1);
	}
	free(changed);
}

/* Expect @prefix, @count times @piece, to be refused. */
static void refuse_much(const char *prefix, const char *piece, size_t count)
{
	size_t length = strlen(prefix), step = strlen(piece), i;
	char *text = malloc(length + step * count);

	assert_non_null(text);
	memcpy(text, prefix, length);
	for (i = 0; i < count; i++, length += step)
		memcpy(text + length, piece, step);
	assert_null(read_bytes(text, length));
	gpamap_format_of((struct gpamap_span){ text, length });
	free(text);
}

/* Depth, length and number are bounded, by memory or by an error: what is
 * wrong a million times is not told a million times. */
static void too_much(void **state)
{
	(void)state;
	refuse_much("", "[", 1000000);
	refuse_much("", "{\"a\":", 1000000);
	refuse_much("{\"plan\":", "[", 1000000);
	refuse_much("{\"ranges\": [", "[1],", 1000000);
	refuse_much("{\"ranges\": [", "{},", 1000000);
	refuse_much("{\"ranges\": [", "{\"start\":1},", 100000);
	refuse_much("{\"nodes\": [", "{},", 1000000);
	refuse_much("{\"placeholders\": [", "{\"index\":1,\"start\":\"0x0\"},",
		    100000);
	refuse_much("{", "\"a\":1,", 1000000);
	refuse_much("{\"gpamap\":", "9", 1000000);
	refuse_much("{\"ram_size\": \"0x", "9", 1000000);
	refuse_much("{\"name\": \"", "\\ud800", 1000000);
	refuse_much("{\"name\": \"", "\xf0\x9f\x98", 1000000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(comes_back),
		cmocka_unit_test(other_spellings),
		cmocka_unit_test(halves_of_characters),
		cmocka_unit_test(is_recognised),
		cmocka_unit_test(places),
		cmocka_unit_test(cut_off_anywhere),
		cmocka_unit_test(each_byte_changed),
		cmocka_unit_test(each_byte_gone),
		cmocka_unit_test(too_much),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
