/* SPDX-License-Identifier: MIT */
#include "fdt_tell.h"

/*
 * PCI host bridges. Source: Linux 6.1, Documentation/devicetree/bindings/pci/
 * host-generic-pci.yaml and pci.txt; PCI Bus Binding to IEEE Std 1275-1994,
 * revision 2.1, 2.2.1.1: the first cell of a PCI address.
 */

#define CELL 4u
#define PCI_ADDRESS_CELLS 3u
#define PCI_SIZE_CELLS 2u
#define SPACE_32_BIT 0x02000000u
#define SPACE_64_BIT 0x03000000u
#define BUS_SIZE (UINT64_C(1) << 20)

static bool is_window_of(const struct gpamap_fdt_telling *telling,
			 size_t window, size_t bridge)
{
	const size_t *bridges = telling->options.window_bridges;

	return (bridges != NULL ? bridges[window] : 0) == bridge;
}

bool gpamap_fdt_has_bridge(const struct gpamap_fdt_telling *telling,
			   size_t index)
{
	size_t count, i;

	gpamap_layout_pci_mmio(telling->layout, &count);
	if (telling->options.window_bridges == NULL)
		return index == 0 && count > 0;
	for (i = 0; i < count; i++)
		if (is_window_of(telling, i, index))
			return true;
	return false;
}

uint64_t gpamap_fdt_first_bus(const struct gpamap_fdt_telling *telling,
			      size_t index)
{
	const struct gpamap_range *ecam;
	uint64_t first = 0;
	size_t count, i;

	if (telling->options.bridges != NULL)
		return telling->options.bridges[index].first_bus;
	ecam = gpamap_layout_pci_ecam(telling->layout, &count);
	for (i = 0; i < index; i++)
		first += (ecam[i].end - ecam[i].start) / BUS_SIZE;
	return first;
}

static uint64_t window_size(const struct gpamap_fdt_telling *telling)
{
	return (uint64_t)CELL * (PCI_ADDRESS_CELLS + PCI_SIZE_CELLS +
				 telling->options.address_cells);
}

/* A window is told in one piece on either side of 4 GiB. */
static uint64_t pieces_of(struct gpamap_range window)
{
	return window.start < GPAMAP_4GB && window.end > GPAMAP_4GB ? 2 : 1;
}

/* Devices see a window where the processor sees it. */
static void tell_piece(const struct gpamap_fdt_telling *telling,
		       struct gpamap_fdt_emit *emit, struct gpamap_range piece)
{
	gpamap_fdt_emit_cells(
		emit, piece.end <= GPAMAP_4GB ? SPACE_32_BIT : SPACE_64_BIT, 1);
	gpamap_fdt_emit_cells(emit, piece.start, 2);
	gpamap_fdt_emit_cells(emit, piece.start,
			      telling->options.address_cells);
	gpamap_fdt_emit_cells(emit, piece.end - piece.start, PCI_SIZE_CELLS);
}

static void tell_window(const struct gpamap_fdt_telling *telling,
			struct gpamap_fdt_emit *emit,
			struct gpamap_range window)
{
	struct gpamap_range low = { window.start, GPAMAP_4GB };

	if (pieces_of(window) > 1) {
		tell_piece(telling, emit, low);
		window.start = GPAMAP_4GB;
	}
	tell_piece(telling, emit, window);
}

static void tell_windows(const struct gpamap_fdt_telling *telling,
			 struct gpamap_fdt_emit *emit, size_t bridge)
{
	const struct gpamap_range *windows;
	uint64_t pieces = 0;
	size_t count, i;

	windows = gpamap_layout_pci_mmio(telling->layout, &count);
	for (i = 0; i < count; i++)
		if (is_window_of(telling, i, bridge))
			pieces += pieces_of(windows[i]);
	gpamap_fdt_emit_property(emit, GPAMAP_FDT_RANGES,
				 pieces * window_size(telling));
	for (i = 0; i < count; i++)
		if (is_window_of(telling, i, bridge))
			tell_window(telling, emit, windows[i]);
}

static void tell_buses(const struct gpamap_fdt_telling *telling,
		       struct gpamap_fdt_emit *emit, size_t bridge,
		       struct gpamap_range ecam)
{
	const struct gpamap_fdt_bridge *bridges = telling->options.bridges;
	uint64_t buses = (ecam.end - ecam.start) / BUS_SIZE;
	uint64_t first = gpamap_fdt_first_bus(telling, bridge);
	uint32_t segment = bridges != NULL ? bridges[bridge].segment : 0;
	size_t count;

	gpamap_layout_pci_ecam(telling->layout, &count);
	gpamap_fdt_emit_property(emit, GPAMAP_FDT_BUS_RANGE,
				 (uint64_t)2 * CELL);
	gpamap_fdt_emit_cells(emit, first, 1);
	gpamap_fdt_emit_cells(emit, first + buses - 1, 1);
	if (bridges != NULL || count > 1)
		gpamap_fdt_emit_cell(emit, GPAMAP_FDT_PCI_DOMAIN, segment);
}

void gpamap_fdt_tell_bridge(const struct gpamap_fdt_telling *telling,
			    struct gpamap_fdt_emit *emit, size_t bridge,
			    struct gpamap_range ecam)
{
	gpamap_fdt_emit_unit(emit, "pcie", ecam.start);
	gpamap_fdt_emit_string(emit, GPAMAP_FDT_COMPATIBLE,
			       "pci-host-ecam-generic");
	gpamap_fdt_emit_string(emit, GPAMAP_FDT_DEVICE_TYPE, "pci");
	gpamap_fdt_emit_cell(emit, GPAMAP_FDT_ADDRESS_CELLS, PCI_ADDRESS_CELLS);
	gpamap_fdt_emit_cell(emit, GPAMAP_FDT_SIZE_CELLS, PCI_SIZE_CELLS);
	gpamap_fdt_tell_reg(telling, emit, ecam);
	tell_buses(telling, emit, bridge, ecam);
	tell_windows(telling, emit, bridge);
	gpamap_fdt_emit_node_end(emit);
}
