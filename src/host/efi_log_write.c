/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>

#include <gpamap/efi.h>

#include "guest_rows.h"
#include "written.h"

/*
 * The UEFI memory map as Linux prints it with efi=debug; efi_log.c has the
 * forms.
 *
 * Source: as there.
 */

enum {
	STYLE,
	HIDE_ECAM,
	KEEP_APART,
};

enum {
	STYLE_X86,
	STYLE_ARM,
};

static const char *const styles[] = {
	[STYLE_X86] = "x86", [STYLE_ARM] = "arm", NULL
};

const struct gpamap_key gpamap_efi_log_keys[] = {
	[STYLE] = { .name = "style",
		    .form = GPAMAP_KEY_WORD,
		    .words = styles,
		    .standard = "x86",
		    .help = "of x86, or of Arm, RISC-V and LoongArch" },
	[HIDE_ECAM] = HIDE_ECAM_KEY,
	[KEEP_APART] = KEEP_APART_KEY,
	{ .name = NULL },
};

/* Those that a map is written with. */
static const char *type_name(uint32_t type)
{
	switch (type) {
	case GPAMAP_EFI_CONVENTIONAL:
		return "Conventional";
	case GPAMAP_EFI_UNUSABLE:
		return "Unusable";
	case GPAMAP_EFI_ACPI_RECLAIM:
		return "ACPI Reclaim";
	case GPAMAP_EFI_ACPI_NVS:
		return "ACPI Mem NVS";
	case GPAMAP_EFI_MMIO:
		return "MMIO";
	case GPAMAP_EFI_PERSISTENT:
		return "Persistent";
	default:
		return "Reserved";
	}
}

/* Attributes in the order in which they are printed. Source: UEFI 2.10, 7.2.3,
 * EFI_MEMORY_DESCRIPTOR, for the bits. */
static const struct {
	const char *name;
	uint64_t bit;
} attributes[] = {
	{ "RUN", UINT64_C(1) << 63 },
	{ "MR", 0x10000 },
	{ "CC", 0x80000 },
	{ "SP", 0x40000 },
	{ "NV", 0x8000 },
	{ "XP", 0x4000 },
	{ "RP", 0x2000 },
	{ "WP", 0x1000 },
	{ "RO", 0x20000 },
	{ "UCE", 0x10 },
	{ "WB", 0x8 },
	{ "WT", 0x4 },
	{ "WC", 0x2 },
	{ "UC", 0x1 },
};

static void write_attributes(uint32_t type, uint64_t attribute, FILE *file)
{
	size_t i;

	fprintf(file, "[%-12s", type_name(type));
	for (i = 0; i < sizeof(attributes) / sizeof(attributes[0]); i++) {
		const char *name = attributes[i].name;
		bool set = (attribute & attributes[i].bit) != 0;

		fprintf(file, "|%*s", name[2] != '\0' ? 3 : 2, set ? name : "");
	}
	putc(']', file);
}

static uint64_t number_at(const unsigned char *at, size_t bytes)
{
	uint64_t number = 0;

	while (bytes-- > 0)
		number = number << 8 | at[bytes];
	return number;
}

/* Write a descriptor; @index: its place in the map. */
static void write_line(const unsigned char *at, size_t index, bool arm,
		       FILE *file)
{
	uint32_t type = (uint32_t)number_at(at, 4);
	uint64_t start = number_at(at + 8, 8);
	uint64_t pages = number_at(at + 24, 8);
	uint64_t last = start + pages * GPAMAP_PAGE_SIZE - 1;
	uint64_t attribute = number_at(at + 32, 8);

	if (arm) {
		fprintf(file, "efi:   0x%012" PRIx64 "-0x%012" PRIx64 " ",
			start, last);
		write_attributes(type, attribute, file);
	} else {
		fprintf(file, "efi: mem%02zu: ", index);
		write_attributes(type, attribute, file);
		fprintf(file,
			" range=[0x%016" PRIx64 "-0x%016" PRIx64 "] (%" PRIu64
			"MB)",
			start, last, pages / 256);
	}
	putc('\n', file);
}

static enum gpamap_status write_map(const struct gpamap_layout *layout,
				    const void *options, void *buffer,
				    size_t size, size_t *need,
				    struct gpamap_error *error)
{
	return gpamap_efi_write(layout, options, buffer, size, need, error);
}

bool gpamap_efi_log_write(const struct gpamap_view *view, FILE *file)
{
	const struct gpamap_value *values = view->values;
	const struct gpamap_efi_options options = {
		.descriptor_size = GPAMAP_EFI_DESCRIPTOR,
		.hide_ecam = gpamap_value_on(values, HIDE_ECAM),
		.keep_apart = gpamap_value_on(values, KEEP_APART),
	};
	bool arm = gpamap_value_number(values, STYLE, STYLE_X86) == STYLE_ARM;
	struct gpamap_span bytes;
	size_t i;

	if (!gpamap_written_bytes(write_map, &options, NULL, view, &bytes))
		return false;
	for (i = 0; i < bytes.length / GPAMAP_EFI_DESCRIPTOR; i++)
		write_line((const unsigned char *)bytes.at +
				   i * GPAMAP_EFI_DESCRIPTOR,
			   i, arm, file);
	free((void *)(uintptr_t)bytes.at);
	return true;
}
