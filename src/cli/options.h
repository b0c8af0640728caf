/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CLI_OPTIONS_H
#define GPAMAP_CLI_OPTIONS_H

#include "../host/choice.h"
#include "../host/draft.h"

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
	COMMAND_PLAN = 8,
	COMMAND_EXPLAIN = 16,
	COMMAND_SWEEP = 32,
	COMMAND_DIFF = 64,
	COMMAND_AGREE = 128,
	COMMAND_LOCK = 256,
	COMMAND_FORMATS = 512,
	/** Those that take a map in options. */
	COMMAND_ALL = 63 | COMMAND_LOCK,
	COMMAND_EVERY = 1023,
};

enum colour_choice {
	COLOUR_AUTO = 0,
	COLOUR_ALWAYS,
	COLOUR_NEVER,
};

/** What is said to gpamap sweep alone. */
struct sweep_options {
	bool given; /**< first and last are */
	uint64_t first;
	uint64_t last;
	uint64_t step; /**< 0: by itself */
	const char *tag; /**< NULL: the last RAM that is placed */
	const char *form; /**< "table", "json" or "svg"; NULL: table */
};

/** What is said in options, so that all operands are INPUTs. */
struct operand_options {
	uint64_t *at; /**< addresses for gpamap probe */
	size_t at_count;
	size_t at_capacity;
	const char **tags; /**< for gpamap explain */
	size_t tag_count;
	size_t tag_capacity;
	bool inputs; /**< no operand is a tag */
};

/** What the options of one run say. All zero: the defaults. */
struct options {
	const char *command; /**< its name, for messages */
	struct gpamap_draft map; /**< the map said in options */
	bool map_given;
	const char *machine; /**< its name and keys, or NULL */
	bool machine_list;
	struct gpamap_host_draft host; /**< for the plan, and for advice */
	bool host_for_all; /**< not for plans alone */
	bool plan_wanted; /**< INPUT without a plan is wrong use */
	struct gpamap_choice from; /**< no format: it is recognised */
	const struct gpamap_format *to;
	struct gpamap_choice writing; /**< to, where it was said */
	const char *output;
	enum colour_choice colour;
	bool ascii;
	bool strict;
	bool abi; /**< only what breaks a guest's ABI counts */
	bool jsonl; /**< one spec a line, one result a line */
	const char *lock; /**< path of the lock to hold INPUT against */
	bool help;
	bool version;
	unsigned int phys_bits;
	struct sweep_options sweep;
	struct operand_options said;
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
