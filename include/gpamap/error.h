/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_ERROR_H
#define GPAMAP_ERROR_H

#include <stddef.h>
#include <stdint.h>

#include <gpamap/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

/*
 * One status, one detail object, one sentence. The status is for programs
 * that only branch, the object for those that repair, the sentence for people.
 */

/** How a call ended. Negative: grouped by whose fault it is. */
enum gpamap_status {
	GPAMAP_OK = 0,

	/* The call: the program that links gpamap is wrong. */
	GPAMAP_ERR_ARGUMENT = -1, /**< NULL, or a number out of its domain */
	GPAMAP_ERR_NO_SPACE = -2, /**< buffer too small; the need is told */

	/* The numbers: what was asked for cannot be. */
	GPAMAP_ERR_MISALIGNED = -16, /**< not a multiple of 4096 */
	GPAMAP_ERR_REVERSED = -17, /**< end before start */
	GPAMAP_ERR_TOO_HIGH = -18, /**< past GPAMAP_ADDRESS_END */
	GPAMAP_ERR_EMPTY = -19, /**< a range or node of 0 bytes, or no node */
	GPAMAP_ERR_UNSORTED = -20, /**< below its predecessor in the list */
	GPAMAP_ERR_OVERLAP = -21, /**< two ranges share bytes */
	GPAMAP_ERR_NO_FIT = -22, /**< RAM that finds no room */
	GPAMAP_ERR_VTL2_LOW = -23, /**< VTL2 range begins below end of RAM */
	GPAMAP_ERR_BAD_KIND = -24, /**< no kind for the list of other ranges */
	GPAMAP_ERR_BAD_VNODE = -25, /**< above GPAMAP_VNODE_MAX */
	GPAMAP_ERR_TOO_MANY = -26, /**< more than there is room for */
	GPAMAP_ERR_TOO_LOW = -27, /**< below what a format needs */

	/* The bytes: a saved layout or another input is damaged. */
	GPAMAP_ERR_TRUNCATED = -32, /**< shorter or longer than it says */
	GPAMAP_ERR_BAD_MAGIC = -33, /**< not of this format at all */
	GPAMAP_ERR_BAD_VERSION = -34, /**< of a version not known here */
	GPAMAP_ERR_CORRUPT = -35, /**< contradicts itself */
	GPAMAP_ERR_SYNTAX = -36, /**< text that does not parse */

	/* The surroundings. */
	GPAMAP_ERR_NO_MEMORY = -48,
	GPAMAP_ERR_IO = -49,
};

/** What an error speaks of: one entry of one list. */
struct gpamap_subject {
	enum gpamap_list list; /**< GPAMAP_LIST_NONE: no subject */
	size_t index; /**< place in the list; the vnode for LIST_NODES */
	struct gpamap_range range; /**< as given, even where it is wrong */
};

/** The detail of one error. Which members speak depends on the status. */
struct gpamap_error {
	enum gpamap_status status;
	struct gpamap_subject subject; /**< the accused */
	struct gpamap_subject other; /**< what it collides with, if anything */
	/** Bytes asked for, or another number; for bytes: the offset at fault;
	 * NO_SPACE: what is needed: words of a storage, bytes of a buffer,
	 * entries of an array. */
	uint64_t asked;
	uint64_t placed; /**< bytes that found room (NO_FIT) */
	/** Bytes that found no room (NO_FIT); NO_SPACE: asked - limit. */
	uint64_t missing;
	/** The address or count that was in the way; MISALIGNED: what asked
	 * was to be a multiple of, 0 and GPAMAP_ADDRESS_END: 4096; NO_SPACE:
	 * what was given. */
	uint64_t limit;
};

/**
 * Give the constant name of @status without its prefix, for logs: "OVERLAP".
 *
 * Returns a static string, "UNKNOWN" for a number that is no status.
 * Context: freestanding.
 */
const char *gpamap_status_name(enum gpamap_status status);

/**
 * Write the sentence for people that tells @error.
 *
 * @error: as a failing call left it.
 * @text: out, caller's; NUL-terminated. NULL with a @size of 0 measures.
 * @size: bytes at @text.
 * @need: out, may be NULL: bytes that the sentence takes, with its NUL.
 * The sentence names list, index and range of all that takes part:
 *   pci_ecam[0] 0x40000000-0x40100000 overlaps mmio[0] 0x40000000-0x80000000
 * It has no full stop and no newline.
 * Errors: GPAMAP_ERR_NO_SPACE: @size is below *@need; @text is untouched.
 * Context: freestanding.
 */
enum gpamap_status gpamap_error_format(const struct gpamap_error *error,
				       char *text, size_t size, size_t *need);

/** Longest sentence that gpamap_error_format() writes, with its NUL. */
#define GPAMAP_ERROR_TEXT_MAX 256

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_ERROR_H */
