/* SPDX-License-Identifier: MIT */
#include <gpamap/efi.h>

#include "../core/fault.h"
#include "bytes.h"
#include "out.h"
#include "pieces.h"
#include "records.h"

/* Attributes: what the memory can do. Source: UEFI 2.10, 7.2.3,
 * EFI_MEMORY_DESCRIPTOR. */
#define EFI_MEMORY_UC UINT64_C(0x1)
#define EFI_MEMORY_WC UINT64_C(0x2)
#define EFI_MEMORY_WT UINT64_C(0x4)
#define EFI_MEMORY_WB UINT64_C(0x8)
#define EFI_MEMORY_NV UINT64_C(0x8000)

#define CACHEABLE                                                              \
	(EFI_MEMORY_UC | EFI_MEMORY_WC | EFI_MEMORY_WT | EFI_MEMORY_WB)

static const uint8_t types[GPAMAP_KIND_COUNT] = {
	[GPAMAP_KIND_HOLE] = GPAMAP_UNTOLD,
	[GPAMAP_KIND_RAM] = GPAMAP_EFI_CONVENTIONAL,
	[GPAMAP_KIND_MMIO] = GPAMAP_UNTOLD,
	[GPAMAP_KIND_PCI_ECAM] = GPAMAP_EFI_RESERVED,
	[GPAMAP_KIND_PCI_MMIO] = GPAMAP_UNTOLD,
	[GPAMAP_KIND_VTL2] = GPAMAP_EFI_RESERVED,
	[GPAMAP_KIND_RESERVED] = GPAMAP_EFI_RESERVED,
	[GPAMAP_KIND_DEVICE] = GPAMAP_EFI_MMIO,
	[GPAMAP_KIND_HOTPLUG] = GPAMAP_UNTOLD,
	[GPAMAP_KIND_PMEM] = GPAMAP_EFI_PERSISTENT,
	[GPAMAP_KIND_FIRMWARE_TABLES] = GPAMAP_EFI_ACPI_RECLAIM,
	[GPAMAP_KIND_FIRMWARE_NVS] = GPAMAP_EFI_ACPI_NVS,
	[GPAMAP_KIND_UNUSABLE] = GPAMAP_EFI_UNUSABLE,
};

static uint64_t attribute_of(uint8_t type)
{
	switch (type) {
	case GPAMAP_EFI_RESERVED:
		return 0; /* of what nature is not known */
	case GPAMAP_EFI_MMIO:
		return EFI_MEMORY_UC;
	case GPAMAP_EFI_PERSISTENT:
		return CACHEABLE | EFI_MEMORY_NV;
	default:
		return CACHEABLE;
	}
}

/* What the teller tells. */
struct map {
	struct gpamap_pieces pieces;
	size_t descriptor_size;
};

static enum gpamap_status tell(struct gpamap_out *out, const void *what,
			       struct gpamap_error *error)
{
	struct map map = *(const struct map *)what;
	struct gpamap_piece piece;

	(void)error;
	while (gpamap_pieces_next(&map.pieces, &piece)) {
		gpamap_out_le32(out, piece.type);
		gpamap_out_le32(out, 0);
		gpamap_out_le64(out, piece.start);
		gpamap_out_le64(out, 0);
		gpamap_out_le64(out,
				(piece.end - piece.start) / GPAMAP_PAGE_SIZE);
		gpamap_out_le64(out, attribute_of(piece.type));
		gpamap_out_zeroes(out,
				  map.descriptor_size - GPAMAP_EFI_DESCRIPTOR);
	}
	return GPAMAP_OK;
}

/* Settle the descriptor size; false where it cannot be one. */
static bool settle_size(size_t *size)
{
	if (*size == 0)
		*size = GPAMAP_EFI_DESCRIPTOR_SIZE;
	return *size >= GPAMAP_EFI_DESCRIPTOR &&
	       *size <= GPAMAP_EFI_DESCRIPTOR_SIZE_MAX && *size % 8 == 0;
}

enum gpamap_status gpamap_efi_write(const struct gpamap_layout *layout,
				    const struct gpamap_efi_options *options,
				    void *buffer, size_t size, size_t *need,
				    struct gpamap_error *error)
{
	struct gpamap_pieces_rule rule = { .types = types };
	struct map map = { .descriptor_size = 0 };

	if (options != NULL) {
		map.descriptor_size = options->descriptor_size;
		rule.apart = options->keep_apart;
		if (options->hide_ecam)
			rule.hidden = GPAMAP_KIND_PCI_ECAM;
	}
	if (layout == NULL || !settle_size(&map.descriptor_size))
		return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
	gpamap_pieces_init(&map.pieces, layout, &rule);
	return gpamap_out_write(tell, &map, buffer, size, need, error);
}

enum gpamap_kind gpamap_efi_kind(uint32_t type)
{
	switch (type) {
	case GPAMAP_EFI_LOADER_CODE:
	case GPAMAP_EFI_LOADER_DATA:
	case GPAMAP_EFI_BOOT_CODE:
	case GPAMAP_EFI_BOOT_DATA:
	case GPAMAP_EFI_CONVENTIONAL:
	case GPAMAP_EFI_UNACCEPTED:
		return GPAMAP_KIND_RAM;
	case GPAMAP_EFI_UNUSABLE:
		return GPAMAP_KIND_UNUSABLE;
	case GPAMAP_EFI_ACPI_RECLAIM:
		return GPAMAP_KIND_FIRMWARE_TABLES;
	case GPAMAP_EFI_ACPI_NVS:
		return GPAMAP_KIND_FIRMWARE_NVS;
	case GPAMAP_EFI_MMIO:
	case GPAMAP_EFI_MMIO_PORT:
		return GPAMAP_KIND_DEVICE;
	case GPAMAP_EFI_PERSISTENT:
		return GPAMAP_KIND_PMEM;
	default:
		return GPAMAP_KIND_RESERVED;
	}
}

static enum gpamap_record decode(const unsigned char *at,
				 struct gpamap_fact *fact)
{
	uint32_t type = gpamap_get_le32(at);
	uint64_t start = gpamap_get_le64(at + 8);
	uint64_t pages = gpamap_get_le64(at + 24);

	if (start % GPAMAP_PAGE_SIZE != 0) {
		fact->offset = 8;
		return GPAMAP_RECORD_WRONG;
	}
	if (pages == 0 || pages > UINT64_MAX / GPAMAP_PAGE_SIZE ||
	    !gpamap_fact_set_range(fact, start, pages * GPAMAP_PAGE_SIZE)) {
		fact->offset = 24;
		return GPAMAP_RECORD_WRONG;
	}
	fact->kind = gpamap_efi_kind(type);
	if (type == GPAMAP_EFI_CONVENTIONAL &&
	    gpamap_get_le64(at + 32) % (2 * EFI_MEMORY_NV) >= EFI_MEMORY_NV)
		fact->kind = GPAMAP_KIND_PMEM;
	return GPAMAP_RECORD_FACT;
}

enum gpamap_status gpamap_efi_read(const void *bytes, size_t size,
				   size_t descriptor_size,
				   gpamap_fact_report *report, void *context,
				   struct gpamap_error *error)
{
	if (!settle_size(&descriptor_size))
		return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
	return gpamap_records_read(bytes, size, descriptor_size, decode, report,
				   context, error);
}
