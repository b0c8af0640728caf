/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CLI_OPTIONS_H
#define GPAMAP_CLI_OPTIONS_H

#include "../host/draft.h"
#include "../host/formats.h"

/* One table of options for all commands; parsing and help come from it. */

/** How a command ended, for the shell. */
enum exit_status {
	EXIT_FINE = 0,
	EXIT_FINDINGS = 1,
	EXIT_TROUBLE = 2, /**< wrong use, or input that cannot be read */
};

/** Commands, as bits: an option names those that know it. */
enum command_bit {
	COMMAND_SHOW = 1,
	COMMAND_PROBE = 2,
	COMMAND_CHECK = 4,
	COMMAND_ALL = 7,
};

enum colour_choice {
	COLOUR_AUTO = 0,
	COLOUR_ALWAYS,
	COLOUR_NEVER,
};

/** What the options of one run say. All zero: the defaults. */
struct options {
	const char *command; /**< its name, for messages */
	struct gpamap_draft map; /**< the map said in options */
	bool map_given;
	const struct gpamap_format *from;
	const struct gpamap_format *to;
	const char *output;
	enum colour_choice colour;
	bool ascii;
	bool strict;
	bool help;
	bool version;
	unsigned int phys_bits;
};

/**
 * Parse the options of the command that @command is the bit of.
 *
 * @options: command is set; the rest is filled. options_clear() it, whatever
 *           is returned.
 * @first: out; index in @argv of the first operand.
 * Returns false after a message on standard error.
 */
bool options_parse(struct options *options, enum command_bit command, int argc,
		   char **argv, int *first);

void options_clear(struct options *options);

/** Write the options of @command to @file, by group. */
void options_help(enum command_bit command, FILE *file);

/** Write "gpamap COMMAND: ..." and a newline to standard error. */
void complain(const struct options *options, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif /* GPAMAP_CLI_OPTIONS_H */
