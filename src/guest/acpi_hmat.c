/* SPDX-License-Identifier: MIT */
#include <gpamap/acpi_hmat.h>

#include "acpi_hmat.h"
#include "acpi_table.h"
#include "bytes.h"

/* The writer of HMAT. Its shapes and their source are in acpi_hmat.h. */

/* Nodes that are looked for at once. */
#define BATCH 4096u

struct hmat {
	const struct gpamap_layout *layout;
	const struct gpamap_hmat_options *options;
	struct gpamap_error *error;
	uint64_t node_count;
	uint64_t length;
	uint8_t *at; /* where the next structure goes; NULL: measure only */
};

static const struct gpamap_hmat_options defaults;

static void put_memory(struct hmat *hmat, uint32_t memory, uint32_t initiator)
{
	hmat->length += HMAT_SIZE_MEMORY;
	if (hmat->at == NULL)
		return;
	gpamap_put_le16(hmat->at, HMAT_TYPE_MEMORY);
	gpamap_put_le32(hmat->at + 4, HMAT_SIZE_MEMORY);
	gpamap_put_le16(hmat->at + 8, HMAT_INITIATOR_VALID);
	gpamap_put_le32(hmat->at + 12, initiator);
	gpamap_put_le32(hmat->at + 16, memory);
	hmat->at += HMAT_SIZE_MEMORY;
}

/* The nodes from @first on that have memory; give the first one behind the
 * batch that has, or the node count. */
static uint64_t put_batch(struct hmat *hmat, uint64_t first)
{
	uint8_t used[BATCH / 8] = { 0 };
	uint64_t next = hmat->node_count;
	struct gpamap_entry entry;

	for (size_t i = 0; gpamap_layout_at(hmat->layout, i, &entry); i++) {
		uint64_t place = entry.vnode - first;

		if (entry.vnode == GPAMAP_NO_VNODE || entry.vnode < first ||
		    (entry.kind != GPAMAP_KIND_RAM &&
		     entry.kind != GPAMAP_KIND_HOTPLUG &&
		     entry.kind != GPAMAP_KIND_PMEM))
			continue;
		if (place < BATCH)
			used[place / 8] |= (uint8_t)(1u << place % 8);
		else if (entry.vnode < next)
			next = entry.vnode;
	}
	for (uint32_t i = 0; i < BATCH; i++)
		if (used[i / 8] >> i % 8 & 1)
			put_memory(hmat, (uint32_t)first + i,
				   (uint32_t)first + i);
	return next;
}

static void put_all_memory(struct hmat *hmat)
{
	const struct gpamap_hmat_options *options = hmat->options;
	uint64_t first = 0;

	for (size_t i = 0; i < options->memory_count; i++)
		put_memory(hmat, options->memory[i].memory,
			   options->memory[i].initiator);
	while (options->memory == NULL && first < hmat->node_count)
		first = put_batch(hmat, first);
}

static void put_list(struct hmat *hmat, const uint32_t *nodes, size_t count)
{
	for (size_t i = 0; i < count; i++, hmat->at += 4)
		gpamap_put_le32(hmat->at, nodes[i]);
}

static uint64_t matrix_size(const struct gpamap_hmat_matrix *matrix)
{
	uint64_t initiators = matrix->initiator_count;
	uint64_t targets = matrix->target_count;

	return HMAT_SIZE_MATRIX + 4 * (initiators + targets) +
	       2 * initiators * targets;
}

static void put_matrix(struct hmat *hmat,
		       const struct gpamap_hmat_matrix *matrix)
{
	size_t count = matrix->initiator_count * matrix->target_count;
	uint8_t *at = hmat->at;

	gpamap_put_le16(at, HMAT_TYPE_MATRIX);
	gpamap_put_le32(at + 4, (uint32_t)matrix_size(matrix));
	at[8] = (uint8_t)matrix->hierarchy;
	at[9] = (uint8_t)matrix->type;
	gpamap_put_le32(at + 12, (uint32_t)matrix->initiator_count);
	gpamap_put_le32(at + 16, (uint32_t)matrix->target_count);
	gpamap_put_le64(at + 24, matrix->unit);
	hmat->at += HMAT_SIZE_MATRIX;
	put_list(hmat, matrix->initiators, matrix->initiator_count);
	put_list(hmat, matrix->targets, matrix->target_count);
	for (size_t i = 0; i < count; i++, hmat->at += 2)
		gpamap_put_le16(hmat->at, matrix->entries[i]);
}

static void put_cache(struct hmat *hmat, const struct gpamap_hmat_cache *cache)
{
	uint8_t *at = hmat->at;

	gpamap_put_le16(at, HMAT_TYPE_CACHE);
	gpamap_put_le32(at + 4, HMAT_SIZE_CACHE);
	gpamap_put_le32(at + 8, cache->memory);
	gpamap_put_le64(at + 16, cache->size);
	gpamap_put_le32(at + 24,
			(uint32_t)cache->levels << HMAT_CACHE_LEVELS |
				(uint32_t)cache->level << HMAT_CACHE_LEVEL |
				(uint32_t)cache->associativity
					<< HMAT_CACHE_ASSOCIATIVITY |
				(uint32_t)cache->write_policy
					<< HMAT_CACHE_WRITE_POLICY |
				(uint32_t)cache->line << HMAT_CACHE_LINE);
	hmat->at += HMAT_SIZE_CACHE;
}

static enum gpamap_status check_target(const struct hmat *hmat, uint32_t node)
{
	if (node < hmat->node_count)
		return GPAMAP_OK;
	return gpamap_acpi_refuse(hmat->error, GPAMAP_ERR_BAD_VNODE, node,
				  hmat->node_count);
}

static bool is_whole(const struct gpamap_hmat_matrix *matrix)
{
	return (uint32_t)matrix->type <= GPAMAP_HMAT_WRITE_BANDWIDTH &&
	       matrix->hierarchy <= HMAT_HIERARCHY_MAX && matrix->unit != 0 &&
	       matrix->initiators != NULL && matrix->initiator_count != 0 &&
	       matrix->targets != NULL && matrix->target_count != 0 &&
	       matrix->entries != NULL;
}

/* Add the size of @matrix to the length, if there is room in a table. */
static enum gpamap_status add_matrix(struct hmat *hmat,
				     const struct gpamap_hmat_matrix *matrix)
{
	size_t longest = matrix->initiator_count > matrix->target_count
				 ? matrix->initiator_count
				 : matrix->target_count;
	uint64_t length;

	/* Neither the product nor the sum can wrap below this. */
	if (longest > GPAMAP_ACPI_LENGTH_MAX / 4)
		return gpamap_acpi_refuse(hmat->error, GPAMAP_ERR_TOO_MANY,
					  longest, GPAMAP_ACPI_LENGTH_MAX / 4);
	length = hmat->length + matrix_size(matrix);
	if (length > GPAMAP_ACPI_LENGTH_MAX)
		return gpamap_acpi_refuse(hmat->error, GPAMAP_ERR_TOO_MANY,
					  length, GPAMAP_ACPI_LENGTH_MAX);
	hmat->length = length;
	return GPAMAP_OK;
}

static enum gpamap_status measure_matrix(struct hmat *hmat, size_t index)
{
	const struct gpamap_hmat_matrix *matrix =
		&hmat->options->matrices[index];
	enum gpamap_status status;

	if (!is_whole(matrix))
		return gpamap_acpi_refuse(hmat->error, GPAMAP_ERR_ARGUMENT,
					  index, 0);
	status = add_matrix(hmat, matrix);
	for (size_t i = 0; status == GPAMAP_OK && i < matrix->target_count; i++)
		status = check_target(hmat, matrix->targets[i]);
	return status;
}

static enum gpamap_status measure_cache(struct hmat *hmat, size_t index)
{
	const struct gpamap_hmat_cache *cache = &hmat->options->caches[index];

	if (cache->level == 0 || cache->level > cache->levels ||
	    cache->levels > HMAT_HIERARCHY_MAX ||
	    (uint32_t)cache->associativity > GPAMAP_HMAT_COMPLEX ||
	    (uint32_t)cache->write_policy > GPAMAP_HMAT_WRITE_THROUGH)
		return gpamap_acpi_refuse(hmat->error, GPAMAP_ERR_ARGUMENT,
					  index, 0);
	hmat->length += HMAT_SIZE_CACHE;
	return check_target(hmat, cache->memory);
}

static bool is_there(const void *array, size_t count)
{
	return array != NULL || count == 0;
}

static enum gpamap_status measure(struct hmat *hmat)
{
	const struct gpamap_hmat_options *options = hmat->options;
	enum gpamap_status status = GPAMAP_OK;

	if (!is_there(options->memory, options->memory_count) ||
	    !is_there(options->matrices, options->matrix_count) ||
	    !is_there(options->caches, options->cache_count))
		return gpamap_acpi_refuse(hmat->error, GPAMAP_ERR_ARGUMENT, 0,
					  0);
	for (size_t i = 0; status == GPAMAP_OK && i < options->memory_count;
	     i++)
		status = check_target(hmat, options->memory[i].memory);
	if (status != GPAMAP_OK)
		return status;
	hmat->length = HMAT_HEAD;
	put_all_memory(hmat);
	if (hmat->length == HMAT_HEAD)
		return gpamap_acpi_refuse(hmat->error, GPAMAP_ERR_EMPTY, 0, 0);
	for (size_t i = 0; status == GPAMAP_OK && i < options->matrix_count;
	     i++)
		status = measure_matrix(hmat, i);
	for (size_t i = 0; status == GPAMAP_OK && i < options->cache_count; i++)
		status = measure_cache(hmat, i);
	return status;
}

enum gpamap_status gpamap_hmat_write(const struct gpamap_layout *layout,
				     const struct gpamap_hmat_options *options,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error)
{
	struct gpamap_acpi_room room =
		gpamap_acpi_room(buffer, size, need, error);
	struct hmat hmat = { .layout = layout, .error = error };
	enum gpamap_status status;
	uint8_t *table;
	uint64_t length;

	hmat.options = options != NULL ? options : &defaults;
	status = gpamap_acpi_check_call(layout, &hmat.options->oem, &room);
	if (status != GPAMAP_OK)
		return status;
	hmat.node_count = gpamap_layout_node_count(layout);
	status = measure(&hmat);
	length = hmat.length;
	if (status == GPAMAP_OK)
		status = gpamap_acpi_open(&room, length, &table);
	if (status != GPAMAP_OK || table == NULL)
		return status;
	hmat.at = table + HMAT_HEAD;
	put_all_memory(&hmat);
	for (size_t i = 0; i < hmat.options->matrix_count; i++)
		put_matrix(&hmat, &hmat.options->matrices[i]);
	for (size_t i = 0; i < hmat.options->cache_count; i++)
		put_cache(&hmat, &hmat.options->caches[i]);
	gpamap_acpi_close(table, length, "HMAT", GPAMAP_HMAT_REVISION,
			  &hmat.options->oem);
	return GPAMAP_OK;
}
