/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gpamap/gpamap.h>

/*
 * guest_files [OPTION...] SAVED FOLDER: write what a monitor gives its guest
 * for the saved layout SAVED: the memory map of the PVH boot protocol, and
 * the ACPI tables from RSDP to MCFG, one file each in FOLDER.
 *
 * The tables stand from --at=ADDRESS on, or else from the first byte of the
 * layout's first range of kind firmware_tables, in which they have to fit. For
 * each a line is printed: its name, its address.
 */

#define NODES_MAX 64u
#define TABLE_MAX 65536u
/* FADT and its like are read as words; the RSDP wants 16 (ACPI 6.5, 5.2.5). */
#define TABLE_ALIGN 64u

/* The tables in the order in which they stand in memory. */
enum table {
	RSDP,
	XSDT,
	FACP,
	DSDT,
	APIC,
	SRAT,
	SLIT,
	MCFG,
	TABLES
};

static const char *const names[TABLES] = {
	[RSDP] = "RSDP", [XSDT] = "XSDT", [FACP] = "FACP", [DSDT] = "DSDT",
	[APIC] = "APIC", [SRAT] = "SRAT", [SLIT] = "SLIT", [MCFG] = "MCFG",
};

struct guest {
	const struct gpamap_layout *layout;
	const char *folder;
	uint32_t cpus[NODES_MAX]; /* of each node */
	size_t cpus_count;
	uint8_t distances[NODES_MAX * NODES_MAX];
	size_t distance_count;
	struct gpamap_e820_options e820;
	uint64_t at; /* of the tables, where has_at */
	bool has_at;
	uint64_t addresses[TABLES]; /* 0: there is no such table */
};

static _Noreturn void die(const char *what, const char *why)
{
	fprintf(stderr, "guest_files: %s: %s\n", what, why);
	exit(1);
}

static void require(enum gpamap_status status, const char *what,
		    const struct gpamap_error *error)
{
	char text[GPAMAP_ERROR_TEXT_MAX] = "no such layout";

	if (status == GPAMAP_OK)
		return;
	gpamap_error_format(error, text, sizeof(text), NULL);
	die(what, text);
}

static void *allocate(size_t size)
{
	void *memory = calloc(1, size);

	if (memory == NULL)
		die("memory", strerror(errno));
	return memory;
}

static const struct gpamap_layout *open_layout(const char *path)
{
	const struct gpamap_layout *layout = NULL;
	const size_t most = 1 << 20;
	uint64_t *words = allocate(most);
	struct gpamap_error error;
	FILE *file = fopen(path, "rb");
	size_t size;

	if (file == NULL)
		die(path, strerror(errno));
	size = fread(words, 1, most, file);
	fclose(file);
	require(gpamap_layout_open(words, size / sizeof(*words), &layout,
				   &error),
		path, &error);
	return layout;
}

static void write_file(const struct guest *guest, const char *name,
		       const void *bytes, size_t size)
{
	char path[4096];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", guest->folder, name);
	file = fopen(path, "wb");
	if (file == NULL || fwrite(bytes, 1, size, file) != size ||
	    fclose(file) != 0)
		die(path, strerror(errno));
}

static uint32_t cpu_count(const struct guest *guest)
{
	uint32_t count = 0;

	for (size_t i = 0; i < guest->cpus_count; i++)
		count += guest->cpus[i];
	return count;
}

static enum gpamap_status write_xsdt(const struct guest *guest, void *buffer,
				     size_t size, size_t *need,
				     struct gpamap_error *error)
{
	uint64_t tables[TABLES];
	size_t count = 0;

	/* The DSDT is the FADT's to tell. */
	for (size_t i = FACP; i < TABLES; i++)
		if (i != DSDT && guest->addresses[i] != 0)
			tables[count++] = guest->addresses[i];
	return gpamap_xsdt_write(tables, count, NULL, buffer, size, need,
				 error);
}

static enum gpamap_status write_facp(const struct guest *guest, void *buffer,
				     size_t size, size_t *need,
				     struct gpamap_error *error)
{
	const struct gpamap_fadt_options options = {
		.dsdt = guest->addresses[DSDT],
	};

	return gpamap_fadt_write(&options, buffer, size, need, error);
}

static enum gpamap_status write_apic(const struct guest *guest, void *buffer,
				     size_t size, size_t *need,
				     struct gpamap_error *error)
{
	const struct gpamap_madt_options options = {
		.cpu_count = cpu_count(guest),
	};

	return gpamap_madt_write(&options, buffer, size, need, error);
}

static enum gpamap_status write_srat(const struct guest *guest, void *buffer,
				     size_t size, size_t *need,
				     struct gpamap_error *error)
{
	const struct gpamap_srat_options options = {
		.node_cpus = guest->cpus,
		.node_cpus_count = guest->cpus_count,
	};

	return gpamap_srat_write(guest->layout, &options, buffer, size, need,
				 error);
}

static enum gpamap_status write_slit(const struct guest *guest, void *buffer,
				     size_t size, size_t *need,
				     struct gpamap_error *error)
{
	struct gpamap_slit_options options = { .node_count = 0 };

	if (guest->distance_count != 0) {
		options.distances = guest->distances;
		while (options.node_count * options.node_count <
		       guest->distance_count)
			options.node_count++;
	}
	return gpamap_slit_write(guest->layout, &options, buffer, size, need,
				 error);
}

static enum gpamap_status write_table(const struct guest *guest,
				      enum table table, void *buffer,
				      size_t size, size_t *need,
				      struct gpamap_error *error)
{
	switch (table) {
	case RSDP:
		return gpamap_rsdp_write(guest->addresses[XSDT], NULL, buffer,
					 size, need, error);
	case XSDT:
		return write_xsdt(guest, buffer, size, need, error);
	case FACP:
		return write_facp(guest, buffer, size, need, error);
	case DSDT:
		return gpamap_dsdt_write(NULL, buffer, size, need, error);
	case APIC:
		return write_apic(guest, buffer, size, need, error);
	case SRAT:
		return write_srat(guest, buffer, size, need, error);
	case SLIT:
		return write_slit(guest, buffer, size, need, error);
	default:
		return gpamap_mcfg_write(guest->layout, NULL, buffer, size,
					 need, error);
	}
}

/* A map without ECAM has no MCFG. */
static bool has_table(const struct guest *guest, enum table table)
{
	size_t ecams;

	gpamap_layout_pci_ecam(guest->layout, &ecams);
	return table != MCFG || ecams != 0;
}

/* Give the room that the map has for tables. */
static struct gpamap_range table_room(const struct guest *guest)
{
	const struct gpamap_other_range *others;
	size_t count;

	if (guest->has_at)
		return (struct gpamap_range){ guest->at, GPAMAP_ADDRESS_END };
	others = gpamap_layout_other(guest->layout, &count);
	for (size_t i = 0; i < count; i++)
		if (others[i].kind == GPAMAP_KIND_FIRMWARE_TABLES)
			return others[i].range;
	die("map", "no firmware_tables");
}

/*
 * Give each table its address. Those that lead to others are measured before
 * the others have theirs, so all of them get one that counts first.
 */
static void place_tables(struct guest *guest)
{
	struct gpamap_range room = table_room(guest);
	uint64_t at = room.start;
	struct gpamap_error error;
	size_t need;

	for (size_t i = 0; i < TABLES; i++)
		guest->addresses[i] =
			has_table(guest, (enum table)i) ? room.start : 0;
	for (size_t i = 0; i < TABLES; i++) {
		if (guest->addresses[i] == 0)
			continue;
		require(write_table(guest, (enum table)i, NULL, 0, &need,
				    &error),
			names[i], &error);
		guest->addresses[i] = at;
		at += (need + TABLE_ALIGN - 1) / TABLE_ALIGN * TABLE_ALIGN;
	}
	if (at > room.end)
		die("map", "firmware_tables has too little room");
}

static void write_tables(const struct guest *guest)
{
	uint8_t *bytes = allocate(TABLE_MAX);
	struct gpamap_error error;
	size_t need;

	for (size_t i = 0; i < TABLES; i++) {
		if (guest->addresses[i] == 0)
			continue;
		require(write_table(guest, (enum table)i, bytes, TABLE_MAX,
				    &need, &error),
			names[i], &error);
		write_file(guest, names[i], bytes, need);
		printf("%s %#llx\n", names[i],
		       (unsigned long long)guest->addresses[i]);
	}
	free(bytes);
}

static void write_memmap(const struct guest *guest)
{
	uint8_t *bytes = allocate(TABLE_MAX);
	struct gpamap_error error;
	size_t need;

	require(gpamap_pvh_write(guest->layout, &guest->e820, bytes, TABLE_MAX,
				 &need, &error),
		"memmap", &error);
	write_file(guest, "memmap", bytes, need);
	free(bytes);
}

/* Read the next number of a list with commas; false at its end. */
static bool next_number(char **text, unsigned long most, unsigned long *number)
{
	char *end;

	if (**text == '\0')
		return false;
	*number = strtoul(*text, &end, 10);
	if (end == *text || *number > most || (*end != ',' && *end != '\0'))
		die(*text, "no such number");
	*text = *end == ',' ? end + 1 : end;
	return true;
}

static void read_cpus(struct guest *guest, char *text)
{
	unsigned long number;

	for (guest->cpus_count = 0; next_number(&text, 255, &number);) {
		if (guest->cpus_count == NODES_MAX)
			die("--cpus", "too many nodes");
		guest->cpus[guest->cpus_count++] = (uint32_t)number;
	}
}

static void read_distances(struct guest *guest, char *text)
{
	unsigned long number;

	for (guest->distance_count = 0; next_number(&text, 255, &number);) {
		if (guest->distance_count == sizeof(guest->distances))
			die("--distances", "too many nodes");
		guest->distances[guest->distance_count++] = (uint8_t)number;
	}
}

static const struct option options[] = {
	{ "at", required_argument, NULL, 'a' },
	{ "cpus", required_argument, NULL, 'c' },
	{ "distances", required_argument, NULL, 'd' },
	{ "pc-holes", no_argument, NULL, 'p' },
	{ "hide-ecam", no_argument, NULL, 'e' },
	{ "keep-apart", no_argument, NULL, 'k' },
	{ NULL, 0, NULL, 0 },
};

static bool read_option(struct guest *guest, int option)
{
	char *end;

	switch (option) {
	case 'a':
		guest->at = strtoull(optarg, &end, 0);
		guest->has_at = true;
		return end != optarg && *end == '\0';
	case 'c':
		read_cpus(guest, optarg);
		return true;
	case 'd':
		read_distances(guest, optarg);
		return true;
	case 'p':
		return guest->e820.pc_holes = true;
	case 'e':
		return guest->e820.hide_ecam = true;
	case 'k':
		return guest->e820.keep_apart = true;
	default:
		return false;
	}
}

int main(int argc, char **argv)
{
	struct guest guest = { .cpus = { 1 }, .cpus_count = 1 };
	bool understood = true;
	int option;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1)
		understood = read_option(&guest, option) && understood;
	if (!understood || argc - optind != 2) {
		fputs("usage: guest_files [--at=ADDRESS] [--cpus=N,...]\n"
		      "                   [--distances=N,...]\n"
		      "                   [--pc-holes] [--hide-ecam]\n"
		      "                   [--keep-apart] SAVED FOLDER\n",
		      stderr);
		return 2;
	}
	guest.layout = open_layout(argv[optind]);
	guest.folder = argv[optind + 1];
	place_tables(&guest);
	write_tables(&guest);
	write_memmap(&guest);
	return 0;
}
