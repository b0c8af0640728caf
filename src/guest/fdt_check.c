/* SPDX-License-Identifier: MIT */
#include "fdt_fault.h"
#include "fdt_tell.h"

/* Whether a tree can tell a layout, before a byte of it is written. */

struct checking {
	const struct gpamap_fdt_telling *telling;
	struct gpamap_error *error;
};

/* What one cell can tell. */
#define CELL_MAX UINT64_C(0xffffffff)
#define SIZE_MAX_IN_CELL (CELL_MAX - CELL_MAX % GPAMAP_PAGE_SIZE)

/* Source: Linux 6.1, Documentation/devicetree/bindings/pci/
 * host-generic-pci.yaml: 1 MiB of ECAM a bus. */
#define BUS_SIZE (UINT64_C(1) << 20)
#define BUS_COUNT 256u

static enum gpamap_status check_range(const struct checking *checking,
				      enum gpamap_list list, size_t index,
				      struct gpamap_range range)
{
	const struct gpamap_fdt_options *options = &checking->telling->options;
	struct gpamap_subject subject = { list, index, range };
	uint64_t limit = GPAMAP_ADDRESS_END;

	/* A window's size is in the bridge's cells, which are two. */
	if (options->size_cells == 1 && list != GPAMAP_LIST_PCI_MMIO &&
	    range.end - range.start > CELL_MAX)
		limit = range.start + SIZE_MAX_IN_CELL;
	if (options->address_cells == 1 && range.end > GPAMAP_4GB)
		limit = GPAMAP_4GB;
	if (range.end <= limit)
		return GPAMAP_OK;
	return gpamap_fdt_blame(checking->error, GPAMAP_ERR_TOO_HIGH, &subject,
				0, limit);
}

static enum gpamap_status check_ram(const struct checking *checking)
{
	enum gpamap_status status = GPAMAP_OK;
	const struct gpamap_ram_range *ram;
	size_t count, i;

	ram = gpamap_layout_ram(checking->telling->layout, &count);
	for (i = 0; i < count && status == GPAMAP_OK; i++)
		status =
			check_range(checking, GPAMAP_LIST_RAM, i, ram[i].range);
	return status;
}

/* Persistent memory is told by a merge, too. */
static bool tells_other(uint64_t kind)
{
	return kind != GPAMAP_KIND_DEVICE && kind != GPAMAP_KIND_HOTPLUG;
}

static enum gpamap_status check_other(const struct checking *checking)
{
	enum gpamap_status status = GPAMAP_OK;
	const struct gpamap_other_range *other;
	struct gpamap_range vtl2;
	size_t count, i;

	other = gpamap_layout_other(checking->telling->layout, &count);
	for (i = 0; i < count && status == GPAMAP_OK; i++)
		if (tells_other(other[i].kind))
			status = check_range(checking, GPAMAP_LIST_OTHER, i,
					     other[i].range);
	if (status == GPAMAP_OK &&
	    gpamap_layout_vtl2_range(checking->telling->layout, &vtl2))
		status = check_range(checking, GPAMAP_LIST_VTL2, 0, vtl2);
	return status;
}

static enum gpamap_status check_bridge(const struct checking *checking,
				       size_t index, struct gpamap_range range)
{
	struct gpamap_subject subject = { GPAMAP_LIST_PCI_ECAM, index, range };
	uint64_t buses = (range.end - range.start) / BUS_SIZE;
	uint64_t first = gpamap_fdt_first_bus(checking->telling, index);

	if (buses == 0)
		return gpamap_fdt_blame(checking->error, GPAMAP_ERR_EMPTY,
					&subject, 0, BUS_SIZE);
	if (first + buses > BUS_COUNT)
		return gpamap_fdt_blame(checking->error, GPAMAP_ERR_TOO_MANY,
					&subject, first + buses, BUS_COUNT);
	return GPAMAP_OK;
}

static enum gpamap_status check_ecam(const struct checking *checking)
{
	const struct gpamap_fdt_telling *telling = checking->telling;
	enum gpamap_status status = GPAMAP_OK;
	const struct gpamap_range *ecam;
	size_t count, i;

	if (!telling->devices)
		return GPAMAP_OK;
	ecam = gpamap_layout_pci_ecam(telling->layout, &count);
	for (i = 0; i < count && status == GPAMAP_OK; i++) {
		status =
			check_range(checking, GPAMAP_LIST_PCI_ECAM, i, ecam[i]);
		if (status == GPAMAP_OK && gpamap_fdt_has_bridge(telling, i))
			status = check_bridge(checking, i, ecam[i]);
	}
	return status;
}

static enum gpamap_status check_windows(const struct checking *checking)
{
	const struct gpamap_fdt_telling *telling = checking->telling;
	const size_t *bridges = telling->options.window_bridges;
	enum gpamap_status status = GPAMAP_OK;
	const struct gpamap_range *windows;
	size_t count, ecams, i;

	gpamap_layout_pci_ecam(telling->layout, &ecams);
	windows = gpamap_layout_pci_mmio(telling->layout, &count);
	if (ecams == 0 || !telling->devices)
		return GPAMAP_OK;
	for (i = 0; i < count && status == GPAMAP_OK; i++) {
		status = check_range(checking, GPAMAP_LIST_PCI_MMIO, i,
				     windows[i]);
		if (status == GPAMAP_OK && bridges != NULL &&
		    bridges[i] >= ecams)
			status = gpamap_fdt_fail(checking->error,
						 GPAMAP_ERR_ARGUMENT,
						 bridges[i], ecams);
	}
	return status;
}

/* Source: Linux 6.1, Documentation/devicetree/bindings/numa.txt: 10 from a
 * node to itself, more between nodes. */
static enum gpamap_status check_distances(const struct checking *checking)
{
	const struct gpamap_fdt_telling *telling = checking->telling;
	const struct gpamap_fdt_options *options = &telling->options;
	size_t rows = options->distance_nodes;
	size_t from, to;

	if (!telling->numa)
		return GPAMAP_OK;
	if (telling->nodes > GPAMAP_FDT_NODES_MAX)
		return gpamap_fdt_fail(checking->error, GPAMAP_ERR_TOO_MANY,
				       telling->nodes, GPAMAP_FDT_NODES_MAX);
	if (options->distances == NULL)
		return GPAMAP_OK;
	if (rows < telling->nodes)
		return gpamap_fdt_fail(checking->error, GPAMAP_ERR_ARGUMENT,
				       rows, telling->nodes);
	for (from = 0; from < telling->nodes; from++)
		for (to = 0; to < telling->nodes; to++)
			if ((options->distances[from * rows + to] > 10) ==
				    (from == to) ||
			    options->distances[from * rows + to] < 10)
				return gpamap_fdt_fail(
					checking->error, GPAMAP_ERR_ARGUMENT,
					options->distances[from * rows + to],
					10);
	return GPAMAP_OK;
}

static enum gpamap_status check(const struct checking *checking)
{
	enum gpamap_status status = check_distances(checking);

	if (status == GPAMAP_OK)
		status = check_ram(checking);
	if (status == GPAMAP_OK)
		status = check_other(checking);
	if (status == GPAMAP_OK)
		status = check_ecam(checking);
	return status == GPAMAP_OK ? check_windows(checking) : status;
}

enum gpamap_status
gpamap_fdt_telling_begin(struct gpamap_fdt_telling *telling,
			 const struct gpamap_layout *layout,
			 const struct gpamap_fdt_options *options, bool devices,
			 struct gpamap_error *error)
{
	struct checking checking = { telling, error };

	*telling = (struct gpamap_fdt_telling){ .layout = layout,
						.devices = devices };
	if (options != NULL)
		telling->options = *options;
	if (layout == NULL || telling->options.address_cells > 2 ||
	    telling->options.size_cells > 2)
		return gpamap_fdt_fail(error, GPAMAP_ERR_ARGUMENT, 0, 0);
	if (telling->options.address_cells == 0)
		telling->options.address_cells = 2;
	if (telling->options.size_cells == 0)
		telling->options.size_cells = 2;
	telling->nodes = gpamap_layout_node_count(layout);
	telling->numa = telling->nodes > 1 ||
			(telling->options.numa && telling->nodes > 0);
	return check(&checking);
}
