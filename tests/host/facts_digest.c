/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef GPAMAP_HAVE_FDT
#include <gpamap/fdt.h>
#endif
#include <gpamap/gpamap.h>

/*
 * facts_digest: of each line "FORMAT FILE" of the standard input, the digest of
 * the map that the library makes of the file, or the sentence why there is
 * none, behind a "-". No name of a format at all: the formats, one a line.
 */

typedef enum gpamap_status reader(const void *bytes, size_t size,
				  gpamap_fact_report *report, void *context,
				  struct gpamap_error *error);

static enum gpamap_status read_efi(const void *bytes, size_t size,
				   gpamap_fact_report *report, void *context,
				   struct gpamap_error *error)
{
	return gpamap_efi_read(bytes, size, 0, report, context, error);
}

static const struct {
	const char *name;
	reader *read;
} formats[] = {
	{ "srat", gpamap_srat_read }, { "slit", gpamap_slit_read },
	{ "mcfg", gpamap_mcfg_read }, { "hmat", gpamap_hmat_read },
	{ "cedt", gpamap_cedt_read }, { "madt", gpamap_madt_read },
	{ "acpi", gpamap_acpi_read }, { "e820-bin", gpamap_e820_read },
	{ "pvh", gpamap_pvh_read },   { "efi", read_efi },
	{ "hob", gpamap_hob_read },   { "kvm-slots", gpamap_kvm_read },
#ifdef GPAMAP_HAVE_FDT
	{ "dtb", gpamap_fdt_read },
#endif
};

#define FORMATS (sizeof(formats) / sizeof(formats[0]))
#define MOST 4096

/* In static storage, as a kernel has it. */
static struct gpamap_fact items[MOST];
static uint64_t scratch_words[GPAMAP_FACTS_SCRATCH(MOST)];
static uint64_t words[GPAMAP_FACTS_WORDS(MOST)];
static char bytes[1 << 20];

static void tell(reader *read, size_t size)
{
	struct gpamap_storage scratch = GPAMAP_STORAGE(scratch_words);
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	struct gpamap_facts facts = GPAMAP_FACTS(items);
	const struct gpamap_layout *layout = NULL;
	char text[GPAMAP_ERROR_TEXT_MAX];
	struct gpamap_error error;

	if (read(bytes, size, gpamap_facts_collect, &facts, &error) ==
		    GPAMAP_OK &&
	    gpamap_facts_layout(&facts, &scratch, &storage, &layout, &error) ==
		    GPAMAP_OK) {
		printf("0x%016" PRIx64 "\n", gpamap_layout_digest(layout));
		return;
	}
	gpamap_error_format(&error, text, sizeof(text), NULL);
	printf("- %s\n", text);
}

static void tell_file(const char *format, const char *path)
{
	FILE *file = fopen(path, "rb");
	size_t size, i;

	if (file == NULL) {
		perror(path);
		exit(1);
	}
	size = fread(bytes, 1, sizeof(bytes), file);
	fclose(file);
	for (i = 0; i < FORMATS; i++)
		if (strcmp(formats[i].name, format) == 0) {
			tell(formats[i].read, size);
			return;
		}
	fprintf(stderr, "no format: %s\n", format);
	exit(1);
}

int main(int argc, char **argv)
{
	char format[32], path[1000];
	size_t i;

	(void)argv;
	for (i = 0; argc > 1 && i < FORMATS; i++)
		puts(formats[i].name);
	while (argc == 1 && scanf("%31s %999s", format, path) == 2)
		tell_file(format, path);
	return 0;
}
