/* SPDX-License-Identifier: MIT */
#ifndef FUZZ_REPAIR_H
#define FUZZ_REPAIR_H

#include "../src/host/span.h"

/**
 * Copy @bytes with the lengths and checksums of ACPI tables put right, for a
 * reader refuses all else at once, and a fuzzer does not guess sums.
 *
 * @repaired: out; free() its at.
 * Returns false where @bytes begin with no ACPI table, or nothing was wrong.
 */
bool repair_sums(struct gpamap_span bytes, struct gpamap_span *repaired);

#endif /* FUZZ_REPAIR_H */
