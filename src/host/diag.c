/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "array.h"
#include "diag.h"
#include "memory.h"

/* Longer than any sentence of the core and one name in it. */
#define TEXT_MAX 512

static void count_level(struct gpamap_diags *diags,
			enum gpamap_diag_level level)
{
	if (level == GPAMAP_DIAG_ERROR)
		diags->errors++;
	else if (level == GPAMAP_DIAG_WARNING)
		diags->warnings++;
	else
		diags->notes++;
}

static bool keep(struct gpamap_diags *diags, const struct gpamap_diag *diag)
{
	if (diags->limit != 0 && diags->errors > diags->limit &&
	    diag->level == GPAMAP_DIAG_ERROR)
		return false;
	if (diags->count >= GPAMAP_DIAGS_MAX)
		return false;
	if (!gpamap_array_reserve((void **)&diags->items, &diags->capacity,
				  diags->count, sizeof(*diags->items)))
		return false;
	diags->items[diags->count] = *diag;
	return true;
}

__attribute__((format(printf, 3, 0))) static void
add(struct gpamap_diags *diags, struct gpamap_diag *diag, const char *format,
    va_list arguments)
{
	char text[TEXT_MAX];

	if (diag->related && !diags->keep_related)
		return;
	if (!diag->related)
		count_level(diags, diag->level);
	vsnprintf(text, sizeof(text), format, arguments);
	diag->text = gpamap_span_copy(gpamap_span_of(text));
	diags->keep_related = diag->text != NULL && keep(diags, diag);
	if (diags->keep_related) {
		diags->count++;
		return;
	}
	free(diag->text);
	diags->lost++;
}

void gpamap_diag_add(struct gpamap_diags *diags, enum gpamap_diag_level level,
		     const char *rule, struct gpamap_place place,
		     const char *hint, const char *format, ...)
{
	struct gpamap_diag diag = {
		.level = level, .rule = rule, .place = place, .hint = hint
	};
	va_list arguments;

	va_start(arguments, format);
	add(diags, &diag, format, arguments);
	va_end(arguments);
}

void gpamap_diag_syntax(struct gpamap_diags *diags, struct gpamap_place place,
			const char *format, ...)
{
	struct gpamap_diag diag = { .level = GPAMAP_DIAG_ERROR,
				    .rule = "syntax",
				    .place = place };
	va_list arguments;

	va_start(arguments, format);
	add(diags, &diag, format, arguments);
	va_end(arguments);
}

void gpamap_diag_relate(struct gpamap_diags *diags, struct gpamap_place place,
			const char *format, ...)
{
	struct gpamap_diag diag = { .level = GPAMAP_DIAG_NOTE,
				    .rule = "related",
				    .place = place,
				    .related = true };
	va_list arguments;

	va_start(arguments, format);
	add(diags, &diag, format, arguments);
	va_end(arguments);
}

bool gpamap_diag_no_memory(struct gpamap_diags *diags)
{
	diags->errors++;
	return gpamap_memory_fail();
}

void gpamap_diag_sentence(const struct gpamap_error *error,
			  char text[GPAMAP_ERROR_TEXT_MAX])
{
	const size_t size = GPAMAP_ERROR_TEXT_MAX;

	/* A spec has at least one node: none of those accused is missing. */
	if (error->status == GPAMAP_ERR_EMPTY &&
	    error->subject.list == GPAMAP_LIST_NODES) {
		snprintf(text, size, "node %zu is empty", error->subject.index);
		return;
	}
	switch (error->status) {
	case GPAMAP_ERR_BAD_MAGIC:
		snprintf(text, size,
			 "at byte %" PRIu64
			 ": not what this format begins with; is it another?",
			 error->asked);
		break;
	case GPAMAP_ERR_BAD_VERSION:
		snprintf(text, size,
			 "unknown version %" PRIu64
			 ", the newest known is %" PRIu64,
			 error->asked, error->limit);
		break;
	case GPAMAP_ERR_CORRUPT:
		snprintf(text, size,
			 "at byte %" PRIu64 ": damaged, it contradicts itself",
			 error->asked);
		break;
	default:
		if (gpamap_error_format(error, text, size, NULL) != GPAMAP_OK)
			snprintf(text, size, "%s",
				 gpamap_status_name(error->status));
	}
}

const char *gpamap_diag_level_name(enum gpamap_diag_level level)
{
	static const char *const names[] = { "note", "warning", "error" };

	return names[level];
}

void gpamap_diags_clear(struct gpamap_diags *diags)
{
	size_t limit = diags->limit;
	size_t i;

	for (i = 0; i < diags->count; i++)
		free(diags->items[i].text);
	free(diags->items);
	*diags = (struct gpamap_diags){ .limit = limit };
}
