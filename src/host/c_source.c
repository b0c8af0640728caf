/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include "formats.h"

/*
 * The map as C source for firmware: constant arrays, and a function that makes
 * the layout of them in static memory, the same on every host.
 */

/* A string literal of which every compiler makes the same bytes. */
static void write_text(FILE *file, const char *text)
{
	putc('"', file);
	for (; *text != '\0'; text++) {
		unsigned char byte = (unsigned char)*text;

		/* '?' could begin a trigraph. */
		if (byte < ' ' || byte > '~' || byte == '"' || byte == '\\' ||
		    byte == '?')
			fprintf(file, "\\%03o", byte);
		else
			putc(byte, file);
	}
	putc('"', file);
}

static void write_range(FILE *file, struct gpamap_range range)
{
	fprintf(file, "{ UINT64_C(0x%" PRIx64 "), UINT64_C(0x%" PRIx64 ") }",
		range.start, range.end);
}

static void write_vnode(FILE *file, uint64_t vnode)
{
	if (vnode == GPAMAP_NO_VNODE)
		fputs("GPAMAP_NO_VNODE", file);
	else
		fprintf(file, "%" PRIu64, vnode);
}

static void write_ram(FILE *file, const struct gpamap_layout *layout)
{
	const struct gpamap_ram_range *ram;
	size_t count, i;

	ram = gpamap_layout_ram(layout, &count);
	if (count == 0)
		return;
	fputs("\nstatic const struct gpamap_ram_range map_ram[] = {\n", file);
	for (i = 0; i < count; i++) {
		fputs("\t{ ", file);
		write_range(file, ram[i].range);
		fputs(", ", file);
		write_vnode(file, ram[i].vnode);
		fputs(" },\n", file);
	}
	fputs("};\n", file);
}

static void write_ranges(FILE *file, const char *name,
			 const struct gpamap_range *ranges, size_t count)
{
	size_t i;

	if (count == 0)
		return;
	fprintf(file, "\nstatic const struct gpamap_range map_%s[] = {\n",
		name);
	for (i = 0; i < count; i++) {
		putc('\t', file);
		write_range(file, ranges[i]);
		fputs(",\n", file);
	}
	fputs("};\n", file);
}

static void write_other(FILE *file, const struct gpamap_layout *layout)
{
	static const char *const kinds[GPAMAP_KIND_COUNT] = {
		[GPAMAP_KIND_RESERVED] = "RESERVED",
		[GPAMAP_KIND_DEVICE] = "DEVICE",
		[GPAMAP_KIND_HOTPLUG] = "HOTPLUG",
		[GPAMAP_KIND_PMEM] = "PMEM",
		[GPAMAP_KIND_FIRMWARE_TABLES] = "FIRMWARE_TABLES",
		[GPAMAP_KIND_FIRMWARE_NVS] = "FIRMWARE_NVS",
		[GPAMAP_KIND_UNUSABLE] = "UNUSABLE",
	};
	const struct gpamap_other_range *other;
	size_t count, i;

	other = gpamap_layout_other(layout, &count);
	if (count == 0)
		return;
	fputs("\nstatic const struct gpamap_other_range map_other[] = {\n",
	      file);
	for (i = 0; i < count; i++) {
		fputs("\t{ ", file);
		write_range(file, other[i].range);
		fprintf(file, ", GPAMAP_KIND_%s, ", kinds[other[i].kind]);
		write_vnode(file, other[i].vnode);
		fputs(" },\n", file);
	}
	fputs("};\n", file);
}

static void write_lists(FILE *file, const struct gpamap_layout *layout)
{
	const struct gpamap_range *ranges;
	struct gpamap_range vtl2;
	size_t count;

	write_ram(file, layout);
	ranges = gpamap_layout_mmio(layout, &count);
	write_ranges(file, "mmio", ranges, count);
	ranges = gpamap_layout_pci_ecam(layout, &count);
	write_ranges(file, "pci_ecam", ranges, count);
	ranges = gpamap_layout_pci_mmio(layout, &count);
	write_ranges(file, "pci_mmio", ranges, count);
	if (gpamap_layout_vtl2_range(layout, &vtl2))
		write_ranges(file, "vtl2", &vtl2, 1);
	write_other(file, layout);
}

static bool has_names(const struct gpamap_layout *layout, enum gpamap_list list)
{
	struct gpamap_entry entry;
	size_t i;

	for (i = 0; gpamap_layout_at(layout, i, &entry); i++)
		if (entry.list == list && entry.name != NULL)
			return true;
	return false;
}

/* Entries that have none stay NULL, and so do placeholders. */
static void write_names_of(FILE *file, const struct gpamap_layout *layout,
			   enum gpamap_list list, size_t count)
{
	struct gpamap_entry entry;
	size_t i;

	fprintf(file, "\nstatic const char *const map_%s_names[%zu] = {\n",
		gpamap_list_name(list), count);
	for (i = 0; gpamap_layout_at(layout, i, &entry); i++) {
		if (entry.list != list || entry.name == NULL)
			continue;
		fprintf(file, "\t[%zu] = ", entry.index);
		write_text(file, entry.name);
		fputs(",\n", file);
	}
	fputs("};\n", file);
}

static size_t count_of(const struct gpamap_layout *layout,
		       enum gpamap_list list)
{
	struct gpamap_range vtl2;
	size_t count = 0;

	if (list == GPAMAP_LIST_RAM)
		gpamap_layout_ram(layout, &count);
	else if (list == GPAMAP_LIST_MMIO)
		gpamap_layout_mmio(layout, &count);
	else if (list == GPAMAP_LIST_PCI_ECAM)
		gpamap_layout_pci_ecam(layout, &count);
	else if (list == GPAMAP_LIST_PCI_MMIO)
		gpamap_layout_pci_mmio(layout, &count);
	else if (list == GPAMAP_LIST_OTHER)
		gpamap_layout_other(layout, &count);
	else
		count = gpamap_layout_vtl2_range(layout, &vtl2) ? 1 : 0;
	return count;
}

static const char *const list_constants[GPAMAP_LIST_COUNT] = {
	"RAM", "MMIO", "PCI_ECAM", "PCI_MMIO", "VTL2", "OTHER",
};

/* Returns whether there are any. */
static bool write_names(FILE *file, const struct gpamap_layout *layout)
{
	bool named[GPAMAP_LIST_COUNT] = { false };
	bool any = false;
	size_t list;

	for (list = 0; list < GPAMAP_LIST_COUNT; list++) {
		named[list] = has_names(layout, (enum gpamap_list)list);
		any = any || named[list];
		if (named[list])
			write_names_of(file, layout, (enum gpamap_list)list,
				       count_of(layout,
						(enum gpamap_list)list));
	}
	if (!any)
		return false;
	fputs("\nstatic const struct gpamap_names map_names = {\n\t.list = {\n",
	      file);
	for (list = 0; list < GPAMAP_LIST_COUNT; list++)
		if (named[list])
			fprintf(file, "\t\t[GPAMAP_LIST_%s] = map_%s_names,\n",
				list_constants[list],
				gpamap_list_name((enum gpamap_list)list));
	fputs("\t},\n};\n", file);
	return true;
}

static void write_fixed(FILE *file, const struct gpamap_layout *layout,
			bool named)
{
	static const enum gpamap_list lists[] = { GPAMAP_LIST_MMIO,
						  GPAMAP_LIST_PCI_ECAM,
						  GPAMAP_LIST_PCI_MMIO,
						  GPAMAP_LIST_OTHER };
	size_t count, i;

	fputs("\nstatic const struct gpamap_fixed map_fixed = {\n", file);
	for (i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		const char *name = gpamap_list_name(lists[i]);

		count = count_of(layout, lists[i]);
		if (count > 0)
			fprintf(file, "\t.%s = map_%s,\n\t.%s_count = %zu,\n",
				name, name, name, count);
	}
	if (count_of(layout, GPAMAP_LIST_VTL2) > 0)
		fputs("\t.vtl2 = map_vtl2,\n", file);
	fprintf(file, "\t.names = %s,\n};\n", named ? "&map_names" : "NULL");
}

static void write_function(FILE *file, const struct gpamap_layout *layout)
{
	size_t ram = count_of(layout, GPAMAP_LIST_RAM);

	fprintf(file, "\nstatic uint64_t map_words[%zu];\n",
		gpamap_layout_words(layout));
	fputs("\n/* Give the map; NULL for a gpamap that makes another of it. "
	      "*/\n"
	      "const struct gpamap_layout *map_layout(void);\n\n"
	      "const struct gpamap_layout *map_layout(void)\n{\n"
	      "\tstruct gpamap_storage storage = GPAMAP_STORAGE(map_words);\n"
	      "\tconst struct gpamap_layout *layout;\n\n",
	      file);
	fprintf(file,
		"\tif (gpamap_layout_new_from_resolved_ranges(\n"
		"\t\t    %s, %zu, &map_fixed, &storage, &layout,\n"
		"\t\t    NULL) != GPAMAP_OK ||\n"
		"\t    gpamap_layout_digest(layout) != MAP_DIGEST)\n"
		"\t\treturn NULL;\n\treturn layout;\n}\n",
		ram > 0 ? "map_ram" : "NULL", ram);
}

bool gpamap_c_write(const struct gpamap_view *view, FILE *file)
{
	const struct gpamap_layout *layout = view->layout;

	fputs("/* Made by gpamap show -o c: a guest physical address map. */\n"
	      "#include <gpamap/layout.h>\n",
	      file);
	fprintf(file, "\n#define MAP_DIGEST UINT64_C(0x%016" PRIx64 ")\n",
		gpamap_layout_digest(layout));
	write_lists(file, layout);
	write_fixed(file, layout, write_names(file, layout));
	write_function(file, layout);
	return true;
}
