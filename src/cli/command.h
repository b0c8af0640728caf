/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CLI_COMMAND_H
#define GPAMAP_CLI_COMMAND_H

#include "options.h"

/*
 * Commands: one file each. @operands are what is left behind the options,
 * @count of them.
 */

enum exit_status command_show(struct options *options, char **operands,
			      size_t count);
enum exit_status command_probe(struct options *options, char **operands,
			       size_t count);
enum exit_status command_check(struct options *options, char **operands,
			       size_t count);
enum exit_status command_plan(struct options *options, char **operands,
			      size_t count);
enum exit_status command_explain(struct options *options, char **operands,
				 size_t count);
enum exit_status command_sweep(struct options *options, char **operands,
			       size_t count);
enum exit_status command_diff(struct options *options, char **operands,
			      size_t count);
enum exit_status command_agree(struct options *options, char **operands,
			       size_t count);
enum exit_status command_lock(struct options *options, char **operands,
			      size_t count);
enum exit_status command_formats(struct options *options, char **operands,
				 size_t count);

#endif /* GPAMAP_CLI_COMMAND_H */
