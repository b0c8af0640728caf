/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include <gpamap/alloc.h>
#include <gpamap/print.h>
#include <gpamap/saved.h>

#include "formats.h"
#include "memory.h"

/* Forms that the core itself writes: the saved block, and Debug. */

/* The first word of every saved layout; see docs/format.md. */
#define MAGIC "GPAMAP\r\n"

bool gpamap_saved_recognises(struct gpamap_span bytes)
{
	return gpamap_span_begins(bytes, MAGIC);
}

void gpamap_saved_read(struct gpamap_span bytes, struct gpamap_draft *draft,
		       struct gpamap_diags *diags)
{
	struct gpamap_layout *layout;
	struct gpamap_error error;

	layout = gpamap_layout_create_loaded(bytes.at, bytes.length, &error);
	if (layout == NULL) {
		gpamap_draft_explain(draft, &error, diags);
		return;
	}
	gpamap_draft_from_layout(draft, layout, diags);
	gpamap_layout_free(layout);
}

bool gpamap_saved_write(const struct gpamap_view *view, FILE *file)
{
	size_t need = 0;
	void *bytes;

	gpamap_layout_save(view->layout, NULL, 0, &need);
	bytes = gpamap_memory_take(1, need);
	if (bytes == NULL)
		return false;
	if (gpamap_layout_save(view->layout, bytes, need, &need) == GPAMAP_OK)
		fwrite(bytes, 1, need, file);
	free(bytes);
	return true;
}

bool gpamap_debug_write(const struct gpamap_view *view, FILE *file)
{
	size_t need = 0;
	char *text;

	gpamap_layout_debug(view->layout, GPAMAP_DEBUG_PRETTY, NULL, 0, &need);
	text = gpamap_memory_take(1, need);
	if (text == NULL)
		return false;
	if (gpamap_layout_debug(view->layout, GPAMAP_DEBUG_PRETTY, text, need,
				&need) == GPAMAP_OK)
		fprintf(file, "%s\n", text);
	free(text);
	return true;
}
