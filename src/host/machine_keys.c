/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "machine_build.h"
#include "number.h"
#include "utf8.h"

/* The keys behind a machine's name: how they are called and written. */

enum form {
	FORM_SIZE, /* in whole pages */
	FORM_NUMBER,
	FORM_SWITCH,
	FORM_VERSION,
	FORM_CPU,
};

static const struct {
	const char *name;
	enum form form;
} keys[KEY_SETTABLE] = {
	[KEY_NONE] = { NULL, FORM_NUMBER },
	[KEY_VERSION] = { "version", FORM_VERSION },
	[KEY_CPU] = { "cpu", FORM_CPU },
	[KEY_PHYS_BITS] = { "phys-bits", FORM_NUMBER },
	[KEY_CPUS] = { "cpus", FORM_NUMBER },
	[KEY_MAX_RAM_BELOW_4G] = { "max-ram-below-4g", FORM_SIZE },
	[KEY_MAXMEM] = { "maxmem", FORM_SIZE },
	[KEY_SLOTS] = { "slots", FORM_NUMBER },
	[KEY_PCI_HOLE64_SIZE] = { "pci-hole64-size", FORM_SIZE },
	[KEY_ACPI] = { "acpi", FORM_SWITCH },
	[KEY_PCIE] = { "pcie", FORM_NUMBER },
	[KEY_GIC] = { "gic", FORM_NUMBER },
	[KEY_HIGHMEM] = { "highmem", FORM_SWITCH },
	[KEY_HOTPLUG] = { "hotplug", FORM_SIZE },
	[KEY_LOW_MMIO] = { "low-mmio", FORM_SIZE },
	[KEY_HIGH_MMIO] = { "high-mmio", FORM_SIZE },
	[KEY_PCIE_LOW_MMIO] = { "pcie-low-mmio", FORM_SIZE },
	[KEY_PCIE_HIGH_MMIO] = { "pcie-high-mmio", FORM_SIZE },
	[KEY_VIRTIO_MMIO] = { "virtio-mmio", FORM_NUMBER },
	[KEY_RAM_START] = { "ram-start", FORM_SIZE },
	[KEY_VTL2] = { "vtl2", FORM_SIZE },
	[KEY_VTL2_MMIO] = { "vtl2-mmio", FORM_SIZE },
};

/* Bytes that hold any value as text, with its NUL. */
#define VALUE_TEXT_MAX 40

/* A number of root complexes of which there is one at the most is a switch. */
static enum form form_of(const struct machine_setting *setting)
{
	if (setting->key == KEY_PCIE && setting->max == 1)
		return FORM_SWITCH;
	return keys[setting->key].form;
}

/* Write a size as it can be typed: "32G", "0". */
static void format_size(uint64_t value, char *text, size_t size)
{
	static const char units[] = "KMGT";
	char unit[2] = "";
	size_t i;

	for (i = 0; units[i] != '\0' && value != 0 && value % 1024 == 0; i++) {
		value /= 1024;
		unit[0] = units[i];
	}
	snprintf(text, size, "%" PRIu64 "%s", value, unit);
}

static void format_value(const struct machine_setting *setting, uint64_t value,
			 char *text, size_t size)
{
	enum form form = form_of(setting);

	if (form == FORM_SIZE)
		format_size(value, text, size);
	else if (form == FORM_SWITCH)
		snprintf(text, size, "%s", value != 0 ? "on" : "off");
	else if (form == FORM_CPU)
		snprintf(text, size, "%s", value == CPU_AMD ? "amd" : "intel");
	else if (form == FORM_VERSION)
		snprintf(text, size, "%" PRIu64 ".%" PRIu64, value / 100,
			 value % 100);
	else
		snprintf(text, size, "%" PRIu64, value);
}

/* Read "7.2" as 702. */
static bool parse_version(struct gpamap_span text, uint64_t *value,
			  const char **why)
{
	struct gpamap_span major = text;
	const char *ignored;
	uint64_t minor = 0;
	size_t dot;

	*why = "is not a version such as 7.2";
	if (gpamap_span_find(text, ".", &dot)) {
		major.length = dot;
		if (!gpamap_number_parse(gpamap_span_skip(text, dot + 1),
					 &minor, &ignored) ||
		    minor >= 100)
			return false;
	}
	if (!gpamap_number_parse(major, value, &ignored) || *value > 1000)
		return false;
	*value = *value * 100 + minor;
	return true;
}

/* Read one of two words as 0 or 1. */
static bool parse_word(struct gpamap_span text, const char *zero,
		       const char *one, uint64_t *value)
{
	*value = gpamap_span_is(text, one);
	return *value == 1 || gpamap_span_is(text, zero);
}

static bool parse_value(const struct machine_setting *setting,
			struct gpamap_span text, uint64_t *value,
			const char **why)
{
	switch (form_of(setting)) {
	case FORM_SIZE:
		if (!gpamap_size_parse(text, value, why))
			return false;
		*why = "is not a multiple of 4096";
		return *value % GPAMAP_PAGE_SIZE == 0;
	case FORM_SWITCH:
		*why = "is not on or off";
		return parse_word(text, "off", "on", value);
	case FORM_CPU:
		*why = "is not amd or intel";
		return parse_word(text, "amd", "intel", value);
	case FORM_VERSION:
		return parse_version(text, value, why);
	default:
		return gpamap_number_parse(text, value, why);
	}
}

static const struct machine_setting *find_setting(const struct machine_row *row,
						  struct gpamap_span name)
{
	size_t i;

	for (i = 0; i < row->setting_count; i++)
		if (gpamap_span_is(name, keys[row->settings[i].key].name))
			return &row->settings[i];
	return NULL;
}

static void refuse_key(const struct machine_row *row, struct gpamap_span name,
		       struct gpamap_diags *diags)
{
	const char *names[KEY_COUNT + 1] = { NULL };
	char known[512] = "";
	const char *nearest;
	size_t i;

	for (i = 0; i < row->setting_count; i++) {
		size_t used = strlen(known);

		names[i] = keys[row->settings[i].key].name;
		snprintf(known + used, sizeof(known) - used, "%s%s",
			 i > 0 ? ", " : "", names[i]);
	}
	nearest = gpamap_word_nearest(name, names);
	if (nearest != NULL)
		gpamap_machine_refuse(
			diags, NULL,
			"%s has no key \"%.*s\": did you mean %s? It has %s",
			row->name, (int)name.length, name.at, nearest, known);
	else
		gpamap_machine_refuse(diags, NULL,
				      "%s has no key \"%.*s\"; it has %s",
				      row->name, (int)name.length, name.at,
				      row->setting_count > 0 ? known : "none");
}

/* Check a value that could be read against what the machine can have. */
static bool check_bounds(const struct machine_row *row,
			 const struct machine_setting *setting, uint64_t value,
			 struct gpamap_diags *diags)
{
	char low[VALUE_TEXT_MAX], high[VALUE_TEXT_MAX];
	char given[VALUE_TEXT_MAX];

	if (value >= setting->min && value <= setting->max)
		return true;
	format_value(setting, value, given, sizeof(given));
	format_value(setting, setting->min, low, sizeof(low));
	format_value(setting, setting->max, high, sizeof(high));
	gpamap_machine_refuse(diags, NULL, "%s: %s=%s is not within %s to %s",
			      row->name, keys[setting->key].name, given, low,
			      high);
	return false;
}

/* Read "KEY=VALUE"; @seen has a bit for each key that was there before. */
static bool read_key(struct gpamap_span text, struct machine_order *order,
		     uint32_t *seen, struct gpamap_diags *diags)
{
	const struct machine_row *row = order->row;
	const struct machine_setting *setting;
	struct gpamap_span name = text;
	const char *why;
	size_t equals;
	uint64_t value;

	if (gpamap_span_find(text, "=", &equals))
		name.length = equals;
	setting = find_setting(row, name);
	if (setting == NULL) {
		refuse_key(row, name, diags);
		return false;
	}
	if (name.length == text.length ||
	    (*seen & (UINT32_C(1) << setting->key)) != 0) {
		gpamap_machine_refuse(diags, NULL, "%s: %s %s", row->name,
				      keys[setting->key].name,
				      name.length == text.length
					      ? "needs a value"
					      : "is given twice");
		return false;
	}
	*seen |= UINT32_C(1) << setting->key;
	text = gpamap_span_skip(text, name.length + 1);
	if (!parse_value(setting, text, &value, &why)) {
		gpamap_machine_refuse(diags, NULL, "%s: %s: \"%.*s\" %s",
				      row->name, keys[setting->key].name,
				      (int)text.length, text.at, why);
		return false;
	}
	order->values.value[setting->key] = value;
	return check_bounds(row, setting, value, diags);
}

bool gpamap_machine_keys(struct gpamap_span text, struct machine_order *order,
			 struct gpamap_diags *diags)
{
	const struct machine_row *row = order->row;
	struct gpamap_span part;
	uint32_t seen = 0;
	bool fine = true;
	size_t i, comma;

	for (i = 0; i < row->setting_count; i++)
		order->values.value[row->settings[i].key] =
			row->settings[i].standard;
	while (text.length > 0) {
		part = text;
		if (gpamap_span_find(text, ",", &comma))
			part.length = comma;
		fine = read_key(part, order, &seen, diags) && fine;
		text = gpamap_span_skip(text, part.length + 1);
	}
	return fine;
}

void gpamap_machine_keys_list(const struct machine_row *row, FILE *file)
{
	char text[VALUE_TEXT_MAX];
	size_t i;

	for (i = 0; i < row->setting_count; i++) {
		const struct machine_setting *setting = &row->settings[i];

		format_value(setting, setting->standard, text, sizeof(text));
		fprintf(file, " %s=%s", keys[setting->key].name,
			setting->key == KEY_MAX_RAM_BELOW_4G ? "auto" : text);
	}
}
