/* SPDX-License-Identifier: MIT */
#include <gpamap/acpi_boot.h>

#include "acpi_support.h"

/*
 * RSDP, XSDT, FADT, DSDT, MADT. The bytes wanted were put together by hand
 * from ACPI 6.5, 5.2.5.3, 5.2.8, 5.2.9, and ACPI 6.3, 5.2.12.
 */

/* These take no layout; what they take is behind the options. */
struct xsdt {
	const uint64_t *tables;
	size_t count;
};

/* The checks of writers call each once without a layout, for an error. */
static enum gpamap_status write_rsdp(const struct gpamap_layout *layout,
				     const void *options, void *buffer,
				     size_t size, size_t *need,
				     struct gpamap_error *error)
{
	if (layout == NULL)
		return GPAMAP_ERR_ARGUMENT;
	return gpamap_rsdp_write(*(const uint64_t *)options, NULL, buffer, size,
				 need, error);
}

static enum gpamap_status write_xsdt(const struct gpamap_layout *layout,
				     const void *options, void *buffer,
				     size_t size, size_t *need,
				     struct gpamap_error *error)
{
	if (layout == NULL)
		return GPAMAP_ERR_ARGUMENT;
	return gpamap_xsdt_write(((const struct xsdt *)options)->tables,
				 ((const struct xsdt *)options)->count, NULL,
				 buffer, size, need, error);
}

static enum gpamap_status write_fadt(const struct gpamap_layout *layout,
				     const void *options, void *buffer,
				     size_t size, size_t *need,
				     struct gpamap_error *error)
{
	if (layout == NULL)
		return GPAMAP_ERR_ARGUMENT;
	return gpamap_fadt_write(options, buffer, size, need, error);
}

static enum gpamap_status write_dsdt(const struct gpamap_layout *layout,
				     const void *options, void *buffer,
				     size_t size, size_t *need,
				     struct gpamap_error *error)
{
	if (layout == NULL)
		return GPAMAP_ERR_ARGUMENT;
	return gpamap_dsdt_write(options, buffer, size, need, error);
}

static enum gpamap_status write_madt(const struct gpamap_layout *layout,
				     const void *options, void *buffer,
				     size_t size, size_t *need,
				     struct gpamap_error *error)
{
	if (layout == NULL)
		return GPAMAP_ERR_ARGUMENT;
	return gpamap_madt_write(options, buffer, size, need, error);
}

static struct map_made map;

static int make_map(void **state)
{
	(void)state;
	map_make(&map, "ram:0 0..1G");
	return 0;
}

/* Check a status that says all. */
static void refused_plainly(acpi_writer *write, const void *options,
			    enum gpamap_status status)
{
	struct gpamap_error error =
		acpi_check_unwritten(write, map.layout, options, status);

	assert_true(error.asked == 0 && error.limit == 0);
}

static const uint8_t rsdp[] = {
	0x52, 0x53, 0x44, 0x20, 0x50, 0x54, 0x52, 0x20, /* signature */
	0x29, /* checksum of 20 bytes */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50, /* OEM id */
	0x02, /* revision */
	0x00, 0x00, 0x00, 0x00, /* no RSDT */
	0x24, 0x00, 0x00, 0x00, /* length */
	0x40, 0x00, 0x0e, 0x00, 0x00, 0x00, 0x00, 0x00, /* XSDT */
	0x8e, 0x00, 0x00, 0x00, /* checksum, reserved */
};

static void rsdp_leads_to_the_xsdt(void **state)
{
	const uint64_t address = 0xe0040;

	(void)state;
	acpi_check_written(write_rsdp, map.layout, &address, rsdp,
			   sizeof(rsdp));
}

static const uint8_t xsdt[] = {
	0x58, 0x53, 0x44, 0x54, /* signature */
	0x34, 0x00, 0x00, 0x00, /* length */
	0x01, /* revision */
	0x83, /* checksum */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50, /* OEM id */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50, 0x20, 0x20, /* OEM table id */
	0x01, 0x00, 0x00, 0x00, /* OEM revision */
	0x47, 0x50, 0x41, 0x4d, /* creator */
	0x01, 0x00, 0x00, 0x00, /* creator revision */
	0x80, 0x00, 0x0e, 0x00, 0x00, 0x00, 0x00, 0x00, /* FADT */
	0x00, 0x90, 0x78, 0x56, 0x34, 0x12, 0x00, 0x00, /* another */
};

static void xsdt_leads_to_the_tables(void **state)
{
	const uint64_t tables[] = { 0xe0080, 0x123456789000 };
	struct xsdt options = { tables, 2 };

	(void)state;
	acpi_check_written(write_xsdt, map.layout, &options, xsdt,
			   sizeof(xsdt));
	assert_int_equal(gpamap_acpi_check(xsdt, sizeof(xsdt), NULL, NULL),
			 GPAMAP_OK);
	options.count = SIZE_MAX;
	acpi_check_unwritten(write_xsdt, map.layout, &options,
			     GPAMAP_ERR_TOO_MANY);
	options = (struct xsdt){ NULL, 1 };
	refused_plainly(write_xsdt, &options, GPAMAP_ERR_ARGUMENT);
}

static const uint8_t fadt[] = {
	0x46, 0x41, 0x43, 0x50, /* signature */
	0x14, 0x01, 0x00, 0x00, /* length */
	0x06, /* revision */
	0x76, /* checksum */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50, /* OEM id */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50, 0x20, 0x20, /* OEM table id */
	0x01, 0x00, 0x00, 0x00, /* OEM revision */
	0x47, 0x50, 0x41, 0x4d, /* creator */
	0x01, 0x00, 0x00, 0x00, /* creator revision */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* nothing */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x04,
	0x00, 0x00, /* IAPC_BOOT_ARCH */
	0x10, 0x00, 0x10, 0x00, /* flags */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* no reset */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x00, /* ARM_BOOT_ARCH */
	0x05, /* minor */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* no FACS */
	0x00, 0x10, 0x0e, 0x00, 0x00, 0x00, 0x00, 0x00, /* DSDT */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* no registers */
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x51, 0x45, 0x4d, 0x55, 0x00, 0x00, 0x00, 0x00, /* hypervisor */
};

static void fadt_is_hardware_reduced(void **state)
{
	struct gpamap_fadt_options options = {
		.dsdt = 0xe1000,
		.flags = 1u << 4,
		.iapc_boot_arch = 4,
		.arm_boot_arch = 3,
		.hypervisor = 0x554d4551,
	};

	(void)state;
	acpi_check_written(write_fadt, map.layout, &options, fadt,
			   sizeof(fadt));
	options.dsdt = 0;
	refused_plainly(write_fadt, &options, GPAMAP_ERR_ARGUMENT);
	refused_plainly(write_fadt, NULL, GPAMAP_ERR_ARGUMENT);
}

static const uint8_t dsdt[] = {
	0x44, 0x53, 0x44, 0x54, /* signature */
	0x24, 0x00, 0x00, 0x00, /* length */
	0x02, /* revision */
	0xd8, /* checksum */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50, /* OEM id */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50, 0x20, 0x20, /* OEM table id */
	0x01, 0x00, 0x00, 0x00, /* OEM revision */
	0x47, 0x50, 0x41, 0x4d, /* creator */
	0x01, 0x00, 0x00, 0x00, /* creator revision */
};

static void dsdt_is_empty(void **state)
{
	(void)state;
	acpi_check_written(write_dsdt, map.layout, NULL, dsdt, sizeof(dsdt));
}

static const uint8_t madt[] = {
	0x41, 0x50, 0x49, 0x43, /* signature */
	0x58, 0x00, 0x00, 0x00, /* length */
	0x05, /* revision */
	0xe0, /* checksum */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50, /* OEM id */
	0x47, 0x50, 0x41, 0x4d, 0x41, 0x50, 0x20, 0x20, /* OEM table id */
	0x01, 0x00, 0x00, 0x00, /* OEM revision */
	0x47, 0x50, 0x41, 0x4d, /* creator */
	0x01, 0x00, 0x00, 0x00, /* creator revision */
	0x00, 0x00, 0xe0, 0xfe, /* local APICs */
	0x01, 0x00, 0x00, 0x00, /* flags */
	0x00, 0x08, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, /* APIC 0 */
	0x00, 0x08, 0xfe, 0xfe, 0x01, 0x00, 0x00, 0x00, /* APIC 254 */
	0x09, 0x10, 0x00, 0x00, 0xff, 0x00, 0x00, 0x00, /* x2APIC 255 */
	0x01, 0x00, 0x00, 0x00, 0xff, 0x00, 0x00, 0x00,
	0x01, 0x0c, 0x03, 0x00, 0x00, 0x00, 0xc0, 0xfe, /* I/O APIC 3 */
	0x00, 0x00, 0x00, 0x00,
};

/* The maker is who is named; of spaces and tildes, too, and of six letters. */
static void tables_have_a_maker(void **state)
{
	static const char *const bad[] = { "\x1f", "a\x7f", "SEVENTH" };
	struct gpamap_acpi_oem oem = { .id = "A ~OEM" };
	uint8_t bytes[64];

	(void)state;
	assert_int_equal(gpamap_rsdp_write(1, &oem, bytes, 64, NULL, NULL),
			 GPAMAP_OK);
	assert_memory_equal(bytes + 9, "A ~OEM\2", 7);
	assert_int_equal(gpamap_xsdt_write(NULL, 0, &oem, bytes, 64, NULL,
					   NULL),
			 GPAMAP_OK);
	assert_memory_equal(bytes + 10, "A ~OEMGPAMAP  ", 14);
	assert_int_equal(gpamap_dsdt_write(&oem, bytes, 64, NULL, NULL),
			 GPAMAP_OK);
	assert_memory_equal(bytes + 10, "A ~OEMGPAMAP  ", 14);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		oem.id = bad[i];
		assert_int_equal(gpamap_dsdt_write(&oem, bytes, 64, NULL, NULL),
				 GPAMAP_ERR_ARGUMENT);
	}
}

/* What 32 bits of length can tell; none of the addresses is looked at. */
static void xsdt_of_many_tables(void **state)
{
	const uint64_t table = 0;
	struct xsdt options = { &table, 0x1fffffff };
	struct gpamap_error error;

	(void)state;
	error = acpi_check_unwritten(write_xsdt, map.layout, &options,
				     GPAMAP_ERR_TOO_MANY);
	assert_int_equal(error.asked, 36 + UINT64_C(8) * 0x1fffffff);
	assert_int_equal(error.limit, 0xffffffff);
	options.count++;
	error = acpi_check_unwritten(write_xsdt, map.layout, &options,
				     GPAMAP_ERR_TOO_MANY);
	assert_int_equal(error.asked, 0x20000000);
	assert_int_equal(error.limit, 0x1fffffff);
}

static void madt_tells_processors(void **state)
{
	const uint32_t ids[] = { 0, 254, 255 };
	struct gpamap_madt_options options = { .cpu_count = 3,
					       .apic_ids = ids,
					       .io_apic_id = 3,
					       .has_8259 = true };
	uint8_t bytes[128];
	size_t need;

	(void)state;
	acpi_check_written(write_madt, map.layout, &options, madt,
			   sizeof(madt));
	options = (struct gpamap_madt_options){ .cpu_count = 2,
						.io_apic = 0xfed00000 };
	assert_int_equal(gpamap_madt_write(&options, bytes, sizeof(bytes),
					   &need, NULL),
			 GPAMAP_OK);
	assert_int_equal(need, 44 + 2 * 8 + 12);
	assert_int_equal(bytes[40], 0);
	assert_int_equal(bytes[44 + 8 + 2], 1);
	assert_int_equal(bytes[44 + 8 + 3], 1);
	assert_int_equal(bytes[60 + 6], 0xd0);
	options.cpu_count = 0;
	refused_plainly(write_madt, &options, GPAMAP_ERR_EMPTY);
	refused_plainly(write_madt, NULL, GPAMAP_ERR_ARGUMENT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rsdp_leads_to_the_xsdt),
		cmocka_unit_test(xsdt_leads_to_the_tables),
		cmocka_unit_test(fadt_is_hardware_reduced),
		cmocka_unit_test(dsdt_is_empty),
		cmocka_unit_test(tables_have_a_maker),
		cmocka_unit_test(xsdt_of_many_tables),
		cmocka_unit_test(madt_tells_processors),
	};

	return cmocka_run_group_tests(tests, make_map, NULL);
}
