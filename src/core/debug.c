/* SPDX-License-Identifier: MIT */
#include <gpamap/print.h>

#include "text.h"

/*
 * The layout as Rust's derived Debug prints the reference implementation's
 * MemoryLayout: {:?} on one line, {:#?} with one value a line.
 */
struct printer {
	struct gpamap_text *text;
	bool pretty;
	size_t depth;
	bool first; /* nothing has been printed on this level yet */
};

static void string(struct printer *printer, const char *string)
{
	gpamap_text_string(printer->text, string);
}

static void new_line(struct printer *printer)
{
	string(printer, "\n");
	for (size_t i = 0; i < printer->depth; i++)
		string(printer, "    ");
}

/* Come to the next item of a struct or list. @space: what a line has between
 * the opening and the first item. */
static void next_item(struct printer *printer, const char *space)
{
	if (printer->pretty)
		new_line(printer);
	else
		string(printer, printer->first ? space : ", ");
	printer->first = false;
}

static void end_item(struct printer *printer)
{
	if (printer->pretty)
		string(printer, ",");
}

static void open_level(struct printer *printer, const char *opening)
{
	string(printer, opening);
	printer->depth++;
	printer->first = true;
}

/* Leave a level; an empty one closes right behind its opening. */
static void close_level(struct printer *printer, const char *space,
			const char *closing)
{
	printer->depth--;
	if (!printer->first) {
		if (printer->pretty)
			new_line(printer);
		else
			string(printer, space);
	}
	string(printer, closing);
	printer->first = false;
}

static void field(struct printer *printer, const char *name)
{
	next_item(printer, " ");
	string(printer, name);
	string(printer, ": ");
}

static void number_field(struct printer *printer, const char *name,
			 uint64_t value)
{
	field(printer, name);
	gpamap_text_decimal(printer->text, value);
	end_item(printer);
}

static void print_range(struct printer *printer, struct gpamap_range range)
{
	open_level(printer, "MemoryRange {");
	number_field(printer, "start", range.start);
	number_field(printer, "end", range.end);
	close_level(printer, " ", "}");
}

static void print_ram_range(struct printer *printer,
			    const struct gpamap_ram_range *ram)
{
	open_level(printer, "MemoryRangeWithNode {");
	field(printer, "range");
	print_range(printer, ram->range);
	end_item(printer);
	number_field(printer, "vnode", ram->vnode);
	close_level(printer, " ", "}");
}

static void print_ram(struct printer *printer,
		      const struct gpamap_layout *layout)
{
	size_t count;
	const struct gpamap_ram_range *ram = gpamap_layout_ram(layout, &count);

	field(printer, "ram");
	open_level(printer, "[");
	for (size_t i = 0; i < count; i++) {
		next_item(printer, "");
		print_ram_range(printer, &ram[i]);
		end_item(printer);
	}
	close_level(printer, "", "]");
	end_item(printer);
}

static void print_list(struct printer *printer, const char *name,
		       const struct gpamap_range *ranges, size_t count)
{
	field(printer, name);
	open_level(printer, "[");
	for (size_t i = 0; i < count; i++) {
		next_item(printer, "");
		print_range(printer, ranges[i]);
		end_item(printer);
	}
	close_level(printer, "", "]");
	end_item(printer);
}

static void print_vtl2(struct printer *printer,
		       const struct gpamap_layout *layout)
{
	struct gpamap_range range;

	field(printer, "vtl2_range");
	if (gpamap_layout_vtl2_range(layout, &range)) {
		open_level(printer, "Some(");
		next_item(printer, "");
		print_range(printer, range);
		end_item(printer);
		close_level(printer, "", ")");
	} else {
		string(printer, "None");
	}
	end_item(printer);
}

static void print_other_range(struct printer *printer,
			      const struct gpamap_other_range *other)
{
	open_level(printer, "OtherRange {");
	field(printer, "range");
	print_range(printer, other->range);
	end_item(printer);
	field(printer, "kind");
	string(printer, gpamap_kind_name((enum gpamap_kind)other->kind));
	end_item(printer);
	if (other->vnode != GPAMAP_NO_VNODE)
		number_field(printer, "vnode", other->vnode);
	close_level(printer, " ", "}");
}

/* Ours alone, so only where there is something to print. */
static void print_other(struct printer *printer,
			const struct gpamap_layout *layout)
{
	size_t count;
	const struct gpamap_other_range *other =
		gpamap_layout_other(layout, &count);

	if (count == 0)
		return;
	field(printer, "other");
	open_level(printer, "[");
	for (size_t i = 0; i < count; i++) {
		next_item(printer, "");
		print_other_range(printer, &other[i]);
		end_item(printer);
	}
	close_level(printer, "", "]");
	end_item(printer);
}

struct debug {
	const struct gpamap_layout *layout;
	bool pretty;
};

static void tell_layout(struct gpamap_text *text, const void *what)
{
	const struct debug *debug = what;
	const struct gpamap_layout *layout = debug->layout;
	struct printer printer = { .text = text, .pretty = debug->pretty };
	const struct gpamap_range *ranges;
	size_t count;

	open_level(&printer, "MemoryLayout {");
	print_ram(&printer, layout);
	ranges = gpamap_layout_mmio(layout, &count);
	print_list(&printer, "mmio", ranges, count);
	ranges = gpamap_layout_pci_ecam(layout, &count);
	print_list(&printer, "pci_ecam", ranges, count);
	ranges = gpamap_layout_pci_mmio(layout, &count);
	print_list(&printer, "pci_mmio", ranges, count);
	print_vtl2(&printer, layout);
	print_other(&printer, layout);
	close_level(&printer, " ", "}");
}

enum gpamap_status gpamap_layout_debug(const struct gpamap_layout *layout,
				       enum gpamap_debug_style style,
				       char *text, size_t size, size_t *need)
{
	struct debug debug = { layout, style == GPAMAP_DEBUG_PRETTY };

	if (layout == NULL)
		return GPAMAP_ERR_ARGUMENT;
	return gpamap_text_write(tell_layout, &debug, text, size, need);
}
