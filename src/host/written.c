/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>

#include "memory.h"
#include "written.h"

/* Begin a sentence with the range at fault. */
static void explain_subject(const struct gpamap_error *error, const char *words,
			    char *why)
{
	const struct gpamap_subject *subject = &error->subject;

	snprintf(why, GPAMAP_ERROR_TEXT_MAX,
		 "%s[%zu] 0x%" PRIx64 "-0x%" PRIx64 " %s",
		 gpamap_list_name(subject->list), subject->index,
		 subject->range.start, subject->range.end, words);
}

static void explain_range(const struct gpamap_error *error, char *why,
			  const char *verb, uint64_t number)
{
	char words[96];

	snprintf(words, sizeof(words), "%s 0x%" PRIx64, verb, number);
	explain_subject(error, words, why);
}

/* A bus of PCI, or a slot, is told by the range that had it before. */
static void explain_order(const struct gpamap_error *error, const char *words,
			  char *why)
{
	const struct gpamap_subject *other = &error->other;
	char before[96];

	snprintf(before, sizeof(before), "%s %s[%zu] 0x%" PRIx64 "-0x%" PRIx64,
		 words, gpamap_list_name(other->list), other->index,
		 other->range.start, other->range.end);
	explain_subject(error, before, why);
}

static void explain_count(const struct gpamap_error *error, const char *unit,
			  char *why)
{
	snprintf(why, GPAMAP_ERROR_TEXT_MAX,
		 "takes %" PRIu64 "%s%s, and there is room for %" PRIu64,
		 error->asked, unit != NULL ? " " : "",
		 unit != NULL ? unit : "", error->limit);
}

/* Formats have limits of their own, which the core's sentences do not know. */
static void explain(const struct gpamap_error *error,
		    const struct gpamap_words *words, char *why)
{
	bool ranged = error->subject.list < GPAMAP_LIST_COUNT;
	enum gpamap_status status = error->status;

	if (status == GPAMAP_ERR_EMPTY && words->empty != NULL)
		snprintf(why, GPAMAP_ERROR_TEXT_MAX, "%s", words->empty);
	else if (status == GPAMAP_ERR_ARGUMENT && words->argument != NULL)
		snprintf(why, GPAMAP_ERROR_TEXT_MAX, "%s", words->argument);
	else if (status == GPAMAP_ERR_UNSORTED && words->unsorted != NULL)
		explain_order(error, words->unsorted, why);
	else if (status == GPAMAP_ERR_MISALIGNED && ranged &&
		 error->limit > GPAMAP_PAGE_SIZE)
		explain_range(error, why, "is not a multiple of", error->limit);
	else if (status == GPAMAP_ERR_TOO_MANY && ranged)
		explain_range(error, why, "passes the limit of", error->limit);
	else if (status == GPAMAP_ERR_TOO_MANY)
		explain_count(error, words->unit, why);
	else if (status == GPAMAP_ERR_BAD_VNODE && words->counts_nodes)
		snprintf(why, GPAMAP_ERROR_TEXT_MAX,
			 "there is no node %" PRIu64
			 ", the last one is %" PRIu64,
			 error->asked, error->limit - 1);
	else if (status == GPAMAP_ERR_NO_FIT && ranged)
		explain_range(error, why, "does not fit, by bytes",
			      error->missing);
	else
		gpamap_error_format(error, why, GPAMAP_ERROR_TEXT_MAX, NULL);
}

bool gpamap_written_fault(const struct gpamap_error *error,
			  const struct gpamap_words *words,
			  const struct gpamap_view *view)
{
	static const struct gpamap_words none;

	if (view->why != NULL)
		explain(error, words != NULL ? words : &none, view->why);
	return false;
}

bool gpamap_written_refuse(const struct gpamap_view *view, const char *format,
			   ...)
{
	va_list arguments;

	va_start(arguments, format);
	if (view->why != NULL)
		vsnprintf(view->why, GPAMAP_ERROR_TEXT_MAX, format, arguments);
	va_end(arguments);
	return false;
}

bool gpamap_written_bytes(gpamap_library_writer *write, const void *options,
			  const struct gpamap_words *words,
			  const struct gpamap_view *view,
			  struct gpamap_span *bytes)
{
	struct gpamap_error error = { .status = GPAMAP_OK };
	enum gpamap_status status;
	size_t need = 0;
	void *at;

	status = write(view->layout, options, NULL, 0, &need, &error);
	if (status != GPAMAP_OK)
		return gpamap_written_fault(&error, words, view);
	at = gpamap_memory_take(1, need > 0 ? need : 1);
	if (at == NULL)
		return false;
	status = write(view->layout, options, at, need, &need, &error);
	if (status != GPAMAP_OK) {
		free(at);
		return gpamap_written_fault(&error, words, view);
	}
	*bytes = (struct gpamap_span){ at, need };
	return true;
}

/* Write all but the last @left_out bytes. */
static bool write_out(gpamap_library_writer *write, const void *options,
		      const struct gpamap_words *words, size_t left_out,
		      const struct gpamap_view *view, FILE *file)
{
	struct gpamap_span bytes;

	if (!gpamap_written_bytes(write, options, words, view, &bytes))
		return false;
	fwrite(bytes.at, 1, bytes.length - left_out, file);
	free((void *)(uintptr_t)bytes.at);
	return true;
}

bool gpamap_written(gpamap_library_writer *write, const void *options,
		    const struct gpamap_words *words,
		    const struct gpamap_view *view, FILE *file)
{
	return write_out(write, options, words, 0, view, file);
}

bool gpamap_written_text(gpamap_library_writer *write, const void *options,
			 const struct gpamap_words *words,
			 const struct gpamap_view *view, FILE *file)
{
	return write_out(write, options, words, 1, view, file);
}
