/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include "table_check.h"

/* Facts as a line. */
struct telling {
	char text[TABLE_MAX];
	size_t used;
	size_t count;
	size_t stop; /* after this many; 0: never */
	size_t size; /* of the input */
	size_t behind; /* the last fact's first byte */
};

static unsigned digit(char c)
{
	const char *digits = "0123456789abcdef";
	const char *at = c != '\0' ? strchr(digits, c) : NULL;

	if (at == NULL)
		fail_msg("'%c' is no hexadecimal digit", c);
	return at == NULL ? 0 : (unsigned)(at - digits);
}

void table_parse(struct table *table, const char *hex)
{
	table->size = 0;
	while (*hex != '\0') {
		if (*hex == ' ') {
			hex++;
			continue;
		}
		table->bytes[table->size++] =
			(unsigned char)(digit(hex[0]) * 16 + digit(hex[1]));
		hex += 2;
	}
}

void table_make(struct table *table, table_writer *write, const char *picture,
		const void *options)
{
	static struct map_made made;
	struct gpamap_error error;
	size_t need = 0, i;

	map_make(&made, picture);
	assert_int_equal(write(made.layout, options, NULL, 0, &need, &error),
			 GPAMAP_OK);
	assert_in_range(need, 0, TABLE_MAX - 1);
	memset(table->bytes, 0xc3, sizeof(table->bytes));
	if (need > 0) {
		assert_int_equal(write(made.layout, options, table->bytes,
				       need - 1, &table->size, &error),
				 GPAMAP_ERR_NO_SPACE);
		assert_int_equal(table->size, need);
		assert_int_equal(error.status, GPAMAP_ERR_NO_SPACE);
		assert_int_equal(error.missing, 1);
		assert_int_equal(write(made.layout, options, table->bytes,
				       need - 1, NULL, NULL),
				 GPAMAP_ERR_NO_SPACE);
		for (i = 0; i < need; i++)
			assert_int_equal(table->bytes[i], 0xc3);
		assert_int_equal(write(made.layout, options, NULL, 1, NULL,
				       &error),
				 GPAMAP_ERR_ARGUMENT);
	}
	assert_int_equal(write(made.layout, options, table->bytes, need, NULL,
			       NULL),
			 GPAMAP_OK);
	assert_int_equal(write(made.layout, options, table->bytes, need + 1,
			       &table->size, &error),
			 GPAMAP_OK);
	assert_int_equal(table->size, need);
	for (i = need; i < TABLE_MAX; i++)
		assert_int_equal(table->bytes[i], 0xc3);
}

void table_check(table_writer *write, const char *picture, const void *options,
		 const char *hex)
{
	static struct table got, wanted;
	size_t i;

	table_make(&got, write, picture, options);
	table_parse(&wanted, hex);
	for (i = 0; i < got.size && i < wanted.size; i++)
		if (got.bytes[i] != wanted.bytes[i])
			fail_msg("%s: byte %zu is 0x%02x, not 0x%02x", picture,
				 i, got.bytes[i], wanted.bytes[i]);
	assert_int_equal(got.size, wanted.size);
}

void table_check_text(table_writer *write, const char *picture,
		      const void *options, const char *text)
{
	static struct table got;

	table_make(&got, write, picture, options);
	assert_int_equal(got.bytes[got.size - 1], '\0');
	assert_string_equal((const char *)got.bytes, text);
	assert_int_equal(got.size, strlen(text) + 1);
}

void table_refuse(table_writer *write, const char *picture, const void *options,
		  const char *problem)
{
	unsigned char untouched[64];
	static struct map_made made;
	struct gpamap_error error;
	enum gpamap_status status;
	size_t need = 77, i;
	char text[128];

	map_make(&made, picture);
	memset(untouched, 0xc3, sizeof(untouched));
	status = write(made.layout, options, untouched, sizeof(untouched),
		       &need, &error);
	assert_int_equal(write(made.layout, options, NULL, 0, NULL, NULL),
			 status);
	assert_int_not_equal(status, GPAMAP_OK);
	assert_int_equal(error.status, status);
	snprintf(text, sizeof(text), "%s %" PRIu64 "/%" PRIu64,
		 gpamap_status_name(status), error.asked, error.limit);
	assert_string_equal(text, problem);
	assert_int_equal(need, 77);
	for (i = 0; i < sizeof(untouched); i++)
		assert_int_equal(untouched[i], 0xc3);
}

static bool tell(void *context, const struct gpamap_fact *fact)
{
	struct telling *telling = context;
	bool slot = fact->type == GPAMAP_FACT_SLOT;
	char *at = telling->text + telling->used;
	char name[32];
	size_t room = sizeof(telling->text) - telling->used;
	int used;

	assert_true(slot || fact->type == GPAMAP_FACT_RANGE);
	assert_true(fact->vnode == GPAMAP_NO_VNODE);
	assert_true(fact->offset >= telling->behind &&
		    fact->offset < telling->size);
	telling->behind = fact->offset + 1;
	snprintf(name, sizeof(name), "%s", gpamap_kind_name(fact->kind));
	if (slot)
		snprintf(name, sizeof(name), "slot 0x%" PRIx32, fact->slot);
	used = snprintf(at, room, "%s%s 0x%" PRIx64 "-0x%" PRIx64,
			telling->count > 0 ? "; " : "", name, fact->start,
			fact->end);
	telling->used += (size_t)used;
	if (slot) {
		used = snprintf(telling->text + telling->used,
				sizeof(telling->text) - telling->used,
				" +0x%" PRIx64 "%s", fact->backing,
				fact->flags == GPAMAP_FACT_READ_ONLY ? " ro"
								     : "");
		telling->used += (size_t)used;
	}
	assert_in_range(telling->used, 0, sizeof(telling->text) - 1);
	telling->count++;
	return telling->count != telling->stop;
}

/* Read out of a block of exactly @size bytes, so that a checker sees reads
 * past its end. */
static enum gpamap_status read_exactly(table_reader *read, const void *bytes,
				       size_t size, struct telling *telling,
				       size_t stop, struct gpamap_error *error)
{
	unsigned char *exact = test_malloc(size > 0 ? size : 1);
	enum gpamap_status status;

	telling->text[0] = '\0';
	telling->used = 0;
	telling->count = 0;
	telling->stop = stop;
	telling->size = size;
	telling->behind = 0;
	memcpy(exact, bytes, size);
	memset(error, 0xa5, sizeof(*error));
	status = read(exact, size, tell, telling, error);
	assert_int_equal(read(exact, size, NULL, NULL, NULL) == GPAMAP_OK,
			 false);
	test_free(exact);
	if (status == GPAMAP_OK)
		return status;
	assert_int_equal(error->status, status);
	assert_int_equal(telling->count, 0);
	return status;
}

void facts_check(table_reader *read, const void *bytes, size_t size,
		 const char *facts)
{
	static struct telling all, some;
	struct gpamap_error error;
	size_t stop;

	assert_int_equal(read_exactly(read, bytes, size, &all, 0, &error),
			 GPAMAP_OK);
	assert_string_equal(all.text, facts);
	for (stop = 1; stop <= all.count; stop++) {
		assert_int_equal(read_exactly(read, bytes, size, &some, stop,
					      &error),
				 GPAMAP_OK);
		assert_int_equal(some.count, stop);
	}
}

void facts_check_hex(table_reader *read, const char *hex, const char *facts)
{
	static struct table table;

	table_parse(&table, hex);
	facts_check(read, table.bytes, table.size, facts);
}

void facts_refuse(table_reader *read, const char *hex, const char *problem)
{
	static struct telling telling;
	static struct table table;
	struct gpamap_error error;
	enum gpamap_status status;
	char text[128];

	table_parse(&table, hex);
	status = read_exactly(read, table.bytes, table.size, &telling, 0,
			      &error);
	assert_int_not_equal(status, GPAMAP_OK);
	snprintf(text, sizeof(text), "%s %" PRIu64, gpamap_status_name(status),
		 error.asked);
	assert_string_equal(text, problem);
}

/* Say whether the table reads as something else than @facts, or not at all. */
static bool is_other(table_reader *read, const struct table *table,
		     const char *facts)
{
	static struct telling telling;
	struct gpamap_error error;

	return read_exactly(read, table->bytes, table->size, &telling, 0,
			    &error) != GPAMAP_OK ||
	       strcmp(telling.text, facts) != 0;
}

void facts_damage(table_reader *read, const struct table *table,
		  facts_silent *silent)
{
	static struct telling whole;
	static struct table other;
	struct gpamap_error error;
	unsigned change;
	size_t i;

	assert_int_equal(read_exactly(read, table->bytes, table->size, &whole,
				      0, &error),
			 GPAMAP_OK);
	other = *table;
	for (other.size = 0; other.size < table->size; other.size++)
		assert_true(is_other(read, &other, whole.text));
	for (i = 0; i < table->size; i++) {
		for (change = 1; change < 256; change++) {
			other.bytes[i] =
				(unsigned char)(table->bytes[i] ^ change);
			if (is_other(read, &other, whole.text) ==
			    silent(i, other.bytes[i]))
				fail_msg("byte %zu as 0x%02x", i,
					 other.bytes[i]);
		}
		other.bytes[i] = table->bytes[i];
	}
}
