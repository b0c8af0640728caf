/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>

#include "acpi_support.h"

struct told {
	char text[ACPI_TEXT_MAX];
	size_t used;
	size_t count;
	size_t size; /* of the input */
};

static void __attribute__((format(printf, 2, 3)))
say(struct told *told, const char *format, ...)
{
	va_list list;
	int length;

	va_start(list, format);
	length = vsnprintf(told->text + told->used,
			   sizeof(told->text) - told->used, format, list);
	va_end(list);
	assert_true(length >= 0);
	if ((size_t)length < sizeof(told->text) - told->used)
		told->used += (size_t)length;
}

static void say_range(struct told *told, const struct gpamap_fact *fact)
{
	say(told, "%s", gpamap_kind_name(fact->kind));
	if (fact->vnode != GPAMAP_NO_VNODE)
		say(told, ":%" PRIu64, fact->vnode);
	say(told, " 0x%" PRIx64 "-0x%" PRIx64, fact->start, fact->end);
	if (fact->flags & GPAMAP_FACT_HOTPLUG)
		say(told, " hotplug");
	if (fact->flags & GPAMAP_FACT_PERSISTENT)
		say(told, " persistent");
	say(told, "\n");
}

static bool tell(void *context, const struct gpamap_fact *fact)
{
	struct told *told = context;

	assert_true(fact->offset < told->size);
	told->count++;
	switch (fact->type) {
	case GPAMAP_FACT_RANGE:
		say_range(told, fact);
		break;
	case GPAMAP_FACT_ECAM:
		assert_int_equal(fact->kind, 0);
		say(told,
		    "ecam %" PRIu32 " %" PRIu32 "-%" PRIu32 " 0x%" PRIx64
		    "-0x%" PRIx64 "\n",
		    fact->segment, fact->first_bus, fact->last_bus, fact->start,
		    fact->end);
		break;
	case GPAMAP_FACT_DISTANCE:
		say(told, "distance %" PRIu64 " %" PRIu64 " %" PRIu32 "\n",
		    fact->from, fact->to, fact->distance);
		break;
	case GPAMAP_FACT_CPU:
		say(told, "cpu %" PRIu64, fact->cpu);
		if (fact->vnode != GPAMAP_NO_VNODE)
			say(told, ":%" PRIu64, fact->vnode);
		say(told, "\n");
		break;
	case GPAMAP_FACT_TABLE:
		assert_int_equal(fact->kind, 0);
		say(told, "table 0x%" PRIx64 "-0x%" PRIx64 "\n", fact->start,
		    fact->end);
		break;
	case GPAMAP_FACT_NEAR:
		say(told, "near ");
		if (fact->from != GPAMAP_NO_VNODE)
			say(told, "%" PRIu64, fact->from);
		say(told, ">%" PRIu64 "\n", fact->to);
		break;
	case GPAMAP_FACT_SPEED:
		say(told,
		    "speed %" PRIu32 " %" PRIu32 " %" PRIu64 ">%" PRIu64
		    " %" PRIu64 "\n",
		    fact->measure, fact->level, fact->from, fact->to,
		    fact->value);
		break;
	case GPAMAP_FACT_CACHE:
		say(told,
		    "cache %" PRIu64 " %" PRIu32 " %" PRIu64 " 0x%" PRIx32 "\n",
		    fact->vnode, fact->level, fact->value, fact->cache);
		break;
	default:
		fail_msg("fact of type %d", (int)fact->type);
	}
	return true;
}

/* Reads a copy that ends where the input ends, for a sanitizer to watch. */
static enum gpamap_status read_copy(acpi_reader *read, const void *bytes,
				    size_t size, struct told *told,
				    struct gpamap_error *error)
{
	enum gpamap_status status;
	void *copy = malloc(size > 0 ? size : 1);

	assert_non_null(copy);
	memcpy(copy, bytes, size);
	*told = (struct told){ .size = size };
	status = read(copy, size, tell, told, error);
	assert_memory_equal(copy, bytes, size);
	free(copy);
	if (status != GPAMAP_OK)
		assert_int_equal(told->count, 0);
	return status;
}

static bool tell_offset(void *context, const struct gpamap_fact *fact)
{
	say(context, "%zu ", fact->offset);
	return true;
}

static bool stop(void *context, const struct gpamap_fact *fact)
{
	size_t *count = context;

	(void)fact;
	(*count)++;
	return false;
}

void acpi_check_facts(acpi_reader *read, const void *bytes, size_t size,
		      const char *facts)
{
	struct gpamap_error error = { .status = GPAMAP_OK };
	struct told told;
	size_t count = 0;

	assert_int_equal(read_copy(read, bytes, size, &told, &error),
			 GPAMAP_OK);
	assert_string_equal(told.text, facts);
	assert_int_equal(error.status, GPAMAP_OK);
	/* Whoever has heard enough hears no more. */
	assert_int_equal(read(bytes, size, stop, &count, NULL), GPAMAP_OK);
	assert_int_equal(count, told.count > 0);
	assert_int_equal(read(bytes, size, NULL, NULL, NULL),
			 GPAMAP_ERR_ARGUMENT);
	error.asked = error.limit = 1;
	assert_int_equal(read(bytes, size, NULL, NULL, &error),
			 GPAMAP_ERR_ARGUMENT);
	assert_true(error.asked == 0 && error.limit == 0);
	error.asked = error.limit = 1;
	assert_int_equal(read(NULL, size, stop, &count, &error),
			 GPAMAP_ERR_ARGUMENT);
	assert_true(error.asked == 0 && error.limit == 0);
}

void acpi_check_offsets(acpi_reader *read, const void *bytes, size_t size,
			const char *offsets)
{
	struct told told = { .size = size };

	assert_int_equal(read(bytes, size, tell_offset, &told, NULL),
			 GPAMAP_OK);
	assert_string_equal(told.text, offsets);
}

void acpi_check_refused(acpi_reader *read, const void *bytes, size_t size,
			enum gpamap_status status, uint64_t asked)
{
	struct gpamap_error error = { .status = GPAMAP_OK };
	struct told told;

	assert_int_equal(read_copy(read, bytes, size, &told, &error), status);
	assert_int_equal(error.status, status);
	assert_int_equal(error.asked, asked);
	if (status == GPAMAP_ERR_CORRUPT || status == GPAMAP_ERR_BAD_MAGIC)
		assert_int_equal(error.limit, 0);
	assert_int_equal(read(bytes, size, tell, &told, NULL), status);
}

void acpi_check_short(acpi_reader *read, const void *bytes, size_t size,
		      uint64_t limit)
{
	struct gpamap_error error = { .status = GPAMAP_OK };
	struct told told;

	assert_int_equal(read_copy(read, bytes, size, &told, &error),
			 GPAMAP_ERR_TRUNCATED);
	assert_int_equal(error.asked, size);
	assert_int_equal(error.limit, limit);
}

void acpi_mend(uint8_t *table, size_t size)
{
	uint8_t sum = 0;

	table[9] = 0;
	for (size_t i = 0; i < size; i++)
		sum = (uint8_t)(sum + table[i]);
	table[9] = (uint8_t)-sum;
}

static void check_cut(acpi_reader *read, const uint8_t *bytes, size_t size)
{
	uint8_t *longer = calloc(size + 1, 1);
	struct told told;

	assert_non_null(longer);
	for (size_t i = 0; i < size; i++)
		assert_int_not_equal(read_copy(read, bytes, i, &told, NULL),
				     GPAMAP_OK);
	memcpy(longer, bytes, size);
	assert_int_not_equal(read_copy(read, longer, size + 1, &told, NULL),
			     GPAMAP_OK);
	free(longer);
}

/* A byte changed; and once more, by somebody who knows of checksums. */
static void check_changed(acpi_reader *read, uint8_t *bytes, size_t size,
			  size_t at)
{
	uint8_t right = bytes[at];
	uint8_t sum = bytes[9];
	struct told told;

	for (unsigned int value = 0; value < 256; value++) {
		bytes[at] = (uint8_t)value;
		if (bytes[at] != right)
			assert_int_not_equal(read_copy(read, bytes, size, &told,
						       NULL),
					     GPAMAP_OK);
		acpi_mend(bytes, size);
		read_copy(read, bytes, size, &told, NULL);
		bytes[9] = sum;
	}
	bytes[at] = right;
}

void acpi_check_hostile(acpi_reader *read, const void *bytes, size_t size)
{
	uint8_t *copy = malloc(size);

	assert_non_null(copy);
	memcpy(copy, bytes, size);
	check_cut(read, copy, size);
	for (size_t i = 0; i < size; i++)
		check_changed(read, copy, size, i);
	assert_memory_equal(copy, bytes, size);
	free(copy);
}

void acpi_check_bytes(const uint8_t *got, size_t got_size, const uint8_t *want,
		      size_t want_size)
{
	for (size_t i = 0; i < got_size && i < want_size; i++)
		if (got[i] != want[i])
			fail_msg("byte %zu is 0x%02x, wanted 0x%02x", i, got[i],
				 want[i]);
	assert_int_equal(got_size, want_size);
}

/* Larger than any table here. */
#define ROOM 8192
#define FILL 0xa5

static bool is_untouched(const uint8_t *from, const uint8_t *end)
{
	while (from < end)
		if (*from++ != FILL)
			return false;
	return true;
}

void acpi_check_written(acpi_writer *write, const struct gpamap_layout *layout,
			const void *options, const uint8_t *want, size_t size)
{
	struct gpamap_error error = { .status = GPAMAP_OK };
	uint8_t room[ROOM];
	size_t need = 0;

	assert_int_equal(write(layout, options, NULL, 0, &need, &error),
			 GPAMAP_OK);
	memset(room, FILL, sizeof(room));
	assert_int_equal(write(layout, options, room, need, &need, &error),
			 GPAMAP_OK);
	acpi_check_bytes(room, need, want, size);
	assert_true(is_untouched(room + size, room + ROOM));
	assert_int_equal(write(layout, options, room, ROOM, NULL, NULL),
			 GPAMAP_OK);
	acpi_check_bytes(room, size, want, size);
	assert_int_equal(error.status, GPAMAP_OK);
	memset(room, FILL, sizeof(room));
	assert_int_equal(write(layout, options, room, size - 1, &need, &error),
			 GPAMAP_ERR_NO_SPACE);
	assert_int_equal(need, size);
	assert_int_equal(error.status, GPAMAP_ERR_NO_SPACE);
	assert_int_equal(error.other.list, GPAMAP_LIST_NONE);
	assert_true(error.asked == size && error.limit == size - 1);
	assert_int_equal(error.missing, 1);
	assert_int_equal(write(layout, options, room, size - 1, NULL, NULL),
			 GPAMAP_ERR_NO_SPACE);
	assert_true(is_untouched(room, room + ROOM));
	assert_int_equal(write(layout, options, NULL, 1, NULL, &error),
			 GPAMAP_ERR_ARGUMENT);
	assert_true(error.asked == 0 && error.limit == 0);
	error.asked = error.limit = 0;
	assert_int_equal(write(NULL, options, room, ROOM, NULL, &error),
			 GPAMAP_ERR_ARGUMENT);
	assert_true(error.asked == 0 && error.limit == 0);
}

struct gpamap_error acpi_check_unwritten(acpi_writer *write,
					 const struct gpamap_layout *layout,
					 const void *options,
					 enum gpamap_status status)
{
	struct gpamap_error error = { .status = GPAMAP_OK };
	uint8_t room[ROOM];
	size_t need = 17;

	memset(room, FILL, sizeof(room));
	assert_int_equal(write(layout, options, NULL, 0, &need, NULL), status);
	assert_int_equal(write(layout, options, room, ROOM, &need, &error),
			 status);
	assert_int_equal(need, 17);
	assert_int_equal(error.status, status);
	assert_true(is_untouched(room, room + ROOM));
	return error;
}
