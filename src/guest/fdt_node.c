/* SPDX-License-Identifier: MIT */
#include <libfdt.h>

#include "bytes.h"
#include "fdt_node.h"

#define TAG_SIZE 4

/* In the order of the enumeration. Sources: Devicetree Specification v0.4, 2.3
 * and 3.4; Linux 6.1, Documentation/devicetree/bindings: numa.txt, pci. */
static const char *const names[GPAMAP_FDT_PROPERTY_COUNT] = {
	[GPAMAP_FDT_ADDRESS_CELLS] = "#address-cells",
	[GPAMAP_FDT_SIZE_CELLS] = "#size-cells",
	[GPAMAP_FDT_BUS_RANGE] = "bus-range",
	[GPAMAP_FDT_COMPATIBLE] = "compatible",
	[GPAMAP_FDT_DEVICE_TYPE] = "device_type",
	[GPAMAP_FDT_DISTANCE_MATRIX] = "distance-matrix",
	[GPAMAP_FDT_HOTPLUGGABLE] = "hotpluggable",
	[GPAMAP_FDT_PCI_DOMAIN] = "linux,pci-domain",
	[GPAMAP_FDT_NUMA_NODE_ID] = "numa-node-id",
	[GPAMAP_FDT_RANGES] = "ranges",
	[GPAMAP_FDT_REG] = "reg",
	[GPAMAP_FDT_STATUS] = "status",
};

static bool are_equal(const char *a, const char *b)
{
	while (*a != '\0' && *a == *b) {
		a++;
		b++;
	}
	return *a == *b;
}

static unsigned int property_called(const char *name)
{
	unsigned int i;

	for (i = 0; i < GPAMAP_FDT_PROPERTY_COUNT; i++)
		if (are_equal(name, names[i]))
			break;
	return i;
}

/* Source: Devicetree Specification v0.4, 5.4.1: behind the tag stand the
 * length, the offset of the name, and the value. */
static void take_property(const void *tree, int offset,
			  struct gpamap_fdt_node *node)
{
	const unsigned char *at = fdt_offset_ptr(tree, offset + TAG_SIZE, 8);
	const char *strings = (const char *)tree + fdt_off_dt_strings(tree);
	unsigned int property =
		property_called(strings + gpamap_get_be32(at + 4));

	/* Of two with one name, the first one counts. */
	if (property == GPAMAP_FDT_PROPERTY_COUNT ||
	    node->values[property].at != NULL)
		return;
	node->values[property] =
		(struct gpamap_fdt_value){ at + 8, gpamap_get_be32(at) };
}

/* Take the properties of the node at @offset, which begin at @next. */
static void take_node(const void *tree, int offset, int next,
		      struct gpamap_fdt_node *node)
{
	uint32_t tag;
	int at;

	*node = (struct gpamap_fdt_node){
		.offset = offset,
		.name = fdt_offset_ptr(tree, offset + TAG_SIZE, 1),
	};
	do {
		at = next;
		tag = fdt_next_tag(tree, at, &next);
		if (tag == FDT_PROP)
			take_property(tree, at, node);
	} while (tag == FDT_PROP || tag == FDT_NOP);
	node->behind = at;
}

bool gpamap_fdt_node_next(const void *tree, struct gpamap_fdt_node *node,
			  int *depth)
{
	int next = node->behind;
	uint32_t tag;
	int at;

	do {
		at = next;
		tag = fdt_next_tag(tree, at, &next);
		if (tag == FDT_BEGIN_NODE) {
			++*depth;
			take_node(tree, at, next, node);
			return true;
		}
		if (tag == FDT_END_NODE)
			--*depth;
	} while (tag != FDT_END && *depth >= 0);
	return false;
}

uint64_t gpamap_fdt_node_cell(const struct gpamap_fdt_node *node,
			      enum gpamap_fdt_property property,
			      uint64_t otherwise)
{
	const struct gpamap_fdt_value *value = &node->values[property];

	return value->size == 4 ? gpamap_get_be32(value->at) : otherwise;
}

bool gpamap_fdt_node_says(const struct gpamap_fdt_node *node,
			  enum gpamap_fdt_property property, const char *text)
{
	const struct gpamap_fdt_value *value = &node->values[property];
	uint32_t i;

	for (i = 0; i < value->size && value->at[i] == (unsigned char)text[i];
	     i++)
		if (text[i] == '\0')
			return true;
	return false;
}

bool gpamap_fdt_node_compatible(const struct gpamap_fdt_node *node,
				const char *text)
{
	const struct gpamap_fdt_value *value =
		&node->values[GPAMAP_FDT_COMPATIBLE];

	return value->size > 0 &&
	       fdt_stringlist_contains((const char *)value->at,
				       (int)value->size, text) == 1;
}
