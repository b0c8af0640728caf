/* SPDX-License-Identifier: MIT */
#include <gpamap/acpi_srat.h>

#include "acpi_srat.h"
#include "acpi_table.h"
#include "bytes.h"

/* The writer of SRAT. Its shapes and their source are in acpi_srat.h. */

struct srat {
	const struct gpamap_layout *layout;
	const struct gpamap_srat_options *options;
	struct gpamap_error *error;
	uint8_t revision;
	uint64_t cpus; /* in all */
	uint64_t length;
	uint8_t *at; /* where the next structure goes */
};

static const struct gpamap_srat_options defaults;

static enum gpamap_status refuse(const struct srat *srat,
				 enum gpamap_status status, uint64_t asked,
				 uint64_t limit)
{
	return gpamap_acpi_refuse(srat->error, status, asked, limit);
}

/* Say whether @entry is memory that SRAT tells, and of which vnode. */
static bool memory_flags(const struct srat *srat,
			 const struct gpamap_entry *entry, uint32_t *flags,
			 uint64_t *vnode)
{
	*flags = SRAT_MEMORY_ENABLED;
	*vnode = entry->vnode;
	if (entry->kind == GPAMAP_KIND_RAM)
		return true;
	if (entry->kind == GPAMAP_KIND_HOTPLUG)
		*flags |= SRAT_MEMORY_HOTPLUG;
	else if (entry->kind == GPAMAP_KIND_PMEM)
		*flags |= SRAT_MEMORY_PERSISTENT;
	else
		return false;
	if (*vnode == GPAMAP_NO_VNODE && srat->options->default_vnode != NULL)
		*vnode = *srat->options->default_vnode;
	return *vnode != GPAMAP_NO_VNODE;
}

static bool knows_vnode(const struct srat *srat, uint64_t vnode)
{
	return srat->revision > 1 || vnode < SRAT_NODES_REVISION_1;
}

static enum gpamap_status measure_memory(struct srat *srat)
{
	struct gpamap_entry entry;
	uint64_t vnode;
	uint32_t flags;

	for (size_t i = 0; gpamap_layout_at(srat->layout, i, &entry); i++) {
		struct gpamap_subject subject = { entry.list, entry.index,
						  entry.range };

		if (!memory_flags(srat, &entry, &flags, &vnode))
			continue;
		if (!knows_vnode(srat, vnode))
			return gpamap_acpi_refuse_range(
				srat->error, GPAMAP_ERR_BAD_VNODE, subject,
				vnode, SRAT_NODES_REVISION_1 - 1);
		srat->length += SRAT_SIZE_MEMORY;
	}
	return GPAMAP_OK;
}

static bool is_apic(const struct srat *srat, uint64_t id)
{
	return srat->options->cpu_type == GPAMAP_SRAT_APIC &&
	       id < SRAT_APIC_IDS;
}

static uint64_t cpu_size(const struct srat *srat, uint64_t id)
{
	if (srat->options->cpu_type == GPAMAP_SRAT_GICC)
		return SRAT_SIZE_GICC;
	return is_apic(srat, id) ? SRAT_SIZE_APIC : SRAT_SIZE_X2APIC;
}

/* Only the newest revision has more than local APICs: ACPI 4.0 brought x2APIC
 * and ACPI 5.1 GICC, both with SRAT 3. */
static enum gpamap_status check_cpu(const struct srat *srat, uint64_t id,
				    uint64_t vnode)
{
	if (!knows_vnode(srat, vnode))
		return refuse(srat, GPAMAP_ERR_BAD_VNODE, vnode,
			      SRAT_NODES_REVISION_1 - 1);
	if (srat->revision < 3 && !is_apic(srat, id))
		return refuse(srat, GPAMAP_ERR_ARGUMENT, id,
			      srat->options->cpu_type == GPAMAP_SRAT_APIC
				      ? SRAT_APIC_IDS
				      : 0);
	return GPAMAP_OK;
}

/* Processors counted a node: the last id of each node is its worst. */
static enum gpamap_status measure_counted(struct srat *srat)
{
	const struct gpamap_srat_options *options = srat->options;
	enum gpamap_status status = GPAMAP_OK;
	uint64_t small;

	for (size_t i = 0; i < options->node_cpus_count; i++) {
		srat->cpus += options->node_cpus[i];
		if (srat->cpus > UINT32_MAX)
			return refuse(srat, GPAMAP_ERR_TOO_MANY, srat->cpus,
				      UINT32_MAX);
		if (options->node_cpus[i] > 0)
			status = check_cpu(srat, srat->cpus - 1, i);
		if (status != GPAMAP_OK)
			return status;
	}
	small = srat->cpus < SRAT_APIC_IDS ? srat->cpus : SRAT_APIC_IDS;
	srat->length += small * cpu_size(srat, 0) +
			(srat->cpus - small) * cpu_size(srat, SRAT_APIC_IDS);
	return GPAMAP_OK;
}

static enum gpamap_status measure_listed(struct srat *srat)
{
	const struct gpamap_srat_options *options = srat->options;
	enum gpamap_status status;

	for (size_t i = 0; i < options->cpu_count; i++) {
		const struct gpamap_srat_cpu *cpu = &options->cpus[i];

		status = check_cpu(srat, cpu->id, cpu->vnode);
		if (status != GPAMAP_OK)
			return status;
		srat->length += cpu_size(srat, cpu->id);
	}
	return GPAMAP_OK;
}

static enum gpamap_status check_options(const struct srat *srat)
{
	const struct gpamap_srat_options *options = srat->options;

	if (options->revision > GPAMAP_SRAT_REVISION)
		return refuse(srat, GPAMAP_ERR_ARGUMENT, options->revision,
			      GPAMAP_SRAT_REVISION);
	if ((uint32_t)options->cpu_type > GPAMAP_SRAT_GICC)
		return refuse(srat, GPAMAP_ERR_ARGUMENT,
			      (uint32_t)options->cpu_type, GPAMAP_SRAT_GICC);
	if ((options->node_cpus_count > 0 && options->cpu_count > 0) ||
	    (options->node_cpus_count > 0 && options->node_cpus == NULL) ||
	    (options->cpu_count > 0 && options->cpus == NULL))
		return refuse(srat, GPAMAP_ERR_ARGUMENT, 0, 0);
	return GPAMAP_OK;
}

static enum gpamap_status measure(struct srat *srat)
{
	enum gpamap_status status = check_options(srat);

	srat->length = SRAT_HEAD;
	if (status == GPAMAP_OK)
		status = measure_counted(srat);
	if (status == GPAMAP_OK)
		status = measure_listed(srat);
	if (status == GPAMAP_OK)
		status = measure_memory(srat);
	return status;
}

static void put_apic(uint8_t *at, uint32_t id, uint32_t vnode)
{
	at[0] = SRAT_TYPE_APIC;
	at[2] = (uint8_t)vnode;
	at[3] = (uint8_t)id;
	gpamap_put_le32(at + 4, SRAT_CPU_ENABLED);
	/* The rest of the domain, in three bytes that revision 1 reserves. */
	gpamap_put_le16(at + 9, (uint16_t)(vnode >> 8 & 0xffff));
	at[11] = (uint8_t)(vnode >> 24);
}

static void put_x2apic(uint8_t *at, uint32_t id, uint32_t vnode)
{
	at[0] = SRAT_TYPE_X2APIC;
	gpamap_put_le32(at + 4, vnode);
	gpamap_put_le32(at + 8, id);
	gpamap_put_le32(at + 12, SRAT_CPU_ENABLED);
}

static void put_gicc(uint8_t *at, uint32_t uid, uint32_t vnode)
{
	at[0] = SRAT_TYPE_GICC;
	gpamap_put_le32(at + 2, vnode);
	gpamap_put_le32(at + 6, uid);
	gpamap_put_le32(at + 10, SRAT_CPU_ENABLED);
}

static void put_cpu(struct srat *srat, uint32_t id, uint32_t vnode)
{
	uint64_t size = cpu_size(srat, id);

	if (srat->options->cpu_type == GPAMAP_SRAT_GICC)
		put_gicc(srat->at, id, vnode);
	else if (is_apic(srat, id))
		put_apic(srat->at, id, vnode);
	else
		put_x2apic(srat->at, id, vnode);
	srat->at[1] = (uint8_t)size;
	srat->at += size;
}

static void put_cpus(struct srat *srat)
{
	const struct gpamap_srat_options *options = srat->options;
	uint32_t id = 0;

	for (size_t i = 0; i < options->node_cpus_count; i++)
		for (uint32_t j = 0; j < options->node_cpus[i]; j++)
			put_cpu(srat, id++, (uint32_t)i);
	for (size_t i = 0; i < options->cpu_count; i++)
		put_cpu(srat, options->cpus[i].id, options->cpus[i].vnode);
}

static void put_memory(struct srat *srat)
{
	struct gpamap_entry entry;
	uint64_t vnode;
	uint32_t flags;

	for (size_t i = 0; gpamap_layout_at(srat->layout, i, &entry); i++) {
		if (!memory_flags(srat, &entry, &flags, &vnode))
			continue;
		srat->at[0] = SRAT_TYPE_MEMORY;
		srat->at[1] = SRAT_SIZE_MEMORY;
		gpamap_put_le32(srat->at + 2, (uint32_t)vnode);
		gpamap_put_le64(srat->at + 8, entry.range.start);
		gpamap_put_le64(srat->at + 16,
				entry.range.end - entry.range.start);
		gpamap_put_le32(srat->at + 28, flags);
		srat->at += SRAT_SIZE_MEMORY;
	}
}

enum gpamap_status gpamap_srat_write(const struct gpamap_layout *layout,
				     const struct gpamap_srat_options *options,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error)
{
	struct gpamap_acpi_room room =
		gpamap_acpi_room(buffer, size, need, error);
	struct srat srat = { .layout = layout, .error = error };
	enum gpamap_status status;
	uint8_t *table;

	srat.options = options != NULL ? options : &defaults;
	srat.revision = srat.options->revision != 0
				? (uint8_t)srat.options->revision
				: GPAMAP_SRAT_REVISION;
	status = gpamap_acpi_check_call(layout, &srat.options->oem, &room);
	if (status == GPAMAP_OK)
		status = measure(&srat);
	if (status == GPAMAP_OK)
		status = gpamap_acpi_open(&room, srat.length, &table);
	if (status != GPAMAP_OK || table == NULL)
		return status;
	gpamap_put_le32(table + SRAT_ONE_AT, 1);
	srat.at = table + SRAT_HEAD;
	put_cpus(&srat);
	put_memory(&srat);
	gpamap_acpi_close(table, srat.length, "SRAT", srat.revision,
			  &srat.options->oem);
	return GPAMAP_OK;
}
