/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>

#include <gpamap/gpamap.h>

/*
 * Rule R10: the same input gives the same layout on every machine. This makes
 * some layouts, loads each again out of its saved form, and prints all that
 * must be the same wherever it runs. hosts.sh compares.
 *
 *     0      3G  4G                 5G
 *     |--n0--|mmio|--n0--|--n1--|   |vtl2|
 */

#define GB(number) ((uint64_t)(number) << 30)

static void print_bytes(const unsigned char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		printf("%02x%s", bytes[i], i % 32 == 31 ? "\n" : "");
	printf("\n");
}

/* Print what @layout is, and the same again of its loaded copy. */
static int show(const struct gpamap_layout *layout)
{
	static unsigned char bytes[4096];
	static uint64_t words[512];
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	const struct gpamap_layout *loaded;
	struct gpamap_error error;
	size_t size;

	if (gpamap_layout_save(layout, bytes, sizeof(bytes), &size) !=
		    GPAMAP_OK ||
	    gpamap_layout_load(bytes, size, &storage, &loaded, &error) !=
		    GPAMAP_OK)
		return 1;
	print_bytes(bytes, size);
	printf("%016" PRIx64 " %016" PRIx64 " %016" PRIx64 "\n",
	       gpamap_layout_digest(layout), gpamap_layout_digest(loaded),
	       gpamap_layout_end_of_layout(loaded));
	return 0;
}

/* One map with something in each list. */
static int show_full(void)
{
	static uint64_t words[512];
	const uint64_t nodes[] = { GB(3) + GB(1) / 2, GB(1) / 4 };
	const struct gpamap_range mmio = { GB(3), GB(4) - GB(1) / 4 };
	const struct gpamap_range ecam = { GB(4) - GB(1) / 4, GB(4) };
	const struct gpamap_range pci = { GB(16), GB(64) };
	const struct gpamap_range vtl2 = { GB(5), GB(6) };
	const struct gpamap_other_range other = { { GB(8), GB(9) },
						  GPAMAP_KIND_HOTPLUG,
						  1 };
	const char *const name = "low gap";
	const struct gpamap_names names = { { NULL, &name, NULL, NULL, NULL,
					      NULL } };
	const struct gpamap_fixed fixed = { &mmio, 1,	  &ecam,  1, &pci,
					    1,	   &vtl2, &other, 1, &names };
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	const struct gpamap_layout *layout;

	if (gpamap_layout_new_with_numa(nodes, 2, &fixed, &storage, &layout,
					NULL) != GPAMAP_OK)
		return 1;
	return show(layout);
}

/* Many small gaps: an index with several levels. */
static int show_many(void)
{
	enum {
		GAPS = 40
	};
	static uint64_t words[GPAMAP_LAYOUT_WORDS(1, GAPS)];
	struct gpamap_range mmio[GAPS];
	struct gpamap_fixed fixed = { .mmio = mmio, .mmio_count = GAPS };
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	const struct gpamap_layout *layout;

	for (unsigned int i = 0; i < GAPS; i++) {
		mmio[i].start = GB(i) + GB(1) / 2;
		mmio[i].end = mmio[i].start + GPAMAP_PAGE_SIZE * (i + 1);
	}
	if (gpamap_layout_new(GB(30), &fixed, &storage, &layout, NULL) !=
	    GPAMAP_OK)
		return 1;
	return show(layout);
}

/* An error's numbers and its sentence. */
static int show_error(void)
{
	const uint64_t size = GB(1);
	const struct gpamap_range mmio = { GPAMAP_PAGE_SIZE,
					   GPAMAP_ADDRESS_END };
	const struct gpamap_fixed fixed = { .mmio = &mmio, .mmio_count = 1 };
	struct gpamap_storage measure = { NULL, 0, 0 };
	struct gpamap_error error;
	char text[GPAMAP_ERROR_TEXT_MAX];

	if (gpamap_layout_new(size, &fixed, &measure, NULL, &error) !=
	    GPAMAP_ERR_NO_FIT)
		return 1;
	gpamap_error_format(&error, text, sizeof(text), NULL);
	printf("%" PRIu64 " %s\n", error.missing, text);
	return 0;
}

int main(void)
{
	if (show_full() != 0 || show_many() != 0 || show_error() != 0) {
		fprintf(stderr, "a layout was refused\n");
		return 1;
	}
	return 0;
}
