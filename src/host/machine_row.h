/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_MACHINE_ROW_H
#define GPAMAP_HOST_MACHINE_ROW_H

#include <gpamap/plan.h>

/*
 * What a machine is made of, as data. A row has the keys that can be set, the
 * rule for RAM, and items: one for each range beside RAM. machine_build.c
 * makes plan requests of them and knows no machine by name.
 */

/** What can be set behind a machine's name; names and forms are in
 * machine_keys.c. */
enum machine_key {
	KEY_NONE = 0,
	KEY_VERSION, /**< major * 100 + minor */
	KEY_CPU, /**< enum machine_cpu */
	KEY_PHYS_BITS,
	KEY_CPUS,
	KEY_MAX_RAM_BELOW_4G, /**< 0: the machine's own limit */
	KEY_MAXMEM, /**< 0: none */
	KEY_SLOTS,
	KEY_PCI_HOLE64_SIZE,
	KEY_ACPI,
	KEY_PCIE, /**< on or off, or a number of root complexes */
	KEY_GIC,
	KEY_HIGHMEM,
	KEY_HOTPLUG,
	KEY_LOW_MMIO,
	KEY_HIGH_MMIO,
	KEY_PCIE_LOW_MMIO,
	KEY_PCIE_HIGH_MMIO,
	KEY_VIRTIO_MMIO,
	KEY_RAM_START,
	KEY_VTL2,
	KEY_VTL2_MMIO,
	KEY_SETTABLE,
	/** Not set but computed: bytes of the hot-plug window of QEMU. */
	KEY_DEVICE_MEMORY = KEY_SETTABLE,
	KEY_NODES, /**< not set but counted */
	KEY_COUNT,
};

enum machine_cpu {
	CPU_AMD = 0,
	CPU_INTEL = 1,
};

#define MACHINE_VERSION(major, minor) ((major)*100 + (minor))

/** A key that a machine has. */
struct machine_setting {
	enum machine_key key;
	uint64_t standard; /**< the value where none is given */
	uint64_t min;
	uint64_t max;
};

/** Where an item stands. */
enum machine_where {
	WHERE_AT = 0, /**< at .address */
	WHERE_ENDS, /**< .address is its end */
	WHERE_TOP, /**< its end is .address below the end of the space */
	/** From the end of RAM below 4 GiB up to .address; nothing where RAM
	 * reaches it. */
	WHERE_LOW_GAP,
	/** Where the planner puts it in .phase; .address is the lowest
	 * address, or 0. */
	WHERE_PLACED,
	/** The last quarter of the address space. */
	WHERE_LAST_QUARTER,
	/** From the end of RAM or 4 GiB to .address below the end of the
	 * space, in whole multiples of .slot. */
	WHERE_REST,
	/** In a slot aligned to its size, behind the stacked items before it;
	 * the first at or above .address. Where a slot does not fit into the
	 * address space: at .or_address, or nowhere. */
	WHERE_STACKED,
};

/** A range of a machine beside RAM. All zero but kind, tag, address and size:
 * a range that is always there, at that address. */
struct machine_item {
	const char *tag; /**< "#" in it is the number of the repetition */
	enum gpamap_kind kind;
	enum machine_where where;
	enum gpamap_phase phase; /**< for WHERE_PLACED */
	enum machine_key by; /**< adds to the size */
	enum machine_key repeat; /**< once for each unit of this key */
	enum machine_key when; /**< only where its value is .from to .to */
	uint64_t from;
	uint64_t to;
	uint64_t address;
	/** Bytes. To them come .each bytes for each unit of .by's value, or
	 * the value itself where .each is 0. Without bytes there is no range;
	 * an item with .by may have none, for others it is an error. */
	uint64_t size;
	uint64_t each;
	uint64_t by_from; /**< units that do not count, as the first 123 CPUs */
	uint64_t by_most; /**< units that count at most; 0: all */
	uint64_t alignment;
	/** WHERE_STACKED: see there. WHERE_REST, WHERE_PLACED: the size is a
	 * whole multiple of this, in the latter rounded up. */
	uint64_t slot;
	uint64_t or_address; /**< for WHERE_STACKED */
	uint64_t or_size; /**< 0: nowhere */
	uint64_t stride; /**< from one repetition to the next, for WHERE_AT */
	/** It lies over RAM, which is there but cannot be reached. */
	bool hides_ram;
};

/** How a machine splits RAM at 4 GiB; all zero: it does not. */
struct machine_split {
	uint64_t most; /**< the end of RAM below 4 GiB at the most */
	/** With this much RAM in all, or with .most for 0, it ends at .then
	 * at the most. 0: no such rule. */
	uint64_t at;
	uint64_t then;
	/** KEY_MAX_RAM_BELOW_4G may also raise .most. */
	bool raises;
};

/** A machine. */
struct machine_row {
	const char *name;
	const char *title; /**< for people, and for the name of the map */
	const char *version;
	const char *source;
	const char *proof; /**< how it was proven */
	const struct machine_setting *settings;
	size_t setting_count;
	const struct machine_item *items;
	size_t item_count;
	size_t node_max;
	uint64_t ram_base;
	struct machine_split split;
	/** RAM of 1 GiB or more comes in whole GiB, less in 2 MiB. */
	bool big_pages;
	/** From this version on, RAM moves above AMD's HyperTransport
	 * addresses; 0: never. */
	uint64_t relocates_since;
	/** Before this version, a stacked slot that does not fit still takes
	 * its room. */
	uint64_t compact_since;
};

/** The values of all keys of one machine. */
struct machine_values {
	uint64_t value[KEY_COUNT];
};

/** The rows, by file. */
extern const struct machine_row gpamap_machines_qemu[];
extern const size_t gpamap_machines_qemu_count;
extern const struct machine_row gpamap_machines_arm[];
extern const size_t gpamap_machines_arm_count;
extern const struct machine_row gpamap_machines_microsoft[];
extern const size_t gpamap_machines_microsoft_count;
extern const struct machine_row gpamap_machines_micro[];
extern const size_t gpamap_machines_micro_count;

/** The first members of an item, in the order of its words for people. */
#define MACHINE_ITEM(kind_, tag_, address_, size_)                             \
	.kind = GPAMAP_KIND_##kind_, .tag = (tag_), .address = (address_),     \
	.size = (size_)

#define MACHINE_COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define MACHINE_K UINT64_C(0x400)
#define MACHINE_M UINT64_C(0x100000)
#define MACHINE_G UINT64_C(0x40000000)

#endif /* GPAMAP_HOST_MACHINE_ROW_H */
