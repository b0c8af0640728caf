/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_AUDIT_H
#define GPAMAP_AUDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gpamap/host.h>
#include <gpamap/layout.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

/*
 * Every problem in one run. A constructor stops at the first; this looks at
 * the same input and reports them all. It reports nothing exactly when the
 * constructor succeeds (but for lack of storage).
 */

/** What is to be audited: the input of a constructor. */
struct gpamap_audit_input {
	/** RAM already placed, or NULL. */
	const struct gpamap_ram_range *ram;
	size_t ram_count;
	/** Or RAM to be placed: bytes a vnode; then ram must be NULL. Both
	 * NULL: no RAM at all. */
	const uint64_t *node_sizes;
	size_t node_count;
	/** The rest; NULL for nothing. Empty MMIO entries are accepted where
	 * node_sizes is NULL, as the constructors do. */
	const struct gpamap_fixed *fixed;
	/** Room to sort in: one word for each range of ram and fixed. */
	uint64_t *scratch;
	size_t scratch_count;
};

/** Called for each problem; false ends the audit. */
typedef bool gpamap_audit_report(void *context,
				 const struct gpamap_error *problem);

/** Give the words of scratch that @input needs. */
size_t gpamap_audit_scratch(const struct gpamap_audit_input *input);

/**
 * Report every problem of @input to @report, list by list, then collisions in
 * address order, then what does not fit.
 *
 * @report: not NULL, also to count only.
 * @count: out, may be NULL: problems reported.
 * Cost: O(n log n). Errors: ARGUMENT, NO_SPACE (scratch).
 * Context: freestanding.
 */
enum gpamap_status gpamap_audit(const struct gpamap_audit_input *input,
				gpamap_audit_report *report, void *context,
				size_t *count);

/*
 * Warnings: maps that are valid, and that a guest or a user will regret.
 */

/** How bad a warning is. */
enum gpamap_severity {
	GPAMAP_NOTE = 0, /**< worth knowing */
	GPAMAP_WARNING = 1, /**< will hurt some guest */
};

/** What the rules need to know beyond the layout. All zero: the defaults. */
struct gpamap_advice_limits {
	/** Guest physical address bits, 1 to 64; 0: those of the host. */
	unsigned int phys_bits;
	/** What the map is held against: its address bits, the guest's reach
	 * and what it avoids; NULL: nothing. */
	const struct gpamap_host *host;
};

/** What a rule's sentence ends with. */
enum gpamap_rule_object {
	GPAMAP_OBJECT_NONE = 0,
	GPAMAP_OBJECT_OTHER = 1, /**< finding.other */
	GPAMAP_OBJECT_ADDRESS = 2, /**< finding.value in hexadecimal */
	GPAMAP_OBJECT_NUMBER = 3, /**< finding.value in decimal */
};

/** One rule. Ids are stable: see docs/rules.md. */
struct gpamap_rule {
	enum gpamap_severity severity;
	enum gpamap_rule_object object;
	char id[24]; /**< "ram-small-piece" */
	char says[64]; /**< the sentence behind its subject */
	char hint[128]; /**< what to do about it, one sentence */
};

/** One finding of a rule. */
struct gpamap_finding {
	const struct gpamap_rule *rule;
	struct gpamap_entry subject; /**< kind HOLE: the whole layout */
	struct gpamap_entry other; /**< what it relates to, or kind HOLE */
	uint64_t value; /**< a number that the sentence shows */
};

/** Called for each finding; false ends the run. */
typedef bool gpamap_advice_report(void *context,
				  const struct gpamap_finding *finding);

/**
 * Run every rule over @layout and report what they find, rule by rule, in
 * address order.
 *
 * @limits: NULL for the defaults.
 * @report: not NULL, also to count only.
 * Returns the number of findings reported.
 * Cost: linear. Context: freestanding.
 */
size_t gpamap_advise(const struct gpamap_layout *layout,
		     const struct gpamap_advice_limits *limits,
		     gpamap_advice_report *report, void *context);

/** Give the rules, *@count of them, in the order in which they run. */
const struct gpamap_rule *gpamap_rules(size_t *count);

/**
 * Write the sentence that tells @finding; as gpamap_error_format().
 * Errors: NO_SPACE: @size is below *@need; @text is untouched.
 */
enum gpamap_status gpamap_finding_format(const struct gpamap_finding *finding,
					 char *text, size_t size, size_t *need);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_AUDIT_H */
