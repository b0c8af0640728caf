/* SPDX-License-Identifier: MIT */
#include <string.h>

#include <gpamap/efi.h>

#include "facts.h"
#include "guest_rows.h"

/*
 * The reader of the UEFI memory map in a Linux kernel log with efi=debug:
 *
 *   efi: mem00: [Conventional|   |  | |WB|WT|WC|UC] range=[0xA-0xB] (0MB)
 *   efi:   0x000040000000-0x00004001ffff [Conventional|   |  | |WB|WT|WC|UC]
 *
 * on x86, and on Arm, RISC-V and LoongArch. Older kernels begin with "EFI:",
 * end the range with ")" and its end is not included then; the oldest have
 * "type=7," and no name. Anything may stand before it on the line. The map is
 * one run of lines, not always in address order.
 *
 * Source: efi_print_memmap() in arch/x86/platform/efi/efi.c,
 * reserve_regions() in drivers/firmware/efi/efi-init.c and
 * efi_md_typeattr_format() in drivers/firmware/efi/efi.c, Linux 6.1; print of
 * the same in Linux 3.2 and 3.10.
 */

/* Names of types, from both lists that Linux had. */
static const struct {
	const char *name;
	uint32_t type;
} types[] = {
	{ "Reserved", GPAMAP_EFI_RESERVED },
	{ "Loader Code", GPAMAP_EFI_LOADER_CODE },
	{ "Loader Data", GPAMAP_EFI_LOADER_DATA },
	{ "Boot Code", GPAMAP_EFI_BOOT_CODE },
	{ "Boot Data", GPAMAP_EFI_BOOT_DATA },
	{ "Runtime Code", GPAMAP_EFI_RUNTIME_CODE },
	{ "Runtime Data", GPAMAP_EFI_RUNTIME_DATA },
	{ "Conventional", GPAMAP_EFI_CONVENTIONAL },
	{ "Conventional Memory", GPAMAP_EFI_CONVENTIONAL },
	{ "Unusable", GPAMAP_EFI_UNUSABLE },
	{ "Unusable Memory", GPAMAP_EFI_UNUSABLE },
	{ "ACPI Reclaim", GPAMAP_EFI_ACPI_RECLAIM },
	{ "ACPI Reclaim Memory", GPAMAP_EFI_ACPI_RECLAIM },
	{ "ACPI Mem NVS", GPAMAP_EFI_ACPI_NVS },
	{ "ACPI Memory NVS", GPAMAP_EFI_ACPI_NVS },
	{ "MMIO", GPAMAP_EFI_MMIO },
	{ "Memory Mapped I/O", GPAMAP_EFI_MMIO },
	{ "MMIO Port", GPAMAP_EFI_MMIO_PORT },
	{ "MMIO Port Space", GPAMAP_EFI_MMIO_PORT },
	{ "PAL Code", GPAMAP_EFI_PAL_CODE },
	{ "Persistent", GPAMAP_EFI_PERSISTENT },
	{ "Persistent Memory", GPAMAP_EFI_PERSISTENT },
	{ "Unaccepted", GPAMAP_EFI_UNACCEPTED },
};

/* Take decimal digits off the front. */
static bool take_decimal(struct gpamap_span *span, uint32_t *value)
{
	size_t count = 0;

	*value = 0;
	while (span->length > 0 && span->at[0] >= '0' && span->at[0] <= '9' &&
	       count < 9) {
		*value = *value * 10 + (uint32_t)(span->at[0] - '0');
		*span = gpamap_span_skip(*span, 1);
		count++;
	}
	return count > 0;
}

/* The type of "[Conventional|   |...": up to the first bar. */
static bool parse_type(struct gpamap_span words, struct gpamap_fact *fact)
{
	struct gpamap_span name = words;
	uint32_t number;
	size_t i, bar;

	if (gpamap_span_find(words, "|", &bar))
		name.length = bar;
	name = gpamap_span_trim(name);
	if (gpamap_span_take(&name, "type=")) {
		fact->kind = GPAMAP_KIND_RESERVED;
		if (take_decimal(&name, &number))
			fact->kind = gpamap_efi_kind(number);
		return true;
	}
	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if (gpamap_span_is(name, types[i].name)) {
			fact->kind = gpamap_efi_kind(types[i].type);
			return true;
		}
	}
	return false;
}

/* "0xA-0xB" */
static bool parse_ends(struct gpamap_span *rest, struct gpamap_fact *fact)
{
	return gpamap_span_take_hex(rest, &fact->start) &&
	       gpamap_span_take(rest, "-") &&
	       gpamap_span_take_hex(rest, &fact->end);
}

/* What was printed is the last byte. */
static bool include_end(struct gpamap_fact *fact)
{
	if (fact->end < fact->start)
		return false;
	if (fact->end != UINT64_MAX)
		fact->end++;
	return true;
}

/* "0xA-0xB" and what ends it: "]" with B included, ")" without. A line that
 * was cut off has neither, and perhaps not all of B. */
static bool parse_range(struct gpamap_span rest, struct gpamap_fact *fact)
{
	if (!parse_ends(&rest, fact))
		return false;
	if (gpamap_span_take(&rest, ")"))
		return fact->end > fact->start;
	return gpamap_span_take(&rest, "]") && include_end(fact);
}

/* "mem00: [...] range=[0xA-0xB]", "mem00: type=7, attr=0xf, range=[..)" */
static bool parse_x86(struct gpamap_span rest, struct gpamap_fact *fact)
{
	struct gpamap_span words;
	uint32_t number;
	size_t range;

	if (!gpamap_span_take(&rest, "mem") || !take_decimal(&rest, &number) ||
	    !gpamap_span_take(&rest, ": ") ||
	    !gpamap_span_find(rest, "range=[", &range))
		return false;
	words = (struct gpamap_span){ rest.at, range };
	gpamap_span_take(&words, "[");
	rest = gpamap_span_skip(rest, range + strlen("range=["));
	return parse_type(words, fact) && parse_range(rest, fact);
}

/* "  0xA-0xB [...]", B included */
static bool parse_arm(struct gpamap_span rest, struct gpamap_fact *fact)
{
	rest = gpamap_span_trim(rest);
	return gpamap_span_begins(rest, "0x") && parse_ends(&rest, fact) &&
	       gpamap_span_take(&rest, " [") && include_end(fact) &&
	       parse_type(rest, fact);
}

/* Find what the kernel's EFI code says on the line. */
static bool find_words(struct gpamap_span text, struct gpamap_span *words)
{
	size_t at;

	if (gpamap_span_begins(gpamap_span_trim(text), "#") ||
	    (!gpamap_span_find(text, "efi: ", &at) &&
	     !gpamap_span_find(text, "EFI: ", &at)))
		return false;
	*words = gpamap_span_skip(text, at + strlen("efi: "));
	return true;
}

/* Find an entry on the line; its fact has no place yet. */
static bool parse(struct gpamap_span text, struct gpamap_fact *fact)
{
	struct gpamap_span words;

	*fact = (struct gpamap_fact){ .vnode = GPAMAP_NO_VNODE };
	return find_words(text, &words) &&
	       (parse_x86(words, fact) || parse_arm(words, fact));
}

/* The line begins as entries do. Where it does not parse it was cut off, or
 * has a type that is not known here: without it the map is not whole. */
static bool is_entry(struct gpamap_span text)
{
	struct gpamap_span words;
	uint32_t number;

	return find_words(text, &words) &&
	       (gpamap_span_begins(gpamap_span_trim(words), "0x") ||
		(gpamap_span_take(&words, "mem") &&
		 take_decimal(&words, &number) &&
		 gpamap_span_begins(words, ":")));
}

bool gpamap_efi_log_recognises(struct gpamap_span bytes)
{
	struct gpamap_fact fact;
	struct gpamap_span text;

	while (gpamap_span_take_line(&bytes, &text))
		if (parse(text, &fact))
			return true;
	return false;
}

static enum gpamap_status tell_facts(const void *bytes, size_t size,
				     gpamap_fact_report *report, void *context,
				     struct gpamap_error *error)
{
	struct gpamap_span rest = { bytes, size };
	struct gpamap_fact fact;
	struct gpamap_span text;
	bool begun = false;

	while (gpamap_span_take_line(&rest, &text)) {
		size_t offset = (size_t)(text.at - (const char *)bytes);

		if (parse(text, &fact)) {
			begun = true;
			fact.offset = offset;
			if (!report(context, &fact))
				break;
		} else if (is_entry(text)) {
			*error = (struct gpamap_error){
				.status = GPAMAP_ERR_CORRUPT, .asked = offset
			};
			return GPAMAP_ERR_CORRUPT;
		} else if (begun) {
			break;
		}
	}
	return GPAMAP_OK;
}

void gpamap_efi_log_read(struct gpamap_span bytes, struct gpamap_draft *draft,
			 struct gpamap_diags *diags)
{
	gpamap_facts_read(tell_facts, bytes, draft, diags);
}
