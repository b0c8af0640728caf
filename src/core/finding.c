/* SPDX-License-Identifier: MIT */
#include <gpamap/audit.h>

#include "text.h"

/* The sentence that tells a finding of gpamap_advise(). */

/* The entry as an error would name it; the layout itself where none is. */
static void tell_entry(struct gpamap_text *text,
		       const struct gpamap_entry *entry)
{
	struct gpamap_subject subject = { entry->list, entry->index,
					  entry->range };

	if (entry->kind == GPAMAP_KIND_HOLE)
		gpamap_text_string(text, "the layout");
	gpamap_text_subject(text, &subject);
}

static void tell_finding(struct gpamap_text *text, const void *what)
{
	const struct gpamap_finding *finding = what;
	const struct gpamap_rule *rule = finding->rule;

	tell_entry(text, &finding->subject);
	gpamap_text_string(text, " ");
	gpamap_text_string(text, rule->says);
	if (rule->object != GPAMAP_OBJECT_NONE)
		gpamap_text_string(text, " ");
	if (rule->object == GPAMAP_OBJECT_OTHER)
		tell_entry(text, &finding->other);
	if (rule->object == GPAMAP_OBJECT_ADDRESS)
		gpamap_text_hex(text, finding->value);
	if (rule->object == GPAMAP_OBJECT_NUMBER)
		gpamap_text_decimal(text, finding->value);
}

enum gpamap_status gpamap_finding_format(const struct gpamap_finding *finding,
					 char *text, size_t size, size_t *need)
{
	if (finding == NULL)
		return GPAMAP_ERR_ARGUMENT;
	return gpamap_text_write(tell_finding, finding, text, size, need);
}
