/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support.h"

static char told[8192];

void reading_make(struct reading *reading, const char *name, const char *text)
{
	const struct gpamap_format *format = gpamap_format_named(name);
	/* On the heap, without a NUL: a reader that runs past it is caught. */
	struct gpamap_span copy = { NULL, strlen(text) };
	char *bytes = malloc(copy.length + 1);

	assert_non_null(bytes);
	memcpy(bytes, text, copy.length);
	bytes = realloc(bytes, copy.length > 0 ? copy.length : 1);
	assert_non_null(bytes);
	copy.at = bytes;
	*reading = (struct reading){ .diags.limit = 0 };
	gpamap_format_read(format, copy, &reading->draft, &reading->diags);
	free(bytes);
}

void reading_clear(struct reading *reading)
{
	gpamap_draft_clear(&reading->draft);
	gpamap_diags_clear(&reading->diags);
}

static void tell_entry(enum gpamap_list list,
		       const struct gpamap_draft_entry *entry)
{
	size_t used = strlen(told);
	const char *word =
		list == GPAMAP_LIST_OTHER
			? gpamap_kind_name((enum gpamap_kind)entry->kind)
			: gpamap_list_name(list);
	char vnode[24] = "";
	bool has_vnode =
		list == GPAMAP_LIST_RAM ||
		(list == GPAMAP_LIST_OTHER && entry->vnode != GPAMAP_NO_VNODE);

	if (has_vnode)
		snprintf(vnode, sizeof(vnode), "@%" PRIu64, entry->vnode);
	if (list == GPAMAP_LIST_NODES)
		snprintf(told + used, sizeof(told) - used, "%snode 0x%" PRIx64,
			 used > 0 ? "; " : "", entry->range.end);
	else
		snprintf(told + used, sizeof(told) - used,
			 "%s%s 0x%" PRIx64 "-0x%" PRIx64 "%s",
			 used > 0 ? "; " : "", word, entry->range.start,
			 entry->range.end, vnode);
	used = strlen(told);
	if (entry->name != NULL)
		snprintf(told + used, sizeof(told) - used, " \"%s\"",
			 entry->name);
}

const char *reading_tell(const struct reading *reading)
{
	size_t list, i;

	told[0] = '\0';
	for (list = 0; list < GPAMAP_DRAFT_LISTS; list++)
		for (i = 0; i < reading->draft.lists[list].count; i++)
			tell_entry((enum gpamap_list)list,
				   &reading->draft.lists[list].entries[i]);
	return told;
}

void expect_error(const char *format, const char *text, const char *wanted)
{
	struct reading reading;
	char line[1024] = "";
	const struct gpamap_diag *diag;

	reading_make(&reading, format, text);
	assert_true(reading.diags.errors > 0);
	diag = &reading.diags.items[0];
	snprintf(line, sizeof(line), "%" PRIu32 ":%" PRIu32 " %s",
		 diag->place.line, diag->place.column, diag->text);
	assert_string_equal(line, wanted);
	reading_clear(&reading);
}

void expect_map(const char *format, const char *text, const char *wanted)
{
	struct reading reading;

	reading_make(&reading, format, text);
	if (reading.diags.errors > 0)
		fail_msg("%s", reading.diags.items[0].text);
	assert_string_equal(reading_tell(&reading), wanted);
	reading_clear(&reading);
}
