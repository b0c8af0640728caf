/* SPDX-License-Identifier: MIT */
#include "fdt_tell.h"

#define CELL 4u

void gpamap_fdt_tell_cells(const struct gpamap_fdt_telling *telling,
			   struct gpamap_fdt_emit *emit)
{
	gpamap_fdt_emit_cell(emit, GPAMAP_FDT_ADDRESS_CELLS,
			     telling->options.address_cells);
	gpamap_fdt_emit_cell(emit, GPAMAP_FDT_SIZE_CELLS,
			     telling->options.size_cells);
}

void gpamap_fdt_tell_reg(const struct gpamap_fdt_telling *telling,
			 struct gpamap_fdt_emit *emit,
			 struct gpamap_range range)
{
	unsigned int address_cells = telling->options.address_cells;
	unsigned int size_cells = telling->options.size_cells;

	gpamap_fdt_emit_property(emit, GPAMAP_FDT_REG,
				 (uint64_t)CELL * (address_cells + size_cells));
	gpamap_fdt_emit_cells(emit, range.start, address_cells);
	gpamap_fdt_emit_cells(emit, range.end - range.start, size_cells);
}

static void tell_node_id(const struct gpamap_fdt_telling *telling,
			 struct gpamap_fdt_emit *emit, uint64_t vnode)
{
	if (telling->numa && vnode != GPAMAP_NO_VNODE)
		gpamap_fdt_emit_cell(emit, GPAMAP_FDT_NUMA_NODE_ID,
				     (uint32_t)vnode);
}

static uint32_t distance_between(const struct gpamap_fdt_options *options,
				 uint32_t from, uint32_t to)
{
	if (options->distances != NULL)
		return options->distances[from * options->distance_nodes + to];
	/* As a map without distances means it: numa.txt, and LOCAL_DISTANCE
	 * and REMOTE_DISTANCE of Linux 6.1, include/linux/topology.h. */
	return from == to ? 10 : 20;
}

/* Source: Linux 6.1, Documentation/devicetree/bindings/numa.txt, 3. */
static void tell_distances(const struct gpamap_fdt_telling *telling,
			   struct gpamap_fdt_emit *emit)
{
	uint32_t nodes = (uint32_t)telling->nodes;
	uint32_t from, to;

	gpamap_fdt_emit_node(emit, "distance-map");
	gpamap_fdt_emit_string(emit, GPAMAP_FDT_COMPATIBLE,
			       "numa-distance-map-v1");
	gpamap_fdt_emit_property(emit, GPAMAP_FDT_DISTANCE_MATRIX,
				 (uint64_t)nodes * nodes * 3 * CELL);
	for (from = 0; from < nodes; from++) {
		for (to = 0; to < nodes; to++) {
			gpamap_fdt_emit_cells(emit, from, 1);
			gpamap_fdt_emit_cells(emit, to, 1);
			gpamap_fdt_emit_cells(
				emit,
				distance_between(&telling->options, from, to),
				1);
		}
	}
	gpamap_fdt_emit_node_end(emit);
}

void gpamap_fdt_tell_memory(const struct gpamap_fdt_telling *telling,
			    struct gpamap_fdt_emit *emit)
{
	const struct gpamap_ram_range *ram;
	size_t count, i;

	ram = gpamap_layout_ram(telling->layout, &count);
	for (i = 0; i < count; i++) {
		gpamap_fdt_emit_unit(emit, "memory", ram[i].range.start);
		gpamap_fdt_emit_string(emit, GPAMAP_FDT_DEVICE_TYPE, "memory");
		gpamap_fdt_tell_reg(telling, emit, ram[i].range);
		tell_node_id(telling, emit, ram[i].vnode);
		gpamap_fdt_emit_node_end(emit);
	}
	if (telling->numa)
		tell_distances(telling, emit);
}

/* The name of a child of /reserved-memory; NULL for what is none. */
static const char *reserved_name(uint64_t kind)
{
	switch (kind) {
	case GPAMAP_KIND_RESERVED:
		return "reserved";
	case GPAMAP_KIND_FIRMWARE_TABLES:
		return "firmware-tables";
	case GPAMAP_KIND_FIRMWARE_NVS:
		return "firmware-nvs";
	case GPAMAP_KIND_UNUSABLE:
		return "unusable";
	default:
		return NULL;
	}
}

bool gpamap_fdt_has_reserved(const struct gpamap_fdt_telling *telling)
{
	const struct gpamap_other_range *other;
	struct gpamap_range vtl2;
	size_t count, i;

	if (gpamap_layout_vtl2_range(telling->layout, &vtl2))
		return true;
	other = gpamap_layout_other(telling->layout, &count);
	for (i = 0; i < count; i++)
		if (reserved_name(other[i].kind) != NULL)
			return true;
	gpamap_layout_pci_ecam(telling->layout, &count);
	for (i = 0; i < count && telling->devices; i++)
		if (!gpamap_fdt_has_bridge(telling, i))
			return true;
	return false;
}

static void tell_reserved_child(const struct gpamap_fdt_telling *telling,
				struct gpamap_fdt_emit *emit, const char *name,
				struct gpamap_range range)
{
	gpamap_fdt_emit_unit(emit, name, range.start);
	gpamap_fdt_tell_reg(telling, emit, range);
	gpamap_fdt_emit_property(emit, GPAMAP_FDT_NO_MAP, 0);
	gpamap_fdt_emit_node_end(emit);
}

static void tell_spare_ecam(const struct gpamap_fdt_telling *telling,
			    struct gpamap_fdt_emit *emit)
{
	const struct gpamap_range *ecam;
	size_t count, i;

	ecam = gpamap_layout_pci_ecam(telling->layout, &count);
	for (i = 0; i < count && telling->devices; i++)
		if (!gpamap_fdt_has_bridge(telling, i))
			tell_reserved_child(telling, emit, "pci-ecam", ecam[i]);
}

/* Source: Devicetree Specification v0.4, 3.5. */
void gpamap_fdt_tell_reserved(const struct gpamap_fdt_telling *telling,
			      struct gpamap_fdt_emit *emit)
{
	const struct gpamap_other_range *other;
	struct gpamap_range vtl2;
	const char *name;
	size_t count, i;

	gpamap_fdt_emit_node(emit, "reserved-memory");
	gpamap_fdt_tell_cells(telling, emit);
	gpamap_fdt_emit_property(emit, GPAMAP_FDT_RANGES, 0);
	other = gpamap_layout_other(telling->layout, &count);
	for (i = 0; i < count; i++) {
		name = reserved_name(other[i].kind);
		if (name != NULL)
			tell_reserved_child(telling, emit, name,
					    other[i].range);
	}
	tell_spare_ecam(telling, emit);
	if (gpamap_layout_vtl2_range(telling->layout, &vtl2))
		tell_reserved_child(telling, emit, "vtl2", vtl2);
}

/* Source: Linux 6.1, Documentation/devicetree/bindings/pmem/
 * pmem-region.txt. */
void gpamap_fdt_tell_pmem(const struct gpamap_fdt_telling *telling,
			  struct gpamap_fdt_emit *emit)
{
	const struct gpamap_other_range *other;
	size_t count, i;

	other = gpamap_layout_other(telling->layout, &count);
	for (i = 0; i < count; i++) {
		if (other[i].kind != GPAMAP_KIND_PMEM)
			continue;
		gpamap_fdt_emit_unit(emit, "pmem", other[i].range.start);
		gpamap_fdt_emit_string(emit, GPAMAP_FDT_COMPATIBLE,
				       "pmem-region");
		gpamap_fdt_tell_reg(telling, emit, other[i].range);
		tell_node_id(telling, emit, other[i].vnode);
		gpamap_fdt_emit_node_end(emit);
	}
}

void gpamap_fdt_tell_devices(const struct gpamap_fdt_telling *telling,
			     struct gpamap_fdt_emit *emit)
{
	const struct gpamap_range *ecam;
	size_t count, i;

	ecam = gpamap_layout_pci_ecam(telling->layout, &count);
	for (i = 0; i < count; i++)
		if (gpamap_fdt_has_bridge(telling, i))
			gpamap_fdt_tell_bridge(telling, emit, i, ecam[i]);
	gpamap_fdt_tell_pmem(telling, emit);
}
