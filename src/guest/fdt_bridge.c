/* SPDX-License-Identifier: MIT */
#include "bytes.h"
#include "fdt_read.h"

/*
 * The facts of PCI host bridges. Source: Linux 6.1, Documentation/devicetree/
 * bindings/pci/host-generic-pci.yaml and pci.txt; PCI Bus Binding to IEEE Std
 * 1275-1994, revision 2.1, 2.2.1.1: the first cell of a PCI address.
 */

#define CELL 4u
#define PCI_ADDRESS_CELLS 3u
#define PCI_SIZE_CELLS 2u

enum space {
	SPACE_CONFIGURATION = 0,
	SPACE_IO = 1,
	SPACE_MEMORY_32 = 2,
	SPACE_MEMORY_64 = 3,
};

static const char ecam_generic[] = "pci-host-ecam-generic";

bool gpamap_fdt_is_bridge(const struct gpamap_fdt_node *node)
{
	return gpamap_fdt_node_says(node, GPAMAP_FDT_DEVICE_TYPE, "pci") ||
	       gpamap_fdt_node_says(node, GPAMAP_FDT_DEVICE_TYPE, "pciex") ||
	       gpamap_fdt_node_compatible(node, ecam_generic);
}

static enum gpamap_status tell_window(struct gpamap_fdt_reading *reading,
				      const unsigned char *at,
				      unsigned int parent_cells, uint64_t vnode)
{
	enum space space = (enum space)(gpamap_get_be32(at) >> 24 & 3);
	const unsigned char *parent = at + PCI_ADDRESS_CELLS * CELL;
	struct gpamap_fact fact = {
		.type = GPAMAP_FACT_RANGE,
		.kind = space == SPACE_IO ? GPAMAP_KIND_MMIO
					  : GPAMAP_KIND_PCI_MMIO,
		.vnode = vnode,
	};

	if (space == SPACE_CONFIGURATION)
		return GPAMAP_OK;
	return gpamap_fdt_tell_range(
		reading, &fact, gpamap_fdt_cells(parent, parent_cells),
		gpamap_get_be64(parent + parent_cells * CELL), parent);
}

static enum gpamap_status tell_windows(struct gpamap_fdt_reading *reading)
{
	const struct gpamap_fdt_level *here =
		gpamap_fdt_walk_here(&reading->walk);
	const struct gpamap_fdt_level *above =
		gpamap_fdt_walk_above(&reading->walk);
	struct gpamap_fdt_value ranges = here->ranges;
	uint32_t entry = CELL * (PCI_ADDRESS_CELLS + above->address_cells +
				 PCI_SIZE_CELLS);
	uint64_t vnode = gpamap_fdt_vnode(reading);
	enum gpamap_status status = GPAMAP_OK;
	uint32_t i;

	if (ranges.size == 0)
		return GPAMAP_OK;
	if (here->address_cells != PCI_ADDRESS_CELLS ||
	    here->size_cells != PCI_SIZE_CELLS || ranges.size % entry != 0 ||
	    above->address_cells < 1 || above->address_cells > 2)
		return gpamap_fdt_corrupt(reading, ranges.at);
	for (i = 0; i < ranges.size && status == GPAMAP_OK; i += entry)
		status = tell_window(reading, ranges.at + i,
				     above->address_cells, vnode);
	return status;
}

static enum gpamap_status take_buses(struct gpamap_fdt_reading *reading,
				     struct gpamap_fact *fact)
{
	struct gpamap_fdt_value buses =
		reading->walk.node.values[GPAMAP_FDT_BUS_RANGE];

	fact->first_bus = 0;
	fact->last_bus = 255;
	if (buses.at == NULL)
		return GPAMAP_OK;
	if (buses.size != 2 * CELL)
		return gpamap_fdt_corrupt(reading, buses.at);
	fact->first_bus = gpamap_get_be32(buses.at);
	fact->last_bus = gpamap_get_be32(buses.at + CELL);
	if (fact->last_bus > 255 || fact->first_bus > fact->last_bus)
		return gpamap_fdt_corrupt(reading, buses.at);
	return GPAMAP_OK;
}

static enum gpamap_status tell_ecam(struct gpamap_fdt_reading *reading)
{
	const struct gpamap_fdt_level *above =
		gpamap_fdt_walk_above(&reading->walk);
	struct gpamap_fdt_value reg = reading->walk.node.values[GPAMAP_FDT_REG];
	struct gpamap_fact fact = { .type = GPAMAP_FACT_ECAM };
	unsigned int cells = above->address_cells;
	enum gpamap_status status = take_buses(reading, &fact);

	if (status != GPAMAP_OK || reg.at == NULL)
		return status;
	if (cells < 1 || cells > 2 || above->size_cells < 1 ||
	    above->size_cells > 2 ||
	    reg.size < CELL * (cells + above->size_cells))
		return gpamap_fdt_corrupt(reading, reg.at);
	fact.segment = (uint32_t)gpamap_fdt_node_cell(&reading->walk.node,
						      GPAMAP_FDT_PCI_DOMAIN, 0);
	return gpamap_fdt_tell_range(
		reading, &fact, gpamap_fdt_cells(reg.at, cells),
		gpamap_fdt_cells(reg.at + CELL * cells, above->size_cells),
		reg.at);
}

enum gpamap_status
gpamap_fdt_tell_bridge_facts(struct gpamap_fdt_reading *reading)
{
	enum gpamap_status status = GPAMAP_OK;

	/* What is behind it is on its bus, not on the processor's. */
	gpamap_fdt_walk_here(&reading->walk)->pci = true;
	/* reg of other bridges is no ECAM. */
	if (gpamap_fdt_node_compatible(&reading->walk.node, ecam_generic))
		status = tell_ecam(reading);
	return status == GPAMAP_OK ? tell_windows(reading) : status;
}
