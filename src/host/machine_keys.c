/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "keys.h"
#include "machine_build.h"

/* The keys behind a machine's name: how they are called and written. */

static const char *const cpus[] = {
	[CPU_AMD] = "amd", [CPU_INTEL] = "intel", NULL
};

/* A size is in whole pages. */
#define PAGES .form = GPAMAP_KEY_SIZE, .unit = GPAMAP_PAGE_SIZE

/* The bounds are those of each machine. */
static const struct gpamap_key forms[KEY_SETTABLE] = {
	[KEY_VERSION] = { "version", .form = GPAMAP_KEY_VERSION },
	[KEY_CPU] = { "cpu", .form = GPAMAP_KEY_WORD, .words = cpus },
	[KEY_PHYS_BITS] = { "phys-bits", .form = GPAMAP_KEY_NUMBER },
	[KEY_CPUS] = { "cpus", .form = GPAMAP_KEY_NUMBER },
	[KEY_MAX_RAM_BELOW_4G] = { "max-ram-below-4g", PAGES },
	[KEY_MAXMEM] = { "maxmem", PAGES },
	[KEY_SLOTS] = { "slots", .form = GPAMAP_KEY_NUMBER },
	[KEY_PCI_HOLE64_SIZE] = { "pci-hole64-size", PAGES },
	[KEY_ACPI] = { "acpi", .form = GPAMAP_KEY_SWITCH },
	[KEY_PCIE] = { "pcie", .form = GPAMAP_KEY_NUMBER },
	[KEY_GIC] = { "gic", .form = GPAMAP_KEY_NUMBER },
	[KEY_HIGHMEM] = { "highmem", .form = GPAMAP_KEY_SWITCH },
	[KEY_HOTPLUG] = { "hotplug", PAGES },
	[KEY_LOW_MMIO] = { "low-mmio", PAGES },
	[KEY_HIGH_MMIO] = { "high-mmio", PAGES },
	[KEY_PCIE_LOW_MMIO] = { "pcie-low-mmio", PAGES },
	[KEY_PCIE_HIGH_MMIO] = { "pcie-high-mmio", PAGES },
	[KEY_VIRTIO_MMIO] = { "virtio-mmio", .form = GPAMAP_KEY_NUMBER },
	[KEY_RAM_START] = { "ram-start", PAGES },
	[KEY_VTL2] = { "vtl2", PAGES },
	[KEY_VTL2_MMIO] = { "vtl2-mmio", PAGES },
};

/* Bytes that hold any value as text, with its NUL. */
#define VALUE_TEXT_MAX 40

static struct gpamap_key key_of(const struct machine_setting *setting)
{
	struct gpamap_key key = forms[setting->key];

	/* Root complexes of which there is one at the most are a switch. */
	if (setting->key == KEY_PCIE && setting->max == 1)
		key.form = GPAMAP_KEY_SWITCH;
	key.min = setting->min;
	key.max = setting->max;
	return key;
}

static void refuse(void *context, const char *sentence)
{
	gpamap_machine_refuse(context, NULL, "%s", sentence);
}

bool gpamap_machine_keys(struct gpamap_span text, struct machine_order *order,
			 struct gpamap_diags *diags)
{
	struct gpamap_key keys[KEY_SETTABLE + 1] = { { .name = NULL } };
	struct gpamap_value values[KEY_SETTABLE] = { { .given = false } };
	const struct machine_row *row = order->row;
	bool fine;
	size_t i;

	for (i = 0; i < row->setting_count; i++)
		keys[i] = key_of(&row->settings[i]);
	fine = gpamap_keys_parse(row->name, keys, text, values, refuse, diags);
	for (i = 0; i < row->setting_count; i++)
		order->values.value[row->settings[i].key] = gpamap_value_number(
			values, i, row->settings[i].standard);
	gpamap_values_clear(values, row->setting_count);
	return fine;
}

void gpamap_machine_keys_list(const struct machine_row *row,
			      char keys[MACHINE_KEYS_TEXT_MAX])
{
	char text[VALUE_TEXT_MAX];
	size_t used = 0, i;

	for (i = 0; i < row->setting_count; i++) {
		struct gpamap_key key = key_of(&row->settings[i]);

		gpamap_key_format(&key, row->settings[i].standard, text,
				  sizeof(text));
		used += (size_t)snprintf(
			keys + used, MACHINE_KEYS_TEXT_MAX - used, "%s%s=%s",
			i > 0 ? " " : "", key.name,
			row->settings[i].key == KEY_MAX_RAM_BELOW_4G ? "auto"
								     : text);
	}
}
