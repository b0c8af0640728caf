/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>

#include "written.h"

/* Begin a sentence with the range at fault, in words of ours. */
static void explain_range(const struct gpamap_error *error, char *why,
			  const char *verb, uint64_t number)
{
	const struct gpamap_subject *subject = &error->subject;

	snprintf(why, GPAMAP_ERROR_TEXT_MAX,
		 "%s[%zu] 0x%" PRIx64 "-0x%" PRIx64 " %s 0x%" PRIx64,
		 gpamap_list_name(subject->list), subject->index,
		 subject->range.start, subject->range.end, verb, number);
}

/* Formats have limits of their own, which the core's sentences do not know. */
static void explain(const struct gpamap_error *error, const char *empty,
		    char *why)
{
	bool ranged = error->subject.list < GPAMAP_LIST_COUNT;

	if (why == NULL)
		return;
	if (error->status == GPAMAP_ERR_EMPTY)
		snprintf(why, GPAMAP_ERROR_TEXT_MAX, "%s", empty);
	else if (error->status == GPAMAP_ERR_MISALIGNED && ranged &&
		 error->limit > GPAMAP_PAGE_SIZE)
		explain_range(error, why, "is not a multiple of", error->limit);
	else if (error->status == GPAMAP_ERR_TOO_MANY && ranged)
		explain_range(error, why, "passes the limit of", error->limit);
	else if (error->status == GPAMAP_ERR_TOO_MANY)
		snprintf(why, GPAMAP_ERROR_TEXT_MAX,
			 "takes %" PRIu64 ", and there is room for %" PRIu64,
			 error->asked, error->limit);
	else if (error->status == GPAMAP_ERR_NO_FIT && ranged)
		explain_range(error, why, "does not fit, by bytes",
			      error->missing);
	else
		gpamap_error_format(error, why, GPAMAP_ERROR_TEXT_MAX, NULL);
}

bool gpamap_written_fault(const struct gpamap_error *error, const char *empty,
			  const struct gpamap_view *view)
{
	explain(error, empty, view->why);
	return false;
}

static bool write_out(gpamap_default_writer *write, const char *empty,
		      size_t left_out, const struct gpamap_view *view,
		      FILE *file)
{
	struct gpamap_error error = { .status = GPAMAP_OK };
	enum gpamap_status status;
	size_t need = 0;
	void *bytes;

	status = write(view->layout, NULL, 0, &need, &error);
	if (status != GPAMAP_OK)
		return gpamap_written_fault(&error, empty, view);
	bytes = malloc(need > 0 ? need : 1);
	if (bytes == NULL)
		return false;
	status = write(view->layout, bytes, need, &need, &error);
	if (status == GPAMAP_OK)
		fwrite(bytes, 1, need - left_out, file);
	else
		gpamap_written_fault(&error, empty, view);
	free(bytes);
	return status == GPAMAP_OK;
}

bool gpamap_written(gpamap_default_writer *write, const char *empty,
		    const struct gpamap_view *view, FILE *file)
{
	return write_out(write, empty, 0, view, file);
}

bool gpamap_written_text(gpamap_default_writer *write,
			 const struct gpamap_view *view, FILE *file)
{
	return write_out(write, "", 1, view, file);
}
