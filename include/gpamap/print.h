/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_PRINT_H
#define GPAMAP_PRINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gpamap/layout.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

/* Debug print and inspection of a layout. Freestanding. */

/** How gpamap_layout_debug() writes. */
enum gpamap_debug_style {
	GPAMAP_DEBUG_LINE = 0, /**< one line, as Rust's {:?} */
	GPAMAP_DEBUG_PRETTY = 1, /**< one value a line, as Rust's {:#?} */
};

/**
 * Write @layout as the reference implementation's Debug prints it.
 *
 * @text: out, caller's; NUL-terminated. NULL with a @size of 0 measures.
 * @need: out, may be NULL: bytes that the text takes, with its NUL.
 * A layout with other ranges has one member more, "other", at the end.
 * Errors: NO_SPACE: @size is below *@need; @text is untouched. ARGUMENT.
 * Source: #[derive(Debug)] on MemoryLayout, crate vm_topology of OpenVMM.
 */
enum gpamap_status gpamap_layout_debug(const struct gpamap_layout *layout,
				       enum gpamap_debug_style style,
				       char *text, size_t size, size_t *need);

/**
 * A visitor over a tree of names and values. Each member may be NULL: then
 * that kind of event is passed over. @name is the node's name in its parent
 * and lives only for the call. Each returns false to stop the inspection.
 */
struct gpamap_inspector {
	void *context; /**< handed to every call */
	bool (*enter)(void *context, const char *name);
	bool (*leave)(void *context);
	/** A number to be shown in hexadecimal. */
	bool (*hex)(void *context, const char *name, uint64_t value);
	bool (*text)(void *context, const char *name, const char *value);
	/** A value that is not there. */
	bool (*none)(void *context, const char *name);
};

/**
 * Show @layout to @inspector as a tree:
 *
 *   ram { 0x0-0x80000000 { length: 0x80000000, vnode: 0x0 } }
 *   mmio { 0xf8000000-0x100000000 { length: 0x8000000 } }
 *   pci_ecam {} pci_mmio {} vtl2_range: 0x...-0x... (or none)
 *   other { 0xa0000-0xc0000 { length: 0x20000, kind: device } }
 *
 * "other" comes only where there are other ranges; a range with a name or, in
 * other, a vnode shows it.
 * Returns true after the whole tree, false when a callback stopped it.
 * Source: Inspect for MemoryLayout, crate vm_topology of OpenVMM.
 */
bool gpamap_layout_inspect(const struct gpamap_layout *layout,
			   const struct gpamap_inspector *inspector);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_PRINT_H */
