/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_FORMATS_H
#define GPAMAP_HOST_FORMATS_H

#include <stdio.h>

#include <gpamap/fact.h>
#include <gpamap/layout.h>

#include "diag.h"
#include "draft.h"
#include "facts.h"
#include "keys.h"
#include "span.h"

/*
 * Formats: each is one file with a reader, a writer or both, and one row of
 * the table in formats.c. Nothing else knows of them.
 */

/** How a writer may draw. All zero: plain text without a limit. */
struct gpamap_style {
	bool colour;
	bool ascii; /**< nothing but ASCII */
	size_t width; /**< columns of the terminal; 0: not a terminal */
};

/** What is written. */
struct gpamap_view {
	const struct gpamap_layout *layout;
	const struct gpamap_plan *plan; /**< that gave it; NULL: none did */
	const char *name; /**< of the map, or NULL */
	const char *source; /**< the input's name for people */
	struct gpamap_style style;
	/** What was said for the keys of the format; NULL: nothing. */
	const struct gpamap_value *values;
	/** Out, GPAMAP_ERROR_TEXT_MAX bytes, empty at first: why a format
	 * cannot tell the map; NULL: nobody asks. */
	char *why;
	/** Of JSON: written on one line, and for this line of the input. 0:
	 * neither. */
	uint64_t line;
};

struct gpamap_format {
	const char *name;
	const char *description;
	/** Say whether @bytes are of this format, by content; NULL: that cannot
	 * be said. */
	bool (*recognises)(struct gpamap_span bytes);
	/**
	 * Fill the empty @draft from @bytes, which must outlive the call only.
	 * What is wrong goes to @diags: errors mean that @draft is incomplete.
	 */
	void (*read)(struct gpamap_span bytes, struct gpamap_draft *draft,
		     struct gpamap_diags *diags);
	/**
	 * Write @view to @file, whose error indicator tells I/O errors; NULL:
	 * no writer. Returns false for lack of memory, and where the format
	 * cannot tell the map: view->why has a sentence then.
	 */
	bool (*write)(const struct gpamap_view *view, FILE *file);
	bool binary; /**< not for a terminal */
	bool single; /**< two in a row are no longer of this format */
	/** Tell the facts in an input, which may be more than a draft can hold.
	 * NULL: @read tells all. A row needs one of the two to be read. */
	gpamap_fact_reader *facts;
	/** The same by what was said for the keys; NULL: none is for it. */
	gpamap_keyed_reader *facts_by;
	/** What an input of this format tells, all of it: GPAMAP_TELLS_...;
	 * 0: nothing that could be missed. */
	unsigned int tells;
	const char *carries; /**< what of a map it tells, for people */
	const char *source; /**< the specifications that it goes by */
	const struct gpamap_key *keys; /**< NULL: nothing can be said to it */
};

/* What a format tells completely: for agree, which misses it elsewhere. */

/** Where RAM is, to the page. */
#define GPAMAP_TELLS_RAM 1u
/** It is told after firmware took its share: what it kept is not RAM. */
#define GPAMAP_TELLS_CARVED 2u
/** The vnode of each range of RAM. */
#define GPAMAP_TELLS_NODES 4u
/** The PCI ECAM windows. */
#define GPAMAP_TELLS_ECAM 8u
/** The apertures for PCI BARs. */
#define GPAMAP_TELLS_WINDOWS 16u
/** What must be left alone: a guest takes the rest for free. */
#define GPAMAP_TELLS_RESERVED 32u
/** Every range of every kind. */
#define GPAMAP_TELLS_ALL 64u
/** It is for the guest, which must not take VTL2 for its own. */
#define GPAMAP_TELLS_GUEST 128u
/** Firmware's memory, persistent and unusable memory apart from reserved. */
#define GPAMAP_TELLS_KINDS 256u
/** Each memory slot of the hypervisor. */
#define GPAMAP_TELLS_SLOTS 512u
/** One input may tell only some of this: an ACPI table, of which there are
 * many. */
#define GPAMAP_TELLS_PARTS 1024u

/** Give the formats, ended by one whose name is NULL. */
const struct gpamap_format *gpamap_formats(void);

/** Give the format called @name, or NULL. */
const struct gpamap_format *gpamap_format_named(const char *name);

/** Give the format that @bytes are in: the spec where none is recognised. */
const struct gpamap_format *gpamap_format_of(struct gpamap_span bytes);

/** Say whether @format can be read. */
bool gpamap_format_reads(const struct gpamap_format *format);

/**
 * Fill the empty @draft from @bytes, which are of @format: by its reader, or
 * out of the facts that it tells.
 */
void gpamap_format_read(const struct gpamap_format *format,
			struct gpamap_span bytes, struct gpamap_draft *draft,
			struct gpamap_diags *diags);

/* The rows' functions, in the files named after them. */

bool gpamap_iomem_recognises(struct gpamap_span bytes);
void gpamap_iomem_read(struct gpamap_span bytes, struct gpamap_draft *draft,
		       struct gpamap_diags *diags);
bool gpamap_iomem_write(const struct gpamap_view *view, FILE *file);
bool gpamap_mtree_recognises(struct gpamap_span bytes);
void gpamap_mtree_read(struct gpamap_span bytes, struct gpamap_draft *draft,
		       struct gpamap_diags *diags);
bool gpamap_mtree_write(const struct gpamap_view *view, FILE *file);
bool gpamap_csv_write(const struct gpamap_view *view, FILE *file);
bool gpamap_svg_write(const struct gpamap_view *view, FILE *file);
bool gpamap_html_write(const struct gpamap_view *view, FILE *file);
bool gpamap_qemu_write(const struct gpamap_view *view, FILE *file);
bool gpamap_c_write(const struct gpamap_view *view, FILE *file);
bool gpamap_e820_log_recognises(struct gpamap_span bytes);
void gpamap_e820_log_read(struct gpamap_span bytes, struct gpamap_draft *draft,
			  struct gpamap_diags *diags);
bool gpamap_e820_log_write(const struct gpamap_view *view, FILE *file);
bool gpamap_saved_recognises(struct gpamap_span bytes);
void gpamap_saved_read(struct gpamap_span bytes, struct gpamap_draft *draft,
		       struct gpamap_diags *diags);
bool gpamap_saved_write(const struct gpamap_view *view, FILE *file);
bool gpamap_spec_recognises(struct gpamap_span bytes);
void gpamap_spec_read(struct gpamap_span bytes, struct gpamap_draft *draft,
		      struct gpamap_diags *diags);
bool gpamap_spec_write(const struct gpamap_view *view, FILE *file);
bool gpamap_table_write(const struct gpamap_view *view, FILE *file);
bool gpamap_json_recognises(struct gpamap_span bytes);
void gpamap_json_read(struct gpamap_span bytes, struct gpamap_draft *draft,
		      struct gpamap_diags *diags);
bool gpamap_json_write(const struct gpamap_view *view, FILE *file);
bool gpamap_debug_write(const struct gpamap_view *view, FILE *file);

#endif /* GPAMAP_HOST_FORMATS_H */
