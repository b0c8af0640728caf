/* SPDX-License-Identifier: MIT */
#include <gpamap/acpi_hmat.h>

#include "acpi_hmat.h"
#include "acpi_table.h"
#include "bytes.h"

/* The reader of HMAT. Its shapes and their source are in acpi_hmat.h. */

/* One matrix of a table. */
struct matrix {
	size_t offset;
	uint64_t initiators; /* how many */
	uint64_t targets;
	size_t entries_at;
};

/* Revision 1 tells where memory is, and revision 2 has reserved bytes there;
 * its matrices have other units. */
static bool is_first(const struct gpamap_acpi_reading *reading)
{
	return reading->bytes[8] == 1;
}

static enum gpamap_status walk_range(struct gpamap_acpi_reading *reading,
				     size_t offset)
{
	const uint8_t *at = reading->bytes + offset;
	uint64_t length = gpamap_get_le64(at + 32);
	struct gpamap_fact fact = {
		.type = GPAMAP_FACT_RANGE,
		.kind = GPAMAP_KIND_RAM,
		.start = gpamap_get_le64(at + 24),
		.vnode = GPAMAP_NO_VNODE,
	};

	if (length == 0)
		return GPAMAP_OK;
	if (gpamap_get_le16(at + 8) & HMAT_MEMORY_VALID)
		fact.vnode = gpamap_get_le32(at + 16);
	if (!gpamap_acpi_end(fact.start, length, &fact.end))
		return gpamap_acpi_corrupt(reading, offset + 32);
	gpamap_acpi_tell(reading, fact, offset);
	return GPAMAP_OK;
}

static enum gpamap_status walk_memory(struct gpamap_acpi_reading *reading,
				      size_t offset)
{
	const uint8_t *at = reading->bytes + offset;
	struct gpamap_fact fact = {
		.type = GPAMAP_FACT_NEAR,
		.from = GPAMAP_NO_VNODE,
		.to = gpamap_get_le32(at + 16),
	};

	if (is_first(reading))
		return walk_range(reading, offset);
	if (gpamap_get_le16(at + 8) & HMAT_INITIATOR_VALID)
		fact.from = gpamap_get_le32(at + 12);
	gpamap_acpi_tell(reading, fact, offset);
	return GPAMAP_OK;
}

/* Divide and compare, so that no count can make a product wrap. */
static bool fits(const struct matrix *matrix, size_t size)
{
	uint64_t rest = size - HMAT_SIZE_MATRIX;

	if (matrix->initiators == 0 || matrix->targets == 0 ||
	    matrix->initiators > rest / 4 || matrix->targets > rest / 4)
		return false;
	return 4 * (matrix->initiators + matrix->targets) +
		       2 * matrix->initiators * matrix->targets ==
	       rest;
}

static enum gpamap_status
check_matrix(const struct gpamap_acpi_reading *reading, size_t size,
	     struct matrix *matrix)
{
	const uint8_t *at = reading->bytes + matrix->offset;

	if (size < HMAT_SIZE_MATRIX)
		return gpamap_acpi_corrupt(reading, matrix->offset + 4);
	matrix->initiators = gpamap_get_le32(at + 12);
	matrix->targets = gpamap_get_le32(at + 16);
	if (!fits(matrix, size))
		return gpamap_acpi_corrupt(reading, matrix->offset + 12);
	if (at[9] > GPAMAP_HMAT_WRITE_BANDWIDTH)
		return gpamap_acpi_corrupt(reading, matrix->offset + 9);
	if (gpamap_get_le64(at + 24) == 0)
		return gpamap_acpi_corrupt(reading, matrix->offset + 24);
	matrix->entries_at = matrix->offset + HMAT_SIZE_MATRIX +
			     4 * (size_t)(matrix->initiators + matrix->targets);
	return GPAMAP_OK;
}

static uint64_t value_of(uint16_t entry, uint64_t unit)
{
	if (entry == GPAMAP_HMAT_UNREACHABLE)
		return UINT64_MAX;
	/* What passes the range of numbers is as good as unreachable. */
	return entry > UINT64_MAX / unit ? UINT64_MAX : entry * unit;
}

static void tell_matrix(struct gpamap_acpi_reading *reading,
			const struct matrix *matrix)
{
	const uint8_t *at = reading->bytes + matrix->offset;
	const uint8_t *nodes = at + HMAT_SIZE_MATRIX;
	uint64_t unit = gpamap_get_le64(at + 24);
	struct gpamap_fact fact = {
		.type = GPAMAP_FACT_SPEED,
		.measure = at[9],
		.level = at[8] & HMAT_HIERARCHY_BITS,
	};
	size_t targets = (size_t)matrix->targets;
	size_t initiators = (size_t)matrix->initiators;
	size_t offset, i;

	for (i = 0; i < initiators * targets && !reading->ended; i++) {
		offset = matrix->entries_at + 2 * i;
		fact.from = gpamap_get_le32(nodes + 4 * (i / targets));
		fact.to = gpamap_get_le32(nodes + 4 * initiators +
					  4 * (i % targets));
		fact.value = value_of(gpamap_get_le16(reading->bytes + offset),
				      unit);
		gpamap_acpi_tell(reading, fact, offset);
	}
}

static enum gpamap_status walk_cache(struct gpamap_acpi_reading *reading,
				     size_t offset, size_t size)
{
	const uint8_t *at = reading->bytes + offset;
	struct gpamap_fact fact = { .type = GPAMAP_FACT_CACHE };

	if (size < HMAT_SIZE_CACHE ||
	    size - HMAT_SIZE_CACHE != 2u * gpamap_get_le16(at + 30))
		return gpamap_acpi_corrupt(reading, offset + 4);
	fact.vnode = gpamap_get_le32(at + 8);
	fact.value = gpamap_get_le64(at + 16);
	fact.cache = gpamap_get_le32(at + 24);
	fact.level = fact.cache >> HMAT_CACHE_LEVEL & HMAT_CACHE_FIELD;
	gpamap_acpi_tell(reading, fact, offset);
	return GPAMAP_OK;
}

void gpamap_hmat_cache_of(const struct gpamap_fact *fact,
			  struct gpamap_hmat_cache *cache)
{
	uint32_t told = fact->cache;

	*cache = (struct gpamap_hmat_cache){
		.memory = (uint32_t)fact->vnode,
		.level = fact->level,
		.levels = told >> HMAT_CACHE_LEVELS & HMAT_CACHE_FIELD,
		.size = fact->value,
		.associativity = (enum gpamap_hmat_associativity)(
			told >> HMAT_CACHE_ASSOCIATIVITY & HMAT_CACHE_FIELD),
		.write_policy = (enum gpamap_hmat_write_policy)(
			told >> HMAT_CACHE_WRITE_POLICY & HMAT_CACHE_FIELD),
		.line = (uint16_t)(told >> HMAT_CACHE_LINE),
	};
}

static enum gpamap_status walk_one(struct gpamap_acpi_reading *reading,
				   size_t offset, size_t size)
{
	struct matrix matrix = { .offset = offset };
	enum gpamap_status status;

	switch (gpamap_get_le16(reading->bytes + offset)) {
	case HMAT_TYPE_MEMORY:
		if (size != HMAT_SIZE_MEMORY)
			return gpamap_acpi_corrupt(reading, offset + 4);
		return walk_memory(reading, offset);
	case HMAT_TYPE_MATRIX:
		status = check_matrix(reading, size, &matrix);
		if (status == GPAMAP_OK && reading->report != NULL &&
		    !is_first(reading))
			tell_matrix(reading, &matrix);
		return status;
	case HMAT_TYPE_CACHE:
		return walk_cache(reading, offset, size);
	default:
		return GPAMAP_OK;
	}
}

enum gpamap_status gpamap_acpi_walk_hmat(struct gpamap_acpi_reading *reading)
{
	enum gpamap_status status =
		gpamap_acpi_expect(reading, GPAMAP_HMAT_REVISION, HMAT_HEAD);

	if (status != GPAMAP_OK)
		return status;
	return gpamap_acpi_walk_structures(reading, HMAT_HEAD,
					   HMAT_STRUCTURE / 2, walk_one);
}

enum gpamap_status gpamap_hmat_read(const void *bytes, size_t size,
				    gpamap_fact_report *report, void *context,
				    struct gpamap_error *error)
{
	return gpamap_acpi_read_one(bytes, size, "HMAT", gpamap_acpi_walk_hmat,
				    report, context, error);
}
