/* SPDX-License-Identifier: MIT */
#include <gpamap/hob.h>

#include "../core/fault.h"
#include "bytes.h"
#include "out.h"
#include "pieces.h"
#include "records.h"

/* HOB types. Source: PI 1.8, volume 3, 5.2 HOB Generic Header. */
#define HOB_TYPE_RESOURCE 0x0003u
#define HOB_TYPE_END 0xffffu
#define HOB_HEADER 8u

/* Attributes. Source: PI 1.8, volume 3, 5.5, EFI_RESOURCE_ATTRIBUTE_TYPE. */
#define PRESENT UINT32_C(0x1)
#define INITIALIZED UINT32_C(0x2)
#define TESTED UINT32_C(0x4)
#define UNCACHEABLE UINT32_C(0x400)
#define WRITE_COMBINEABLE UINT32_C(0x800)
#define WRITE_THROUGH UINT32_C(0x1000)
#define WRITE_BACK UINT32_C(0x2000)
#define PERSISTENT UINT32_C(0x800000)

#define THERE (PRESENT | INITIALIZED | TESTED | UNCACHEABLE)
#define CACHEABLE (WRITE_COMBINEABLE | WRITE_THROUGH | WRITE_BACK)

/* Persistent memory is system memory too, but for an attribute. */
#define SYSTEM_PERSISTENT 0x80u

static const uint8_t types[GPAMAP_KIND_COUNT] = {
	[GPAMAP_KIND_HOLE] = GPAMAP_UNTOLD,
	[GPAMAP_KIND_RAM] = GPAMAP_HOB_SYSTEM_MEMORY,
	[GPAMAP_KIND_MMIO] = GPAMAP_HOB_MMIO,
	[GPAMAP_KIND_PCI_ECAM] = GPAMAP_HOB_MEMORY_RESERVED,
	[GPAMAP_KIND_PCI_MMIO] = GPAMAP_HOB_MMIO,
	[GPAMAP_KIND_VTL2] = GPAMAP_HOB_MEMORY_RESERVED,
	[GPAMAP_KIND_RESERVED] = GPAMAP_HOB_MEMORY_RESERVED,
	[GPAMAP_KIND_DEVICE] = GPAMAP_HOB_MMIO,
	[GPAMAP_KIND_HOTPLUG] = GPAMAP_UNTOLD,
	[GPAMAP_KIND_PMEM] = SYSTEM_PERSISTENT,
	[GPAMAP_KIND_FIRMWARE_TABLES] = GPAMAP_HOB_MEMORY_RESERVED,
	[GPAMAP_KIND_FIRMWARE_NVS] = GPAMAP_HOB_MEMORY_RESERVED,
	[GPAMAP_KIND_UNUSABLE] = GPAMAP_HOB_MEMORY_RESERVED,
};

/* What the teller tells. */
struct map {
	struct gpamap_pieces pieces;
	struct gpamap_hob_options options;
};

static void put_header(struct gpamap_out *out, uint16_t type, uint16_t length)
{
	gpamap_out_le16(out, type);
	gpamap_out_le16(out, length);
	gpamap_out_le32(out, 0);
}

static uint32_t attribute_of(uint8_t type)
{
	switch (type) {
	case GPAMAP_HOB_SYSTEM_MEMORY:
		return THERE | CACHEABLE;
	case SYSTEM_PERSISTENT:
		return THERE | CACHEABLE | PERSISTENT;
	default:
		return THERE;
	}
}

static enum gpamap_status tell(struct gpamap_out *out, const void *what,
			       struct gpamap_error *error)
{
	struct map map = *(const struct map *)what;
	struct gpamap_piece piece;

	(void)error;
	while (gpamap_pieces_next(&map.pieces, &piece)) {
		put_header(out, HOB_TYPE_RESOURCE, GPAMAP_HOB_RESOURCE);
		for (size_t i = 0; i < sizeof(map.options.owner); i++)
			gpamap_out_byte(out, map.options.owner[i]);
		gpamap_out_le32(out, piece.type % SYSTEM_PERSISTENT);
		gpamap_out_le32(out, attribute_of(piece.type));
		gpamap_out_le64(out, piece.start);
		gpamap_out_le64(out, piece.end - piece.start);
	}
	if (!map.options.no_end)
		put_header(out, HOB_TYPE_END, GPAMAP_HOB_END);
	return GPAMAP_OK;
}

enum gpamap_status gpamap_hob_write(const struct gpamap_layout *layout,
				    const struct gpamap_hob_options *options,
				    void *buffer, size_t size, size_t *need,
				    struct gpamap_error *error)
{
	struct gpamap_pieces_rule rule = { .types = types };
	struct map map = { .options = { .keep_apart = false } };

	if (layout == NULL)
		return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
	if (options != NULL)
		map.options = *options;
	rule.apart = map.options.keep_apart;
	gpamap_pieces_init(&map.pieces, layout, &rule);
	return gpamap_out_write(tell, &map, buffer, size, need, error);
}

static enum gpamap_kind kind_of(uint32_t type, uint32_t attribute)
{
	switch (type) {
	case GPAMAP_HOB_SYSTEM_MEMORY:
	case GPAMAP_HOB_UNACCEPTED:
		if (attribute % (2 * PRESENT) == 0)
			return GPAMAP_KIND_RESERVED;
		return attribute % (2 * PERSISTENT) >= PERSISTENT
			       ? GPAMAP_KIND_PMEM
			       : GPAMAP_KIND_RAM;
	case GPAMAP_HOB_MMIO:
	case GPAMAP_HOB_MMIO_PORT:
		return GPAMAP_KIND_MMIO;
	case GPAMAP_HOB_FIRMWARE_DEVICE:
		return GPAMAP_KIND_DEVICE;
	default:
		return GPAMAP_KIND_RESERVED;
	}
}

static enum gpamap_record decode(const unsigned char *at,
				 struct gpamap_fact *fact)
{
	uint32_t type = gpamap_get_le32(at + 24);
	uint64_t size = gpamap_get_le64(at + 40);

	if (type > GPAMAP_HOB_UNACCEPTED) {
		fact->offset = 24;
		return GPAMAP_RECORD_WRONG;
	}
	if (!gpamap_fact_set_range(fact, gpamap_get_le64(at + 32), size)) {
		fact->offset = 40;
		return GPAMAP_RECORD_WRONG;
	}
	if (size == 0 || type == GPAMAP_HOB_IO ||
	    type == GPAMAP_HOB_IO_RESERVED)
		return GPAMAP_RECORD_SILENT;
	fact->kind = kind_of(type, gpamap_get_le32(at + 28));
	return GPAMAP_RECORD_FACT;
}

/* A HOB list being read. */
struct list {
	const unsigned char *bytes;
	size_t size;
	size_t at;
};

/* A HOB, whose header is in the list whole. */
static uint16_t hob_type(const struct list *list)
{
	return gpamap_get_le16(list->bytes + list->at);
}

static uint16_t hob_length(const struct list *list)
{
	return gpamap_get_le16(list->bytes + list->at + 2);
}

static enum gpamap_status refuse(struct gpamap_error *error,
				 enum gpamap_status status, uint64_t asked,
				 uint64_t limit)
{
	gpamap_fault_number(error, status, asked, limit);
	return status;
}

/* Check that a HOB with a sound header begins here, and lies in the list. */
static enum gpamap_status check_header(const struct list *list,
				       struct gpamap_error *error)
{
	size_t left = list->size - list->at;
	size_t length;

	if (left < HOB_HEADER)
		return refuse(error, GPAMAP_ERR_TRUNCATED, list->size,
			      list->at + HOB_HEADER);
	length = hob_length(list);
	if (length < HOB_HEADER || length % 8 != 0 ||
	    (hob_type(list) == HOB_TYPE_RESOURCE &&
	     length != GPAMAP_HOB_RESOURCE) ||
	    (hob_type(list) == HOB_TYPE_END && length != GPAMAP_HOB_END))
		return refuse(error, GPAMAP_ERR_CORRUPT, list->at + 2,
			      list->size);
	if (gpamap_get_le32(list->bytes + list->at + 4) != 0)
		return refuse(error, GPAMAP_ERR_CORRUPT, list->at + 4,
			      list->size);
	if (length > left)
		return refuse(error, GPAMAP_ERR_TRUNCATED, list->size,
			      list->at + length);
	return GPAMAP_OK;
}

static enum gpamap_record read_hob(const struct list *list,
				   struct gpamap_fact *fact)
{
	enum gpamap_record what = GPAMAP_RECORD_SILENT;

	*fact = (struct gpamap_fact){ .vnode = GPAMAP_NO_VNODE };
	if (hob_type(list) == HOB_TYPE_RESOURCE)
		what = decode(list->bytes + list->at, fact);
	fact->offset += list->at;
	return what;
}

static enum gpamap_status check_list(struct list list,
				     struct gpamap_error *error)
{
	struct gpamap_fact fact;
	enum gpamap_status status;

	for (;;) {
		status = check_header(&list, error);
		if (status != GPAMAP_OK)
			return status;
		if (read_hob(&list, &fact) == GPAMAP_RECORD_WRONG)
			return refuse(error, GPAMAP_ERR_CORRUPT, fact.offset,
				      list.size);
		if (hob_type(&list) == HOB_TYPE_END)
			break;
		list.at += hob_length(&list);
	}
	list.at += GPAMAP_HOB_END;
	if (list.at != list.size)
		return refuse(error, GPAMAP_ERR_TRUNCATED, list.size, list.at);
	return GPAMAP_OK;
}

enum gpamap_status gpamap_hob_read(const void *bytes, size_t size,
				   gpamap_fact_report *report, void *context,
				   struct gpamap_error *error)
{
	struct list list = { bytes, size, 0 };
	struct gpamap_fact fact;
	enum gpamap_status status;

	if (report == NULL || (bytes == NULL && size != 0))
		return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
	status = check_list(list, error);
	if (status != GPAMAP_OK)
		return status;
	while (hob_type(&list) != HOB_TYPE_END) {
		if (read_hob(&list, &fact) == GPAMAP_RECORD_FACT &&
		    !report(context, &fact))
			break;
		list.at += hob_length(&list);
	}
	return GPAMAP_OK;
}
