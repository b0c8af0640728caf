/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CLI_AGREE_REPORT_H
#define GPAMAP_CLI_AGREE_REPORT_H

#include "../host/agree.h"
#include "../host/json.h"

/* What gpamap agree writes: for people line by line, or as one JSON object. */

struct agree_report {
	struct gpamap_style style;
	struct gpamap_json *json; /**< NULL: for people */
	size_t errors;
	size_t notes;
};

/** Begin: with the sources, in JSON. */
void agree_report_begin(struct agree_report *report,
			const struct gpamap_agree *agree);

/** Tell one disagreement; for gpamap_agree_judge(), @context a report. */
bool agree_report_one(void *context,
		      const struct gpamap_disagreement *disagreement);

/** Tell that the source called @name cannot be read. */
void agree_report_unreadable(struct agree_report *report, const char *name,
			     const struct gpamap_diags *diags);

/** End: with a count. */
void agree_report_end(struct agree_report *report,
		      const struct gpamap_agree *agree);

#endif /* GPAMAP_CLI_AGREE_REPORT_H */
