/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CLI_LINES_H
#define GPAMAP_CLI_LINES_H

#include <stdint.h>

#include "input.h"

/*
 * Many maps in one run: standard input has one spec a line, standard output
 * gets one JSON object a line. Nothing is kept from one line to the next.
 */

/** Bytes of a line, at most. */
#define LINES_LENGTH_MAX (UINT32_C(1) << 20)

/** All zero, but for the options: nothing read yet. */
struct lines {
	struct options *options;
	char *buffer;
	uint64_t number; /**< of the line that was read last */
};

/** Refuse options and operands that make no sense with --jsonl. */
bool lines_sensible(const struct options *options, char **operands,
		    size_t count);

/**
 * Read the next line that is not blank, as a spec. What is wrong with it is in
 * input->diags.
 *
 * @failed: out; what was in the way, with a message on standard error.
 * Returns false at the end, or where that fails; there is no input to clear
 * then.
 */
bool lines_next(struct lines *lines, struct input *input, bool *failed);

/** Put what is in input->diags at the line's place in standard input. */
void lines_place(const struct lines *lines, struct input *input);

void lines_clear(struct lines *lines);

#endif /* GPAMAP_CLI_LINES_H */
