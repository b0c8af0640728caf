/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_GUEST_RECORDS_H
#define GPAMAP_GUEST_RECORDS_H

#include <stdbool.h>

#include <gpamap/fact.h>

/* Arrays of records of one size, from outside. */

/** What a record turned out to be. */
enum gpamap_record {
	GPAMAP_RECORD_FACT = 0, /**< the fact is filled in */
	GPAMAP_RECORD_SILENT = 1, /**< fine, and says nothing */
	GPAMAP_RECORD_WRONG = 2, /**< fact->offset: bytes to the fault */
};

/**
 * Read the record at @at into @fact, which is all zero with the vnode not
 * told.
 */
typedef enum gpamap_record gpamap_record_decoder(const unsigned char *at,
						 struct gpamap_fact *fact);

/**
 * Read an array of records of @stride bytes: check all, then report all.
 *
 * Errors: TRUNCATED: @size is no multiple of @stride; CORRUPT; ARGUMENT.
 */
enum gpamap_status
gpamap_records_read(const void *bytes, size_t size, size_t stride,
		    gpamap_record_decoder *decode, gpamap_fact_report *report,
		    void *context, struct gpamap_error *error);

/**
 * Set the ends of @fact to @start and @start + @size.
 *
 * Returns false where that is past the end of the 64-bit space.
 */
bool gpamap_fact_set_range(struct gpamap_fact *fact, uint64_t start,
			   uint64_t size);

#endif /* GPAMAP_GUEST_RECORDS_H */
