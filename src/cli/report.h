/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CLI_REPORT_H
#define GPAMAP_CLI_REPORT_H

#include <stdio.h>

#include "../host/diag.h"
#include "../host/formats.h"

/** Write @diags as "source:line:column: error[rule]: sentence", one a line,
 * hints on lines of their own. */
void report_text(const struct gpamap_diags *diags, const char *source,
		 const struct gpamap_style *style, FILE *file);

/** Write "error[rule]: "; @rule NULL: without it. */
void report_level(enum gpamap_diag_level level, const char *rule,
		  const struct gpamap_style *style, FILE *file);

/**
 * Write @diags as one JSON object; docs/json.md tells its members.
 *
 * @line: of the input, which is one of many: all on one line. 0: it is not.
 * @name: of that line's map, or NULL.
 */
void report_json(const struct gpamap_diags *diags, const char *source,
		 uint64_t line, const char *name, FILE *file);

#endif /* GPAMAP_CLI_REPORT_H */
