/* SPDX-License-Identifier: MIT */
#include "map_check.h"

/*
 * The saved form, and what becomes of damaged bytes:
 *
 *   0     1G     2G     3G    4G        5G       6G
 *   | ram | mmio | ecam | ram | pci_mmio | device | ...  and names
 */
static const char text[] = "ram:0 0..1G low | mmio 1G..2G | pci_ecam 2G..3G | "
			   "ram:1 3G..4G | pci_mmio 4G..5G | "
			   "device:1 5G..6G disk | mmio 0..0 | vtl2 7G..8G";

/* A small map, for the runs over all of its bits. */
static const char small[] = "reserved 0..4K ab | ram:1 4K..8K | mmio 8K..12K";

struct saved {
	struct map_made made;
	unsigned char bytes[MAP_WORDS * 8];
	size_t size;
};

static void save(struct saved *saved, const char *picture)
{
	map_make(&saved->made, picture);
	assert_int_equal(gpamap_layout_save(saved->made.layout, saved->bytes,
					    sizeof(saved->bytes), &saved->size),
			 GPAMAP_OK);
	assert_int_equal(saved->size,
			 gpamap_layout_words(saved->made.layout) * 8);
}

/* Load from a block of exactly @size bytes, so that a checker sees reads past
 * its end; a failure must leave storage and pointer alone. */
static enum gpamap_status load(const unsigned char *bytes, size_t size,
			       struct map_made *into,
			       struct gpamap_error *error)
{
	unsigned char *exact = test_malloc(size + 1);
	enum gpamap_status status;
	size_t i;

	memcpy(exact, bytes, size);
	memset(into->words, 0xc3, sizeof(into->words));
	into->storage = GPAMAP_STORAGE(into->words);
	into->layout = NULL;
	memset(error, 0xa5, sizeof(*error));
	status = gpamap_layout_load(exact, size, &into->storage, &into->layout,
				    error);
	test_free(exact);
	if (status == GPAMAP_OK) {
		assert_int_equal(into->words[into->storage.need],
				 UINT64_C(0xc3c3c3c3c3c3c3c3));
		return status;
	}
	assert_int_equal(error->status, status);
	assert_null(into->layout);
	assert_int_equal(into->storage.need, 0);
	for (i = 0; i < MAP_WORDS; i++)
		assert_int_equal(into->words[i], UINT64_C(0xc3c3c3c3c3c3c3c3));
	return status;
}

static void saved_round_trip(void **state)
{
	static struct saved saved;
	struct map_made loaded;
	struct gpamap_error error;
	size_t need = 0;

	(void)state;
	save(&saved, text);
	assert_int_equal(load(saved.bytes, saved.size, &loaded, &error),
			 GPAMAP_OK);
	map_check(loaded.layout, text);
	assert_int_equal(gpamap_layout_save(loaded.layout, NULL, 0, &need),
			 GPAMAP_OK);
	assert_int_equal(need, saved.size);
	save(&saved, "");
	assert_int_equal(load(saved.bytes, saved.size, &loaded, &error),
			 GPAMAP_OK);
	map_check(loaded.layout, "");
	save(&saved, "ram 0..1G | mmio 1G..2G");
	assert_int_equal(load(saved.bytes, saved.size, &loaded, &error),
			 GPAMAP_OK);
	map_check(loaded.layout, "ram 0..1G | mmio 1G..2G");
}

/* The first bytes are the magic and the version, the lowest byte first. */
static void saved_is_little_endian(void **state)
{
	static const unsigned char magic[] = { 'G', 'P', 'A',  'M',
					       'A', 'P', '\r', '\n' };
	static struct saved saved;

	(void)state;
	save(&saved, small);
	assert_memory_equal(saved.bytes, magic, 8);
	assert_int_equal(saved.bytes[8], 1);
	assert_int_equal(saved.bytes[9], 0);
	assert_int_equal(saved.bytes[16], saved.size / 8);
}

/* Any alignment of the bytes will do, and not a byte beside them is written. */
static void check_alignments(const char *picture)
{
	static struct saved saved;
	static unsigned char moved[MAP_WORDS * 8 + 8];
	uint64_t words[MAP_WORDS];
	size_t shift;

	save(&saved, picture);
	for (shift = 0; shift < 8; shift++) {
		struct gpamap_storage storage = GPAMAP_STORAGE(words);
		const struct gpamap_layout *layout = NULL;

		memset(moved, 0x5a, sizeof(moved));
		assert_int_equal(gpamap_layout_save(saved.made.layout,
						    moved + shift, saved.size,
						    NULL),
				 GPAMAP_OK);
		assert_memory_equal(moved + shift, saved.bytes, saved.size);
		assert_int_equal(moved[shift + saved.size], 0x5a);
		assert_true(shift == 0 || moved[shift - 1] == 0x5a);
		assert_int_equal(gpamap_layout_load(moved + shift, saved.size,
						    &storage, &layout, NULL),
				 GPAMAP_OK);
		assert_memory_equal(words, saved.made.words, saved.size);
	}
}

static void saved_at_any_alignment(void **state)
{
	(void)state;
	check_alignments(text);
	/* Without names, so that the last word is a number. */
	check_alignments("ram 0..4K");
}

/* Cut off at each length, and with bytes to spare. */
static void saved_truncated_at_each_length(void **state)
{
	static struct saved saved;
	struct map_made loaded;
	struct gpamap_error error;
	size_t size;

	(void)state;
	save(&saved, text);
	for (size = 0; size < saved.size; size++)
		assert_int_equal(load(saved.bytes, size, &loaded, &error),
				 GPAMAP_ERR_TRUNCATED);
	for (size = saved.size + 1; size < saved.size + 17; size++)
		assert_int_equal(load(saved.bytes, size, &loaded, &error),
				 GPAMAP_ERR_TRUNCATED);
	assert_int_equal(error.asked, size - 1);
	assert_int_equal(error.limit, saved.size);
}

static void put_word(unsigned char *bytes, size_t word, uint64_t value)
{
	size_t i;

	for (i = 0; i < 8; i++)
		bytes[word * 8 + i] = (unsigned char)(value >> (8 * i));
}

/* Each word of the header with numbers that contradict the rest. */
static void saved_header_words_corrupted(void **state)
{
	static const uint64_t values[] = { 0,
					   1,
					   2,
					   11,
					   0xffff,
					   GPAMAP_RANGES_MAX,
					   GPAMAP_RANGES_MAX + 1,
					   0xffffffff,
					   UINT64_C(0x100000000),
					   UINT64_MAX / 8,
					   UINT64_MAX };
	static struct saved saved;
	static unsigned char bytes[MAP_WORDS * 8];
	struct map_made loaded;
	struct gpamap_error error;
	size_t word, i;

	(void)state;
	save(&saved, text);
	for (word = 0; word < GPAMAP_WORDS_HEADER; word++)
		for (i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
			enum gpamap_status status;

			memcpy(bytes, saved.bytes, saved.size);
			put_word(bytes, word, values[i]);
			if (memcmp(bytes, saved.bytes, saved.size) == 0)
				continue;
			status = load(bytes, saved.size, &loaded, &error);
			if (word == 0)
				assert_int_equal(status, GPAMAP_ERR_BAD_MAGIC);
			else if (word == 1)
				assert_int_equal(status,
						 GPAMAP_ERR_BAD_VERSION);
			else
				assert_true(status == GPAMAP_ERR_TRUNCATED ||
					    status == GPAMAP_ERR_CORRUPT);
		}
}

/* Save what a constructor makes of the ranges and names of @layout. */
static void save_anew(const struct gpamap_layout *layout, struct saved *anew)
{
	struct gpamap_names names = { { NULL } };
	struct gpamap_fixed fixed = { .names = &names };
	struct gpamap_range vtl2;
	struct gpamap_entry entry;
	const char *name[GPAMAP_LIST_COUNT][MAP_LIST_MAX] = { { NULL } };
	const struct gpamap_ram_range *ram;
	size_t i, ram_count;

	ram = gpamap_layout_ram(layout, &ram_count);
	fixed.mmio = gpamap_layout_mmio(layout, &fixed.mmio_count);
	fixed.pci_ecam = gpamap_layout_pci_ecam(layout, &fixed.pci_ecam_count);
	fixed.pci_mmio = gpamap_layout_pci_mmio(layout, &fixed.pci_mmio_count);
	if (gpamap_layout_vtl2_range(layout, &vtl2))
		fixed.vtl2 = &vtl2;
	fixed.other = gpamap_layout_other(layout, &fixed.other_count);
	for (i = 0; gpamap_layout_at(layout, i, &entry); i++)
		name[entry.list][entry.index] = entry.name;
	for (i = 0; i < GPAMAP_LIST_COUNT; i++)
		names.list[i] = name[i];
	anew->made.storage = GPAMAP_STORAGE(anew->made.words);
	assert_int_equal(gpamap_layout_new_from_resolved_ranges(
				 ram, ram_count, &fixed, &anew->made.storage,
				 &anew->made.layout, NULL),
			 GPAMAP_OK);
	assert_int_equal(gpamap_layout_save(anew->made.layout, anew->bytes,
					    sizeof(anew->bytes), &anew->size),
			 GPAMAP_OK);
}

/*
 * Damaged bytes that load are a map all the same: the very bytes that a
 * constructor makes of it. If only a name has changed the digest has not.
 */
static void check_sound(const struct saved *damaged,
			const struct gpamap_layout *layout, bool same_digest,
			uint64_t digest)
{
	static struct saved anew;

	save_anew(layout, &anew);
	assert_int_equal(anew.size, damaged->size);
	assert_memory_equal(anew.bytes, damaged->bytes, damaged->size);
	assert_int_equal(gpamap_layout_digest(layout) == digest, same_digest);
}

static size_t get_word(const struct saved *saved, size_t word)
{
	uint64_t value = 0;
	size_t i;

	for (i = 8; i > 0; i--)
		value = value << 8 | saved->bytes[word * 8 + i - 1];
	return (size_t)value;
}

/* Where the names begin, which the digest does not see: an offset for each
 * of the entries, which word 9 counts, then the bytes that word 11 counts. */
static size_t names_at(const struct saved *saved)
{
	return saved->size - (get_word(saved, 9) + 1) / 2 * 8 -
	       (get_word(saved, 11) + 7) / 8 * 8;
}

/*
 * Each single bit turned: refused, or another map that is whole in itself and
 * has another digest, or another name, which the digest does not see.
 */
static void saved_each_bit_flipped(void **state)
{
	static const char *const pictures[] = { small, text };
	static struct saved saved;
	struct map_made loaded;
	struct gpamap_error error;
	size_t picture, bit, names;

	(void)state;
	for (picture = 0; picture < 2; picture++) {
		uint64_t digest;

		save(&saved, pictures[picture]);
		digest = gpamap_layout_digest(saved.made.layout);
		names = names_at(&saved);
		for (bit = 0; bit < saved.size * 8; bit++) {
			unsigned char mask = (unsigned char)(1u << bit % 8);

			saved.bytes[bit / 8] ^= mask;
			if (load(saved.bytes, saved.size, &loaded, &error) ==
			    GPAMAP_OK) {
				check_sound(&saved, loaded.layout,
					    bit / 8 >= names, digest);
			} else if (error.status == GPAMAP_ERR_CORRUPT) {
				assert_in_range(error.asked, 0, saved.size - 1);
				assert_int_equal(error.asked % 8, 0);
			}
			saved.bytes[bit / 8] ^= mask;
		}
	}
}

/* Each pair of bits turned in the small map. */
static void saved_each_pair_of_bits_flipped(void **state)
{
	static struct saved saved;
	const struct gpamap_layout *layout;
	uint64_t words[64];
	uint64_t digest;
	size_t a, b;

	(void)state;
	save(&saved, "ram 0..4K | mmio 4K..8K");
	digest = gpamap_layout_digest(saved.made.layout);
	for (a = 0; a < saved.size * 8; a++)
		for (b = 0; b < a; b++) {
			struct gpamap_storage storage = GPAMAP_STORAGE(words);

			saved.bytes[a / 8] ^= (unsigned char)(1u << a % 8);
			saved.bytes[b / 8] ^= (unsigned char)(1u << b % 8);
			if (gpamap_layout_load(saved.bytes, saved.size,
					       &storage, &layout,
					       NULL) == GPAMAP_OK)
				assert_int_not_equal(
					gpamap_layout_digest(layout), digest);
			saved.bytes[a / 8] ^= (unsigned char)(1u << a % 8);
			saved.bytes[b / 8] ^= (unsigned char)(1u << b % 8);
		}
}

/* Each word of the block replaced by each other word of it. */
static void saved_words_exchanged(void **state)
{
	static struct saved saved;
	static struct saved damaged;
	struct map_made loaded;
	struct gpamap_error error;
	uint64_t digest;
	size_t to, from;

	(void)state;
	save(&saved, text);
	digest = gpamap_layout_digest(saved.made.layout);
	damaged = saved;
	for (to = 0; to < saved.size / 8; to++)
		for (from = 0; from < saved.size / 8; from++) {
			memcpy(damaged.bytes, saved.bytes, saved.size);
			memcpy(damaged.bytes + to * 8, saved.bytes + from * 8,
			       8);
			if (load(damaged.bytes, saved.size, &loaded, &error) !=
			    GPAMAP_OK)
				continue;
			check_sound(&damaged, loaded.layout,
				    memcmp(damaged.bytes, saved.bytes,
					   names_at(&saved)) == 0,
				    digest);
		}
}

/* Storage that is too small stays untouched, and the need is told. */
static void saved_storage_too_small(void **state)
{
	static struct saved saved;
	struct gpamap_storage storage = { NULL, 0, 0 };
	struct gpamap_error error;
	const struct gpamap_layout *layout = NULL;
	uint64_t words[MAP_WORDS];
	uint64_t before[MAP_WORDS];
	size_t count;

	(void)state;
	save(&saved, text);
	assert_int_equal(gpamap_layout_load(saved.bytes, saved.size, &storage,
					    NULL, &error),
			 GPAMAP_OK);
	assert_int_equal(storage.need, saved.size / 8);
	memset(words, 0xc3, sizeof(words));
	memcpy(before, words, sizeof(words));
	for (count = 1; count < saved.size / 8; count++) {
		storage = (struct gpamap_storage){ words, count, 0 };
		assert_int_equal(gpamap_layout_load(saved.bytes, saved.size,
						    &storage, &layout, &error),
				 GPAMAP_ERR_NO_SPACE);
		assert_int_equal(storage.need, saved.size / 8);
	}
	assert_null(layout);
	assert_memory_equal(words, before, sizeof(words));
}

/* Opening reads the same block in place, writes nothing, checks as load. */
static void saved_open_in_place(void **state)
{
	static struct saved saved;
	struct gpamap_error error;
	const struct gpamap_layout *layout = NULL;
	uint64_t words[MAP_WORDS];

	(void)state;
	save(&saved, text);
	memcpy(words, saved.bytes, saved.size);
	assert_int_equal(gpamap_layout_open(words, saved.size / 8, &layout,
					    &error),
			 GPAMAP_OK);
	assert_ptr_equal(layout, words);
	map_check(layout, text);
	memcpy(words, saved.bytes, saved.size);
	layout = NULL;
	assert_int_equal(gpamap_layout_open(words, saved.size / 8 - 1, &layout,
					    &error),
			 GPAMAP_ERR_TRUNCATED);
	words[1] ^= UINT64_C(0x200000000000002);
	assert_int_equal(gpamap_layout_open(words, saved.size / 8, &layout,
					    &error),
			 GPAMAP_ERR_BAD_VERSION);
	assert_null(layout);
	assert_int_equal(gpamap_layout_open(NULL, 12, &layout, &error),
			 GPAMAP_ERR_ARGUMENT);
}

/* Calls without bytes, storage or a place for the layout. */
static void saved_arguments(void **state)
{
	static struct saved saved;
	struct gpamap_storage storage;
	const struct gpamap_layout *layout = NULL;
	uint64_t words[MAP_WORDS];
	size_t need = 7;

	(void)state;
	save(&saved, small);
	storage = GPAMAP_STORAGE(words);
	assert_int_equal(gpamap_layout_load(NULL, 100, &storage, &layout, NULL),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_layout_load(saved.bytes, saved.size, NULL,
					    &layout, NULL),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_layout_load(saved.bytes, saved.size, &storage,
					    NULL, NULL),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_layout_save(NULL, words, 8, &need),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(gpamap_layout_save(saved.made.layout, NULL, 8, &need),
			 GPAMAP_ERR_ARGUMENT);
	assert_int_equal(need, 7);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(saved_round_trip),
		cmocka_unit_test(saved_is_little_endian),
		cmocka_unit_test(saved_at_any_alignment),
		cmocka_unit_test(saved_truncated_at_each_length),
		cmocka_unit_test(saved_header_words_corrupted),
		cmocka_unit_test(saved_each_bit_flipped),
		cmocka_unit_test(saved_each_pair_of_bits_flipped),
		cmocka_unit_test(saved_words_exchanged),
		cmocka_unit_test(saved_storage_too_small),
		cmocka_unit_test(saved_open_in_place),
		cmocka_unit_test(saved_arguments),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
