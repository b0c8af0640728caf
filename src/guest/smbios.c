/* SPDX-License-Identifier: MIT */
#include <gpamap/range.h>
#include <gpamap/smbios.h>

#include "../core/fault.h"
#include "out.h"
#include "pieces.h"

#define KIB UINT64_C(1024)
#define MIB (KIB * 1024)
#define GIB (MIB * 1024)

#define HANDLE_LAST 0xfeffu
/* "No error information structure." Source: SMBIOS 3.6.0, 7.17 and
 * 7.18, Memory Error Information Handle. */
#define NO_HANDLE 0xfffeu

/* Lengths of the formatted parts in version 3.6. */
enum {
	ARRAY_LENGTH = 0x17,
	DEVICE_LENGTH = 0x5c,
	MAPPED_LENGTH = 0x1f,
	END_LENGTH = 4,
};

/* What the teller tells. */
struct map {
	const struct gpamap_layout *layout;
	struct gpamap_smbios_options options;
	uint64_t devices;
};

/* Structures being put. */
struct table {
	struct gpamap_out *out;
	uint32_t handle; /* of the next one */
};

/* The devices of one vnode, one after the other. */
struct devices {
	uint64_t vnode;
	uint64_t left; /* bytes not told yet */
};

/* Find the lowest vnode with RAM from @from on; false: none. */
static bool find_node(const struct gpamap_layout *layout, uint64_t from,
		      struct devices *node)
{
	const struct gpamap_ram_range *ram;
	size_t count;

	ram = gpamap_layout_ram(layout, &count);
	*node = (struct devices){ GPAMAP_NO_VNODE, 0 };
	for (size_t i = 0; i < count; i++) {
		if (ram[i].vnode < from || ram[i].vnode > node->vnode)
			continue;
		if (ram[i].vnode < node->vnode)
			*node = (struct devices){ ram[i].vnode, 0 };
		node->left += gpamap_range_len(ram[i].range);
	}
	return node->vnode != GPAMAP_NO_VNODE;
}

/*
 * Take the next device off a node. A size is told in whole MiB, or in KiB if
 * small: what is less than a MiB gets a device of its own.
 */
static uint64_t take_device(struct devices *node, uint64_t device_size)
{
	uint64_t size = node->left;

	if (size > device_size)
		size = device_size;
	if (size > MIB)
		size -= size % MIB;
	node->left -= size;
	return size;
}

/* Count what take_device() takes off a node: no division of 64 bits, as in
 * gpamap_out_decimal(). A device has 2^20 bytes at the least. */
static uint64_t count_in_node(uint64_t left, uint64_t device_size)
{
	uint64_t count = 0;

	for (unsigned int shift = 44; shift-- > 0;) {
		if (left >> shift < device_size)
			continue;
		left -= device_size << shift;
		count += UINT64_C(1) << shift;
	}
	return count + (left >= MIB) + (left % MIB != 0);
}

/* Beyond the handles that there are, further nodes make no difference. */
static uint64_t count_devices(const struct gpamap_layout *layout,
			      uint64_t device_size)
{
	struct devices node;
	uint64_t from = 0;
	uint64_t count = 0;

	while (count <= HANDLE_LAST && find_node(layout, from, &node)) {
		from = node.vnode + 1;
		count += count_in_node(node.left, device_size);
	}
	return count;
}

static void put_header(struct table *table, uint8_t type, uint8_t length)
{
	gpamap_out_byte(table->out, type);
	gpamap_out_byte(table->out, length);
	gpamap_out_le16(table->out, (uint16_t)table->handle);
	table->handle++;
}

/* Source: SMBIOS 3.6.0, 7.17 Physical Memory Array (Type 16). */
static void put_array(struct table *table, const struct map *map)
{
	uint64_t size = gpamap_layout_ram_size(map->layout);
	/* From 2 TiB on, the field says so and another has the size. */
	bool large = size / KIB >= UINT32_C(0x80000000);
	struct gpamap_out *out = table->out;

	put_header(table, 16, ARRAY_LENGTH);
	gpamap_out_byte(out, 0x03); /* on the system board */
	gpamap_out_byte(out, 0x03); /* used as system memory */
	gpamap_out_byte(out, map->options.error_correction);
	gpamap_out_le32(out,
			large ? UINT32_C(0x80000000) : (uint32_t)(size / KIB));
	gpamap_out_le16(out, NO_HANDLE);
	gpamap_out_le16(out, (uint16_t)map->devices);
	gpamap_out_le64(out, large ? size : 0);
	gpamap_out_le16(out, 0); /* no strings */
}

/* Size and Extended Size. Source: SMBIOS 3.6.0, 7.18, offset 0x0c; 7.18.5. */
static uint16_t short_size(uint64_t size)
{
	if (size % MIB != 0)
		return (uint16_t)(0x8000 + size / KIB);
	return size / MIB < 0x7fff ? (uint16_t)(size / MIB) : 0x7fff;
}

static uint32_t extended_size(uint64_t size)
{
	return size / MIB < 0x7fff ? 0 : (uint32_t)(size / MIB);
}

static void put_names(struct gpamap_out *out, uint64_t device, uint64_t vnode)
{
	gpamap_out_text(out, "DIMM ");
	gpamap_out_decimal(out, device);
	gpamap_out_byte(out, '\0');
	gpamap_out_text(out, "NODE ");
	gpamap_out_decimal(out, vnode);
	gpamap_out_le16(out, 0); /* the end of the string, and of them all */
}

/* Source: SMBIOS 3.6.0, 7.18 Memory Device (Type 17). */
static void put_device(struct table *table, uint16_t array, uint64_t vnode,
		       uint64_t size)
{
	uint32_t number = table->handle - array - 1;
	struct gpamap_out *out = table->out;

	put_header(table, 17, DEVICE_LENGTH);
	gpamap_out_le16(out, array);
	gpamap_out_le16(out, NO_HANDLE);
	gpamap_out_le16(out, 0xffff); /* total width: unknown */
	gpamap_out_le16(out, 0xffff); /* data width: unknown */
	gpamap_out_le16(out, short_size(size));
	gpamap_out_byte(out, 0x09); /* form factor: DIMM */
	gpamap_out_byte(out, 0); /* in no set */
	gpamap_out_byte(out, 1); /* locator: string 1 */
	gpamap_out_byte(out, 2); /* bank locator: string 2 */
	gpamap_out_byte(out, 0x07); /* type: RAM */
	gpamap_out_le16(out, 0x0002); /* detail: other */
	gpamap_out_le16(out, 0); /* speed: unknown */
	gpamap_out_zeroes(out, 4); /* no more strings */
	gpamap_out_byte(out, 0); /* rank: unknown */
	gpamap_out_le32(out, extended_size(size));
	gpamap_out_zeroes(out, 8); /* speed and voltages: unknown */
	gpamap_out_byte(out, 0x02); /* technology: unknown */
	gpamap_out_le16(out, 0x0008); /* operating mode: volatile */
	gpamap_out_zeroes(out, 9); /* firmware, makers, products: unknown */
	gpamap_out_le64(out, 0); /* non-volatile bytes */
	gpamap_out_le64(out, size); /* volatile bytes */
	gpamap_out_zeroes(out, 24); /* cache, logical size, extended speeds */
	put_names(out, number, vnode);
}

static void put_devices(struct table *table, const struct map *map,
			uint16_t array)
{
	struct devices node;
	uint64_t from = 0;
	uint64_t size;

	while (find_node(map->layout, from, &node)) {
		from = node.vnode + 1;
		while (node.left > 0) {
			size = take_device(&node, map->options.device_size);
			put_device(table, array, node.vnode, size);
		}
	}
}

/* Source: SMBIOS 3.6.0, 7.20 Memory Array Mapped Address (Type 19). */
static void put_mapped(struct table *table, uint16_t array,
		       const struct gpamap_piece *piece)
{
	/* Both addresses are in KiB, or both in bytes in extended fields. */
	bool extended = (piece->end - 1) / KIB >= UINT32_MAX;
	struct gpamap_out *out = table->out;

	put_header(table, 19, MAPPED_LENGTH);
	gpamap_out_le32(out,
			extended ? UINT32_MAX : (uint32_t)(piece->start / KIB));
	gpamap_out_le32(out, extended ? UINT32_MAX
				      : (uint32_t)((piece->end - 1) / KIB));
	gpamap_out_le16(out, array);
	gpamap_out_byte(out, 1); /* devices that form a row */
	gpamap_out_le64(out, extended ? piece->start : 0);
	gpamap_out_le64(out, extended ? piece->end - 1 : 0);
	gpamap_out_le16(out, 0); /* no strings */
}

static void begin_pieces(struct gpamap_pieces *pieces,
			 const struct gpamap_layout *layout)
{
	struct gpamap_pieces_rule rule = { .types = gpamap_pieces_ram };

	gpamap_pieces_init(pieces, layout, &rule);
}

static enum gpamap_status tell(struct gpamap_out *out, const void *what,
			       struct gpamap_error *error)
{
	const struct map *map = what;
	struct table table = { out, map->options.first_handle };
	uint16_t array = map->options.first_handle;
	struct gpamap_pieces pieces;
	struct gpamap_piece piece;

	(void)error;
	put_array(&table, map);
	put_devices(&table, map, array);
	begin_pieces(&pieces, map->layout);
	while (gpamap_pieces_next(&pieces, &piece))
		put_mapped(&table, array, &piece);
	if (map->options.end) {
		put_header(&table, 127, END_LENGTH);
		gpamap_out_le16(out, 0);
	}
	return GPAMAP_OK;
}

/* Check that there are handles for all structures. */
static enum gpamap_status check_handles(const struct map *map,
					struct gpamap_error *error)
{
	uint64_t wanted = 1 + map->devices + map->options.end;
	uint64_t free = HANDLE_LAST + 1u - map->options.first_handle;
	struct gpamap_pieces pieces;
	struct gpamap_piece piece;

	begin_pieces(&pieces, map->layout);
	while (gpamap_pieces_next(&pieces, &piece))
		wanted++;
	if (wanted > free)
		return gpamap_fault_number(error, GPAMAP_ERR_TOO_MANY, wanted,
					   free);
	return GPAMAP_OK;
}

/* Put the defaults in; false where an option is out of its domain. */
static bool settle(struct gpamap_smbios_options *options)
{
	if (options->device_size == 0)
		options->device_size = 16 * GIB;
	if (options->first_handle == 0)
		options->first_handle = 0x1000;
	if (options->error_correction == 0)
		options->error_correction = 3;
	return options->device_size % MIB == 0 &&
	       options->device_size < UINT64_C(1) << 51 &&
	       options->first_handle <= HANDLE_LAST &&
	       options->error_correction <= 7;
}

enum gpamap_status
gpamap_smbios_write(const struct gpamap_layout *layout,
		    const struct gpamap_smbios_options *options, void *buffer,
		    size_t size, size_t *need, struct gpamap_error *error)
{
	struct map map = { .layout = layout };
	enum gpamap_status status;

	if (options != NULL)
		map.options = *options;
	if (layout == NULL || !settle(&map.options))
		return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
	map.devices = count_devices(layout, map.options.device_size);
	status = check_handles(&map, error);
	if (status != GPAMAP_OK)
		return status;
	return gpamap_out_write(tell, &map, buffer, size, need, error);
}
