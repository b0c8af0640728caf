/* SPDX-License-Identifier: MIT */
#include "table_check.h"

/*
 * UEFI memory maps:
 *
 *   0     1M     2M   3M   4M    5M    6M    7M     8M   9M   10M  11M
 *   | ram | acpi | nvs | bad | pmem | ecam | res | dev | mmio | hot | vtl2
 */
static const char map[] =
	"ram 0..1M | firmware_tables 1M..2M | firmware_nvs 2M..3M | "
	"unusable 3M..4M | pmem 4M..5M | pci_ecam 5M..6M | reserved 6M..7M | "
	"device 7M..8M | mmio 8M..9M | hotplug 9M..10M | vtl2 10M..11M";

static enum gpamap_status write_map(const struct gpamap_layout *layout,
				    const void *options, void *buffer,
				    size_t size, size_t *need,
				    struct gpamap_error *error)
{
	return gpamap_efi_write(layout, options, buffer, size, need, error);
}

static enum gpamap_status read_48(const void *bytes, size_t size,
				  gpamap_fact_report *report, void *context,
				  struct gpamap_error *error)
{
	return gpamap_efi_read(bytes, size, 0, report, context, error);
}

static enum gpamap_status read_40(const void *bytes, size_t size,
				  gpamap_fact_report *report, void *context,
				  struct gpamap_error *error)
{
	return gpamap_efi_read(bytes, size, 40, report, context, error);
}

/* Type and padding, start, virtual, pages, attribute, what firmware adds. */
#define DESCRIPTOR(type, start, pages, attribute)                              \
	type "000000 00000000" start "00000000 0000000000000000" pages         \
	     "0000000000 " attribute " 0000000000000000"

static void map_of_every_kind(void **state)
{
	(void)state;
	table_check(
		write_map, map, NULL,
		DESCRIPTOR("07", "00000000", "000100", "0f00000000000000") DESCRIPTOR(
			"09", "00001000", "000100",
			"0f00000000000000") DESCRIPTOR("0a", "00002000",
						       "000100",
						       "0f00000000000000")
			DESCRIPTOR(
				"08", "00003000", "000100",
				"0f00000000000000") DESCRIPTOR("0e", "00004000",
							       "000100",
							       "0f80000000000000")
				DESCRIPTOR("00", "00005000", "000200",
					   "0000000000000000")
					DESCRIPTOR("0b", "00007000", "000100",
						   "0100000000000000")
						DESCRIPTOR("00", "0000a000",
							   "000100",
							   "0000000000000000"));
}

static void descriptor_sizes(void **state)
{
	struct gpamap_efi_options options = { .descriptor_size = 40,
					      .hide_ecam = true,
					      .keep_apart = true };
	static struct table table;

	(void)state;
	table_check(write_map, "ram:0 0..4K | ram:1 4K..12K | pci_ecam 1M..2M",
		    &options,
		    "0700000000000000 0000000000000000 0000000000000000"
		    "0100000000000000 0f00000000000000"
		    "0700000000000000 0010000000000000 0000000000000000"
		    "0200000000000000 0f00000000000000");
	table_make(&table, write_map, "ram 0..4K | ram 8K..12K", &options);
	facts_check(read_40, table.bytes, table.size,
		    "ram 0x0-0x1000; ram 0x2000-0x3000");
	options.descriptor_size = 4096;
	table_make(&table, write_map, "ram 0..4K | ram 8K..12K", &options);
	assert_int_equal(table.size, 2 * 4096);
	options.descriptor_size = 4104;
	table_refuse(write_map, "ram 0..4K", &options, "ARGUMENT 0/0");
	options.descriptor_size = 32;
	table_refuse(write_map, "ram 0..4K", &options, "ARGUMENT 0/0");
	options.descriptor_size = 44;
	table_refuse(write_map, "ram 0..4K", &options, "ARGUMENT 0/0");
	/* ECAM is hidden where that is asked for. */
	options.descriptor_size = 40;
	options.hide_ecam = false;
	table_make(&table, write_map, "pci_ecam 1M..2M", &options);
	facts_check(read_40, table.bytes, table.size,
		    "reserved 0x100000-0x200000");
	assert_int_equal(gpamap_efi_write(NULL, NULL, NULL, 0, NULL, NULL),
			 GPAMAP_ERR_ARGUMENT);
}

static void round_trip(void **state)
{
	static struct table table;

	(void)state;
	table_make(&table, write_map, map, NULL);
	facts_check(read_48, table.bytes, table.size,
		    "ram 0x0-0x100000; firmware_tables 0x100000-0x200000; "
		    "firmware_nvs 0x200000-0x300000; "
		    "unusable 0x300000-0x400000; pmem 0x400000-0x500000; "
		    "reserved 0x500000-0x700000; device 0x700000-0x800000; "
		    "reserved 0xa00000-0xb00000");
}

/* Table 7-6: what belongs to the boot services is free once they are gone. */
static void types_of_the_firmware(void **state)
{
	static const enum gpamap_kind kinds[18] = {
		GPAMAP_KIND_RESERVED,	  GPAMAP_KIND_RAM,
		GPAMAP_KIND_RAM,	  GPAMAP_KIND_RAM,
		GPAMAP_KIND_RAM,	  GPAMAP_KIND_RESERVED,
		GPAMAP_KIND_RESERVED,	  GPAMAP_KIND_RAM,
		GPAMAP_KIND_UNUSABLE,	  GPAMAP_KIND_FIRMWARE_TABLES,
		GPAMAP_KIND_FIRMWARE_NVS, GPAMAP_KIND_DEVICE,
		GPAMAP_KIND_DEVICE,	  GPAMAP_KIND_RESERVED,
		GPAMAP_KIND_PMEM,	  GPAMAP_KIND_RAM,
		GPAMAP_KIND_RESERVED,	  GPAMAP_KIND_RESERVED,
	};
	uint32_t type;

	(void)state;
	for (type = 0; type < 18; type++)
		assert_int_equal(gpamap_efi_kind(type), kinds[type]);
	assert_int_equal(gpamap_efi_kind(UINT32_C(0x80000007)),
			 GPAMAP_KIND_RESERVED);
	facts_check_hex(read_48,
			DESCRIPTOR("07", "00000000", "000100",
				   "0f80000000000000"),
			"pmem 0x0-0x100000");
	/* And nothing but that it is not volatile. */
	facts_check_hex(read_48,
			DESCRIPTOR("07", "00000000", "000100",
				   "0080000000000000"),
			"pmem 0x0-0x100000");
}

static bool never(void *context, const struct gpamap_fact *fact)
{
	(void)context;
	(void)fact;
	fail();
	return false;
}

/* No bytes are a map; without any, there may be no size. */
static void maps_without_bytes(void **state)
{
	struct gpamap_error error = { .status = GPAMAP_OK };
	struct table table;

	(void)state;
	memset(&table, 0, sizeof(table));
	assert_int_equal(gpamap_efi_read(NULL, 0, 40, never, NULL, &error),
			 GPAMAP_OK);
	assert_int_equal(gpamap_efi_read(NULL, 1, 40, never, NULL, &error),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_efi_read(NULL, 40, 40, never, NULL, &error),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_efi_read(table.bytes, 100, 40, never, NULL,
					 &error),
			 GPAMAP_ERR_TRUNCATED);
	assert_int_equal(error.asked, 100);
	assert_int_equal(error.limit, 120);
}

static void bad_maps(void **state)
{
	(void)state;
	facts_check_hex(read_48, "", "");
	facts_check_hex(read_40,
			"0700000000000000 00f0ffffffffffff 0000000000000000"
			"0100000000000000 0000000000000000",
			"ram 0xfffffffffffff000-0xffffffffffffffff");
	facts_check_hex(read_40,
			"0700000000000000 0000000000000000 0000000000000000"
			"ffffffffffff0f00 0000000000000000",
			"ram 0x0-0xfffffffffffff000");
	facts_refuse(read_40,
		     "0700000000000000 00f0ffffffffffff 0000000000000000"
		     "0200000000000000 0000000000000000",
		     "CORRUPT 24");
	facts_refuse(read_40,
		     "0700000000000000 0000000000000000 0000000000000000"
		     "0000000000000000 0000000000000000",
		     "CORRUPT 24");
	facts_refuse(read_40,
		     "0700000000000000 0000000000000000 0000000000000000"
		     "0100000000001000 0000000000000000",
		     "CORRUPT 24");
	facts_refuse(read_40,
		     "0700000000000000 0002000000000000 0000000000000000"
		     "0100000000000000 0000000000000000",
		     "CORRUPT 8");
	facts_refuse(read_48,
		     "0700000000000000 0002000000000000 0000000000000000"
		     "0100000000000000 0000000000000000",
		     "TRUNCATED 40");
	assert_int_equal(gpamap_efi_read("", 0, 41, NULL, NULL, NULL),
			 GPAMAP_ERR_ARGUMENT);
}

/* The low byte of a type, as the kind that it is. */
static bool is_silent_type(size_t entry, unsigned char value)
{
	static const uint32_t types[8] = { 7, 9, 10, 8, 14, 0, 11, 0 };

	/* With its attribute, conventional memory would be persistent too. */
	if (types[entry] == GPAMAP_EFI_PERSISTENT)
		return value == GPAMAP_EFI_CONVENTIONAL;
	return gpamap_efi_kind(value) == gpamap_efi_kind(types[entry]);
}

static bool is_silent(size_t offset, unsigned char value)
{
	size_t entry = offset / 48, at = offset % 48;

	if (at == 0)
		return is_silent_type(entry, value);
	if (at < 4)
		return entry == 5 || entry == 7; /* reserved already */
	/* NV makes conventional memory persistent. */
	if (at == 33)
		return entry != 0 || value < 0x80;
	return at < 8 || (at >= 16 && at < 24) || at >= 32;
}

static void damaged_maps(void **state)
{
	static struct table table;

	(void)state;
	table_make(&table, write_map, map, NULL);
	facts_damage(read_48, &table, is_silent);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(map_of_every_kind),
		cmocka_unit_test(descriptor_sizes),
		cmocka_unit_test(round_trip),
		cmocka_unit_test(types_of_the_firmware),
		cmocka_unit_test(bad_maps),
		cmocka_unit_test(maps_without_bytes),
		cmocka_unit_test(damaged_maps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
