/* SPDX-License-Identifier: MIT */
#include <gpamap/layout.h>

#include "machine.h"
#include "start_info.h"

/*
 * A kernel that knows where its memory is: it reads the memory map that it was
 * booted with, makes a layout of it, and prints what the layout says.
 */

enum {
	EXIT_GOOD = 0x10,
	EXIT_BAD = 0x11
};

/* Where this very kernel is; from kernel.ld. */
extern char image[], image_end[];

void kernel_main(uint64_t start_info);

static void put_range(struct gpamap_range range, const char *what)
{
	machine_put_hex(range.start);
	machine_put("-");
	machine_put_hex(range.end);
	machine_put(" ");
	machine_put(what);
	machine_put("\n");
}

static void put_number(const char *what, uint64_t value)
{
	machine_put(what);
	machine_put(" ");
	machine_put_hex(value);
	machine_put("\n");
}

static void put_layout(const struct gpamap_layout *layout)
{
	struct gpamap_entry entry;

	for (size_t i = 0; gpamap_layout_at(layout, i, &entry); i++)
		put_range(entry.range, gpamap_kind_name(entry.kind));
	put_number("ram-size", gpamap_layout_ram_size(layout));
	put_number("ram-below-4gb", gpamap_layout_ram_below_4gb(layout));
	put_number("ram-above-4gb", gpamap_layout_ram_above_4gb(layout));
	put_number("end-of-ram", gpamap_layout_end_of_ram(layout));
	put_number("words", gpamap_layout_words(layout));
	put_number("digest", gpamap_layout_digest(layout));
}

void kernel_main(uint64_t start_info)
{
	const struct gpamap_range self = { (uint64_t)image,
					   (uint64_t)image_end };
	const struct gpamap_layout *layout;
	char text[GPAMAP_ERROR_TEXT_MAX];
	struct gpamap_error error;

	if (start_info_layout(start_info, &layout, &error) != GPAMAP_OK) {
		gpamap_error_format(&error, text, sizeof(text), NULL);
		machine_put(text);
		machine_put("\n");
		machine_exit(EXIT_BAD);
	}
	put_layout(layout);
	put_range(self, gpamap_layout_is_ram(layout, self) ? "kernel"
							   : "kernel astray");
	machine_exit(EXIT_GOOD);
}
