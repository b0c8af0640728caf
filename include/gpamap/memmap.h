/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_MEMMAP_H
#define GPAMAP_MEMMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gpamap/error.h>
#include <gpamap/layout.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

/*
 * The map as arguments of an x86 Linux kernel: memmap=SIZE@START for RAM, # for
 * ACPI tables, $ for reserved, ! for persistent memory, %START+TYPE for other
 * E820 types; or mem=SIZE.
 *
 * Source: Documentation/admin-guide/kernel-parameters.txt and
 * parse_memmap_one() in arch/x86/kernel/e820.c, Linux 6.1.
 */

/** What the arguments are to do. */
enum gpamap_memmap_style {
	/** memmap=exactmap and the whole map, as E820 tells it: the firmware's
	 * own map is not looked at. */
	GPAMAP_MEMMAP_EXACT = 0,
	/** All but RAM, to be taken out of what the firmware tells. */
	GPAMAP_MEMMAP_RESERVE = 1,
	/** mem=: no RAM from the end of RAM on. */
	GPAMAP_MEMMAP_MEM = 2,
};

/** Bytes of a command line on x86, with its NUL: COMMAND_LINE_SIZE. Source:
 * arch/x86/include/asm/setup.h, Linux 6.1. */
#define GPAMAP_MEMMAP_LIMIT 2048u

/** How arguments are made. All zero: the defaults. */
struct gpamap_memmap_options {
	enum gpamap_memmap_style style;
	/** Bytes that there are for them, with a NUL; 0: 2048. */
	size_t limit;
	/** As in gpamap_e820_options. */
	bool pc_holes;
};

/**
 * Write the arguments, with single blanks between them. A shell or boot loader
 * takes $ for its own: it wants quotes or a backslash there.
 *
 * @options: NULL: the defaults.
 * @text: out, caller's; NUL-terminated. NULL with a @size of 0 measures.
 * @size: bytes there.
 * @need: out, may be NULL: bytes that the text takes, with its NUL.
 * @error: out, may be NULL: written on failure only.
 * Cost: linear.
 * Errors: NO_SPACE: @size is below *@need; @text is untouched. TOO_MANY: more
 *   bytes than the limit: Linux would cut the line short; error->asked has how
 *   many. ARGUMENT.
 * Context: freestanding.
 */
enum gpamap_status
gpamap_memmap_print(const struct gpamap_layout *layout,
		    const struct gpamap_memmap_options *options, char *text,
		    size_t size, size_t *need, struct gpamap_error *error);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_MEMMAP_H */
