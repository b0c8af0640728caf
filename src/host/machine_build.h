/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_MACHINE_BUILD_H
#define GPAMAP_HOST_MACHINE_BUILD_H

#include "diag.h"
#include "draft.h"
#include "machine_row.h"
#include "span.h"

/** A machine with its values and its RAM: what a map is made of. */
struct machine_order {
	const struct machine_row *row;
	struct machine_values values;
	const uint64_t *sizes; /**< bytes of RAM of each node */
	size_t count;
	uint64_t total; /**< bytes of RAM in all */
};

/**
 * Read "KEY=VALUE,..." into @order's values; keys that are not there get the
 * row's.
 *
 * Returns false with the reason in @diags.
 */
bool gpamap_machine_keys(struct gpamap_span text, struct machine_order *order,
			 struct gpamap_diags *diags);

/** Bytes that hold all keys of any machine as text, with a NUL. */
#define MACHINE_KEYS_TEXT_MAX (64 * KEY_SETTABLE)

/** Tell the keys of @row with what they are without being set. */
void gpamap_machine_keys_list(const struct machine_row *row,
			      char keys[MACHINE_KEYS_TEXT_MAX]);

/** Add to @diags what is wrong with the machine that was asked for. */
void gpamap_machine_refuse(struct gpamap_diags *diags, const char *hint,
			   const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/** Plan @order and fill the empty @draft; false with reasons in @diags. */
bool gpamap_machine_build(const struct machine_order *order,
			  struct gpamap_draft *draft,
			  struct gpamap_diags *diags);

#endif /* GPAMAP_HOST_MACHINE_BUILD_H */
