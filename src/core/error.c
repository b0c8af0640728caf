/* SPDX-License-Identifier: MIT */
#include <gpamap/error.h>
#include <gpamap/layout.h>

#include "text.h"

/* Arrays, not pointers: nothing to relocate, so the table is read-only even
 * in firmware that runs at another address than it was linked for. */
struct status_row {
	enum gpamap_status status;
	char name[12];
	char says[32]; /* what befell the subject: a verb has a space */
};

static const struct status_row rows[] = {
	{ GPAMAP_OK, "OK", "no error" },
	{ GPAMAP_ERR_ARGUMENT, "ARGUMENT", "wrong argument in the call" },
	{ GPAMAP_ERR_NO_SPACE, "NO_SPACE", "there is too little room: " },
	{ GPAMAP_ERR_MISALIGNED, "MISALIGNED", " is not a multiple of " },
	{ GPAMAP_ERR_REVERSED, "REVERSED", " ends before it starts" },
	{ GPAMAP_ERR_TOO_HIGH, "TOO_HIGH", " ends above " },
	{ GPAMAP_ERR_EMPTY, "EMPTY", "" },
	{ GPAMAP_ERR_UNSORTED, "UNSORTED", " is out of order: it is below " },
	{ GPAMAP_ERR_OVERLAP, "OVERLAP", " overlaps " },
	{ GPAMAP_ERR_NO_FIT, "NO_FIT", " bytes of RAM do not fit: " },
	{ GPAMAP_ERR_VTL2_LOW, "VTL2_LOW", " begins below the end of RAM " },
	{ GPAMAP_ERR_BAD_KIND, "BAD_KIND", " is of no kind that fits here: " },
	{ GPAMAP_ERR_BAD_VNODE, "BAD_VNODE", " has a vnode above " },
	{ GPAMAP_ERR_TOO_MANY, "TOO_MANY", "too many: " },
	{ GPAMAP_ERR_TOO_LOW, "TOO_LOW", " begins too low: it needs " },
	{ GPAMAP_ERR_TRUNCATED, "TRUNCATED", "" },
	{ GPAMAP_ERR_BAD_MAGIC, "BAD_MAGIC", "this is of another format" },
	{ GPAMAP_ERR_BAD_VERSION, "BAD_VERSION", "unknown version " },
	{ GPAMAP_ERR_CORRUPT, "CORRUPT", "the input is damaged" },
	{ GPAMAP_ERR_SYNTAX, "SYNTAX", "the text cannot be read" },
	{ GPAMAP_ERR_NO_MEMORY, "NO_MEMORY", "out of memory" },
	{ GPAMAP_ERR_IO, "IO", "reading or writing failed" },
};

static const struct status_row *find_row(enum gpamap_status status)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (rows[i].status == status)
			return &rows[i];
	}
	return NULL;
}

const char *gpamap_status_name(enum gpamap_status status)
{
	const struct status_row *row = find_row(status);

	return row != NULL ? row->name : "UNKNOWN";
}

void gpamap_text_subject(struct gpamap_text *text,
			 const struct gpamap_subject *subject)
{
	if (subject->list == GPAMAP_LIST_NONE)
		return;
	gpamap_text_string(text, gpamap_list_name(subject->list));
	if (subject->list == GPAMAP_LIST_NODES) {
		gpamap_text_string(text, " ");
		gpamap_text_decimal(text, subject->index);
		return;
	}
	if (subject->list != GPAMAP_LIST_VTL2) {
		gpamap_text_string(text, "[");
		gpamap_text_decimal(text, subject->index);
		gpamap_text_string(text, "]");
	}
	gpamap_text_string(text, " ");
	gpamap_text_range(text, subject->range);
}

static bool has_subject(const struct gpamap_error *error)
{
	return error->subject.list != GPAMAP_LIST_NONE;
}

static bool is_node(const struct gpamap_error *error)
{
	return error->subject.list == GPAMAP_LIST_NODES;
}

/* What the error's limit is; of the core's own checks, it is @usual. */
static uint64_t limit_of(const struct gpamap_error *error, uint64_t usual)
{
	return error->limit == 0 || error->limit == GPAMAP_ADDRESS_END
		       ? usual
		       : error->limit;
}

/* What comes before the verb: entry, number, or both. */
static void tell_accused(struct gpamap_text *text,
			 const struct gpamap_error *error, bool verb)
{
	bool sized = error->status == GPAMAP_ERR_NO_FIT ||
		     (error->status == GPAMAP_ERR_MISALIGNED && is_node(error));

	gpamap_text_subject(text, &error->subject);
	if (has_subject(error) && (sized || !verb))
		gpamap_text_string(text, ": ");
	if (sized) {
		gpamap_text_decimal(text, error->asked);
	} else if (verb && !has_subject(error)) {
		if (error->status != GPAMAP_ERR_MISALIGNED)
			gpamap_text_string(text, "what begins at ");
		gpamap_text_hex(text, error->asked);
	}
}

static void tell_no_fit(struct gpamap_text *text,
			const struct gpamap_error *error)
{
	bool below = is_node(error);

	gpamap_text_decimal(text, error->placed);
	gpamap_text_string(text, " placed, ");
	gpamap_text_decimal(text, error->missing);
	gpamap_text_string(text, below ? " missing below " : " missing from ");
	gpamap_text_hex(text, error->limit);
	gpamap_text_string(text, below ? "" : " on");
}

/* Two numbers, with words between and behind them. */
static void tell_two(struct gpamap_text *text, const struct gpamap_error *error,
		     const char *between, const char *behind)
{
	gpamap_text_decimal(text, error->asked);
	gpamap_text_string(text, between);
	gpamap_text_decimal(text, error->limit);
	gpamap_text_string(text, behind);
}

/* What comes behind the verb: the number or the range that is in the way. */
static void tell_object(struct gpamap_text *text,
			const struct gpamap_error *error)
{
	switch (error->status) {
	case GPAMAP_ERR_MISALIGNED:
		gpamap_text_decimal(text, limit_of(error, GPAMAP_PAGE_SIZE));
		break;
	case GPAMAP_ERR_UNSORTED:
	case GPAMAP_ERR_OVERLAP:
		gpamap_text_subject(text, &error->other);
		break;
	case GPAMAP_ERR_NO_FIT:
		tell_no_fit(text, error);
		break;
	case GPAMAP_ERR_TOO_HIGH:
	case GPAMAP_ERR_TOO_LOW:
	case GPAMAP_ERR_VTL2_LOW:
		gpamap_text_hex(text, error->limit);
		break;
	case GPAMAP_ERR_BAD_VNODE:
		gpamap_text_hex(text, limit_of(error, GPAMAP_VNODE_MAX));
		gpamap_text_string(text, ": ");
		gpamap_text_decimal(text, error->asked);
		break;
	case GPAMAP_ERR_BAD_KIND:
	case GPAMAP_ERR_BAD_VERSION:
		gpamap_text_decimal(text, error->asked);
		break;
	case GPAMAP_ERR_TRUNCATED:
		tell_two(text, error, " bytes where ", " belong");
		break;
	case GPAMAP_ERR_TOO_MANY:
		tell_two(text, error, ", limit ", "");
		break;
	case GPAMAP_ERR_CORRUPT:
		gpamap_text_string(text, " at byte ");
		gpamap_text_decimal(text, error->asked);
		break;
	case GPAMAP_ERR_NO_SPACE:
		tell_two(text, error, " needed, ", " given");
		break;
	default:
		break;
	}
}

/* An entry that has no bytes, or too few; or there is none. */
static void tell_empty(struct gpamap_text *text,
		       const struct gpamap_error *error)
{
	struct gpamap_range range = error->subject.range;

	if (!has_subject(error)) {
		gpamap_text_string(text, "there is nothing to write");
		return;
	}
	gpamap_text_subject(text, &error->subject);
	if (range.start != range.end) {
		gpamap_text_string(text, " is shorter than ");
		gpamap_text_decimal(text, error->limit);
		gpamap_text_string(text, " bytes");
		return;
	}
	gpamap_text_string(text, " is empty");
	/* Where there is no node at all, the first one is accused. */
	if (is_node(error) && error->subject.index == 0)
		gpamap_text_string(text, " or missing");
}

/* A processor or target, which is of no list, has a node that is not there or
 * that the format cannot tell. */
static void tell_vnode(struct gpamap_text *text,
		       const struct gpamap_error *error)
{
	gpamap_text_string(text, "vnode ");
	gpamap_text_decimal(text, error->asked);
	gpamap_text_string(text, " cannot be told here");
}

static void tell_error(struct gpamap_text *text, const void *what)
{
	const struct gpamap_error *error = what;
	const struct status_row *row = find_row(error->status);
	const char *says = row != NULL ? row->says : "unknown error";

	if (error->status == GPAMAP_ERR_EMPTY) {
		tell_empty(text, error);
	} else if (error->status == GPAMAP_ERR_BAD_VNODE &&
		   !has_subject(error)) {
		tell_vnode(text, error);
	} else {
		tell_accused(text, error, says[0] == ' ');
		gpamap_text_string(text, says);
		tell_object(text, error);
	}
}

enum gpamap_status gpamap_error_format(const struct gpamap_error *error,
				       char *text, size_t size, size_t *need)
{
	if (error == NULL)
		return GPAMAP_ERR_ARGUMENT;
	return gpamap_text_write(tell_error, error, text, size, need);
}
