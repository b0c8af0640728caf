/* SPDX-License-Identifier: MIT */
#include "../core/fault.h"
#include "records.h"

static enum gpamap_record decode_at(const unsigned char *bytes, size_t offset,
				    gpamap_record_decoder *decode,
				    struct gpamap_fact *fact)
{
	enum gpamap_record what;

	*fact = (struct gpamap_fact){ .vnode = GPAMAP_NO_VNODE };
	what = decode(bytes + offset, fact);
	fact->offset += offset;
	return what;
}

enum gpamap_status
gpamap_records_read(const void *bytes, size_t size, size_t stride,
		    gpamap_record_decoder *decode, gpamap_fact_report *report,
		    void *context, struct gpamap_error *error)
{
	const unsigned char *all = bytes;
	struct gpamap_fact fact;

	if (report == NULL || (bytes == NULL && size != 0))
		return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
	if (size % stride != 0)
		return gpamap_fault_number(error, GPAMAP_ERR_TRUNCATED, size,
					   size + (stride - size % stride));
	for (size_t at = 0; at < size; at += stride) {
		if (decode_at(all, at, decode, &fact) == GPAMAP_RECORD_WRONG)
			return gpamap_fault_number(error, GPAMAP_ERR_CORRUPT,
						   fact.offset, size);
	}
	for (size_t at = 0; at < size; at += stride) {
		if (decode_at(all, at, decode, &fact) == GPAMAP_RECORD_FACT &&
		    !report(context, &fact))
			break;
	}
	return GPAMAP_OK;
}

bool gpamap_fact_set_range(struct gpamap_fact *fact, uint64_t start,
			   uint64_t size)
{
	fact->start = start;
	fact->end = start + size;
	if (size <= UINT64_MAX - start)
		return true;
	/* A range may reach the very end, whose own number has 65 bits. */
	if (fact->end != 0)
		return false;
	fact->end = UINT64_MAX;
	return true;
}
