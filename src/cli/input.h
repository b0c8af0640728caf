/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CLI_INPUT_H
#define GPAMAP_CLI_INPUT_H

#include "../host/planned.h"
#include "options.h"

/** Errors of an input that are shown, but by check. */
#define ERRORS_SHOWN 20

/* Where maps come from: a file, standard input, or the options. */

struct input {
	const char *source; /**< its name for people */
	struct gpamap_draft *draft;
	struct gpamap_draft read; /**< what @draft is, unless the options are */
	struct gpamap_planned planned; /**< where @draft has a plan */
	struct gpamap_diags diags;
};

/**
 * Read the map at @path, or the one in @options for NULL.
 *
 * @limit: errors to keep; 0: all.
 * What is wrong with the map's text is in input->diags. Returns false, after
 * a message on standard error, where nothing can be read at all; there is
 * nothing to clear then.
 */
bool input_read(struct input *input, struct options *options, const char *path,
		size_t limit);

void input_clear(struct input *input);

/**
 * Say whether there is a map to read: an INPUT at @path, or for NULL one in the
 * options, and no --from beside that; else false, after a message on standard
 * error.
 */
bool input_given(const struct options *options, const char *path);

/**
 * Say whether standard input is one of @paths at the most, as it is read only
 * once; else false, after a message on standard error.
 */
bool input_once(const struct options *options, char **paths, size_t count);

/**
 * Make the layout of what was read without errors, planned or not. Every
 * reason against it goes to input->diags.
 *
 * Returns NULL where there is none.
 */
struct gpamap_layout *input_make(struct input *input);

/** Give the place in the input where @entry of its layout comes from. */
struct gpamap_place input_place(const struct input *input,
				const struct gpamap_entry *entry);

/** Write all in input->diags to standard error. */
void input_report(const struct input *input, const struct options *options);

/**
 * Read a map and make its layout; every reason against it goes to standard
 * error, and so do notes.
 *
 * Returns NULL where there is none; there is nothing to clear then.
 */
struct gpamap_layout *input_layout(struct input *input, struct options *options,
				   const char *path);

/** Say how to draw on @file. */
struct gpamap_style style_for(const struct options *options, FILE *file);

#endif /* GPAMAP_CLI_INPUT_H */
