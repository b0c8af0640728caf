/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include <gpamap/acpi_boot.h>
#include <gpamap/acpi_cedt.h>
#include <gpamap/acpi_hmat.h>
#include <gpamap/acpi_mcfg.h>
#include <gpamap/acpi_slit.h>
#include <gpamap/acpi_srat.h>

#include "../unit/map_check.h"

/*
 * acpi_files FOLDER: write a table a file, FOLDER/<table>-<what>.dat, for
 * other people's tools to look at.
 */

static const char *folder;
static struct map_made map;
static uint8_t bytes[1 << 16];
static size_t need;

static void save(enum gpamap_status status, const char *name)
{
	char path[512];
	FILE *file;

	assert_int_equal(status, GPAMAP_OK);
	snprintf(path, sizeof(path), "%s/%s.dat", folder, name);
	file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, need, file), need);
	assert_int_equal(fclose(file), 0);
}

/* One table of the map in hand: its name without quotes, its options. */
#define SAVE(table, what, options)                                             \
	save(gpamap_##table##_write(map.layout, (options), bytes,              \
				    sizeof(bytes), &need, NULL),               \
	     #table "-" what)

static void save_srat(void **state)
{
	const uint32_t counts[] = { 2, 300 };
	const struct gpamap_srat_cpu cpu = { 1, 200 };
	const uint32_t vnode = 1;
	struct gpamap_srat_options options = { .node_cpus = counts,
					       .node_cpus_count = 2,
					       .default_vnode = &vnode };

	(void)state;
	map_make(&map, "ram:0 0..640K | ram:0 1M..3G | ram:1 4G..9G | "
		       "hotplug:1 16G..32G | pmem:7 1T..2T | hotplug 2T..3T");
	SAVE(srat, "memory", NULL);
	SAVE(srat, "x86", &options);
	options.cpu_type = GPAMAP_SRAT_X2APIC;
	SAVE(srat, "x2apic", &options);
	options.cpu_type = GPAMAP_SRAT_GICC;
	SAVE(srat, "arm", &options);
	options = (struct gpamap_srat_options){
		.oem = { "ACME", "VM", 7, "CRTR", 9 },
		.revision = 2,
		.cpus = &cpu,
		.cpu_count = 1,
	};
	SAVE(srat, "revision-2", &options);
	options.revision = 1;
	SAVE(srat, "revision-1", &options);
}

static void save_slit(void **state)
{
	const uint8_t distances[] = { 10, 15, 255, 16, 10, 20, 21, 22, 10 };
	const struct gpamap_slit_options given = { .node_count = 3,
						   .distances = distances };

	(void)state;
	map_make(&map, "ram:0 0..1G | ram:1 1G..2G");
	SAVE(slit, "two", NULL);
	SAVE(slit, "given", &given);
	map_make(&map, "ram:0 0..1G | ram:99 1G..2G");
	SAVE(slit, "hundred", NULL);
}

static void save_mcfg(void **state)
{
	const uint16_t segments[] = { 0, 1, 0 };
	const uint8_t buses[] = { 0, 0, 128 };
	const struct gpamap_mcfg_options given = {
		.segments = segments,
		.segment_count = 3,
		.first_buses = buses,
		.first_bus_count = 3,
	};

	(void)state;
	map_make(&map, "ram:0 0..2G | pci_ecam 0xb0000000..0xc0000000");
	SAVE(mcfg, "q35", NULL);
	map_make(&map, "pci_ecam 2G..2G+16M | pci_ecam 3G..3G+256M | "
		       "pci_ecam 256G..256G+128M");
	SAVE(mcfg, "segments", &given);
	map_make(&map, "pci_ecam 2G..2G+16M | pci_ecam 3G..3G+32M");
	SAVE(mcfg, "counted", NULL);
}

static void save_hmat(void **state)
{
	const uint32_t nodes[] = { 0, 1 };
	const uint16_t latencies[] = { 100, 210, 200, 110 };
	const uint16_t bandwidths[] = { 1000, 0, GPAMAP_HMAT_UNREACHABLE, 900 };
	struct gpamap_hmat_matrix matrices[2] = {
		{ .type = GPAMAP_HMAT_ACCESS_LATENCY,
		  .unit = 1000,
		  .initiators = nodes,
		  .initiator_count = 2,
		  .targets = nodes,
		  .target_count = 2,
		  .entries = latencies },
	};
	const struct gpamap_hmat_cache caches[] = {
		{ 0, 1, 2, 1 << 20, GPAMAP_HMAT_DIRECT_MAPPED,
		  GPAMAP_HMAT_WRITE_BACK, 64 },
		{ 0, 2, 2, 1 << 30, GPAMAP_HMAT_COMPLEX,
		  GPAMAP_HMAT_WRITE_THROUGH, 4096 },
	};
	const struct gpamap_hmat_options given = { .matrices = matrices,
						   .matrix_count = 2,
						   .caches = caches,
						   .cache_count = 2 };

	(void)state;
	matrices[1] = matrices[0];
	matrices[1].type = GPAMAP_HMAT_ACCESS_BANDWIDTH;
	matrices[1].hierarchy = 1;
	matrices[1].entries = bandwidths;
	map_make(&map, "ram:0 0..1G | ram:1 1G..2G");
	SAVE(hmat, "memory", NULL);
	SAVE(hmat, "all", &given);
}

static void save_cedt(void **state)
{
	const struct gpamap_cedt_bridge bridges[] = {
		{ .uid = 5, .base = 0xfe000000 },
		{ .uid = 6, .cxl11 = true, .base = 0xfe100000 },
	};
	const struct gpamap_cedt_options given = { .bridges = bridges,
						   .bridge_count = 2 };

	(void)state;
	map_make(&map, "hotplug 8G..16G cxl-volatile | pmem 16G..20G cxl-pmem");
	SAVE(cedt, "windows", NULL);
	SAVE(cedt, "bridges", &given);
}

static void save_boot(void **state)
{
	const uint64_t tables[] = { 0xe1000, 0xe2000, 0x1000000000 };
	const struct gpamap_fadt_options fadt = { .dsdt = 0xe0000 };
	const struct gpamap_madt_options madt = { .cpu_count = 300,
						  .has_8259 = true };

	(void)state;
	save(gpamap_rsdp_write(0xe0040, NULL, bytes, sizeof(bytes), &need,
			       NULL),
	     "rsdp");
	save(gpamap_xsdt_write(tables, 3, NULL, bytes, sizeof(bytes), &need,
			       NULL),
	     "xsdt");
	save(gpamap_fadt_write(&fadt, bytes, sizeof(bytes), &need, NULL),
	     "fadt");
	save(gpamap_dsdt_write(NULL, bytes, sizeof(bytes), &need, NULL),
	     "dsdt");
	save(gpamap_madt_write(&madt, bytes, sizeof(bytes), &need, NULL),
	     "madt");
}

int main(int count, char **arguments)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(save_srat), cmocka_unit_test(save_slit),
		cmocka_unit_test(save_mcfg), cmocka_unit_test(save_hmat),
		cmocka_unit_test(save_cedt), cmocka_unit_test(save_boot),
	};

	if (count != 2) {
		fprintf(stderr, "usage: acpi_files FOLDER\n");
		return 2;
	}
	folder = arguments[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
