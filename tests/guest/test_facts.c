/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "../unit/map_check.h"

/*
 * From facts to a layout. Facts are pictured as ranges are (map_check.h), and
 * stand at byte 16 times their place, as if a table had told them.
 */

#define NO GPAMAP_NO_VNODE
#define ROOM 64

static struct gpamap_fact items[ROOM];
static struct gpamap_facts facts;
static struct gpamap_error error;

static void begin(void)
{
	facts = GPAMAP_FACTS(items);
}

static void tell(struct gpamap_fact fact)
{
	fact.offset = 16 * (facts.count + facts.missed + facts.others);
	assert_true(gpamap_facts_collect(&facts, &fact));
}

static void tell_range(enum gpamap_kind kind, uint64_t start, uint64_t end,
		       uint64_t vnode)
{
	tell((struct gpamap_fact){
		.kind = kind, .start = start, .end = end, .vnode = vnode });
}

static void tell_slot(uint32_t slot, uint64_t start, uint64_t end,
		      uint32_t flags)
{
	tell((struct gpamap_fact){ .type = GPAMAP_FACT_SLOT,
				   .slot = slot,
				   .start = start,
				   .end = end,
				   .flags = flags,
				   .vnode = NO });
}

/* Words that end where the heap's block does, so that a sanitizer sees one
 * word too many. */
static struct gpamap_storage take(size_t words)
{
	uint64_t *heap = malloc(words * sizeof(*heap));

	assert_non_null(heap);
	memset(heap, 0x5a, words * sizeof(*heap));
	return (struct gpamap_storage){ heap, words, 0 };
}

/* Give @exact one word less, and see that it is refused and left alone. */
static void refuse_short(struct gpamap_storage *exact,
			 struct gpamap_storage *scratch,
			 struct gpamap_storage *storage)
{
	const struct gpamap_layout *layout = NULL;
	size_t words = exact->count;

	exact->count--;
	assert_int_equal(gpamap_facts_layout(&facts, scratch, storage, &layout,
					     &error),
			 GPAMAP_ERR_NO_SPACE);
	assert_int_equal(error.asked, words);
	assert_int_equal(error.limit, words - 1);
	assert_int_equal(error.missing, 1);
	assert_int_equal(exact->need, words);
	assert_null(layout);
	for (size_t i = 0; i < words; i++)
		assert_true(exact->words[i] == UINT64_C(0x5a5a5a5a5a5a5a5a));
	exact->count++;
}

/* Make the layout by the three calls, with just the words that are needed. */
static const struct gpamap_layout *make(struct gpamap_storage *storage)
{
	const struct gpamap_layout *layout = NULL;
	struct gpamap_storage scratch = { NULL, 0, 0 };
	struct gpamap_error untouched;
	size_t count = facts.count;

	*storage = (struct gpamap_storage){ NULL, 0, 7 };
	assert_int_equal(gpamap_facts_layout(&facts, &scratch, storage, NULL,
					     &error),
			 GPAMAP_OK);
	assert_int_equal(storage->need, 7);
	assert_in_range(scratch.need, 1, GPAMAP_FACTS_SCRATCH(count));
	scratch = take(scratch.need);
	refuse_short(&scratch, &scratch, storage);
	assert_int_equal(gpamap_facts_layout(&facts, &scratch, storage, NULL,
					     &error),
			 GPAMAP_OK);
	assert_in_range(storage->need, 1, GPAMAP_FACTS_WORDS(count));
	*storage = take(storage->need);
	refuse_short(storage, &scratch, storage);
	memset(&error, 0x5a, sizeof(error));
	untouched = error;
	assert_int_equal(gpamap_facts_layout(&facts, &scratch, storage, &layout,
					     &error),
			 GPAMAP_OK);
	assert_memory_equal(&error, &untouched, sizeof(error));
	assert_ptr_equal(layout, storage->words);
	free(scratch.words);
	return layout;
}

#define EXPECT(picture)                                                        \
	do {                                                                   \
		struct gpamap_storage storage_;                                \
                                                                               \
		map_check(make(&storage_), picture);                           \
		free(storage_.words);                                          \
	} while (0)

static void says(const char *sentence)
{
	char text[GPAMAP_ERROR_TEXT_MAX];

	assert_int_equal(gpamap_error_format(&error, text, sizeof(text), NULL),
			 GPAMAP_OK);
	assert_string_equal(text, sentence);
}

static void refuse(enum gpamap_status status, const char *sentence)
{
	static uint64_t scratch_words[GPAMAP_FACTS_SCRATCH(ROOM)];
	static uint64_t words[GPAMAP_FACTS_WORDS(ROOM)];
	struct gpamap_storage scratch = GPAMAP_STORAGE(scratch_words);
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	const struct gpamap_layout *layout = NULL;

	assert_int_equal(gpamap_facts_layout(&facts, &scratch, &storage,
					     &layout, &error),
			 status);
	assert_int_equal(error.status, status);
	says(sentence);
	assert_int_equal(gpamap_facts_layout(&facts, &scratch, &storage,
					     &layout, NULL),
			 status);
	assert_null(layout);
}

/*
 *  0      4      6      8  9    a      c
 *  | ram ...................... |
 *         | reserved ..|
 *                | ecam .. |
 *                             | hotplug ..|     begins at 0x9800
 */
static void kinds_in_each_other(void **state)
{
	(void)state;
	begin();
	tell_range(GPAMAP_KIND_HOTPLUG, 0x9800, 0xc000, 1);
	tell_range(GPAMAP_KIND_RAM, 0, 0xa000, NO);
	tell_range(GPAMAP_KIND_RESERVED, 0x4000, 0x8000, NO);
	tell((struct gpamap_fact){ .type = GPAMAP_FACT_ECAM,
				   .start = 0x6000,
				   .end = 0x9000,
				   .last_bus = 255 });
	EXPECT("ram 0..0x4000 | reserved 0x4000..0x6000 | "
	       "pci_ecam 0x6000..0x9000 | ram 0x9000..0xa000 | "
	       "hotplug:1 0xa000..0xc000");
	assert_int_equal(facts.cut, 0);
	assert_int_equal(facts.widened, 0);
}

/* Each list of a layout has its ranges; touching RAM is not joined. */
static void every_kind(void **state)
{
	(void)state;
	begin();
	for (unsigned int kind = GPAMAP_KIND_RAM; kind < GPAMAP_KIND_COUNT;
	     kind++)
		if (kind != GPAMAP_KIND_VTL2)
			tell_range((enum gpamap_kind)kind, kind * MB(1),
				   (kind + 1) * MB(1), NO);
	tell_range(GPAMAP_KIND_RAM, MB(13), MB(14), 1);
	tell_range(GPAMAP_KIND_RAM, MB(14), MB(15), 1);
	tell_range(GPAMAP_KIND_VTL2, MB(16), MB(17), NO);
	EXPECT("ram 1M..2M | mmio 2M..3M | pci_ecam 3M..4M | pci_mmio 4M..5M | "
	       "reserved 6M..7M | device 7M..8M | hotplug 8M..9M | "
	       "pmem 9M..10M | firmware_tables 10M..11M | "
	       "firmware_nvs 11M..12M | unusable 12M..13M | ram:1 13M..14M | "
	       "ram:1 14M..15M | vtl2 16M..17M");
}

/* What one source knows of a range the other need not. */
static void told_twice(void **state)
{
	(void)state;
	begin();
	tell_range(GPAMAP_KIND_RAM, 0, 0x1000, NO);
	tell_range(GPAMAP_KIND_RAM, 0, 0x1000, 3);
	tell_range(GPAMAP_KIND_RAM, 0, 0x1000, NO);
	tell_range(GPAMAP_KIND_RESERVED, 0x2000, 0x5000, NO);
	tell_range(GPAMAP_KIND_RESERVED, 0x3000, 0x4000, NO);
	tell_range(GPAMAP_KIND_RESERVED, 0x4000, 0x6000, NO);
	EXPECT("ram:3 0..0x1000 | reserved 0x2000..0x4000 | "
	       "reserved 0x4000..0x6000");
	assert_int_equal(facts.count, 4);
	/* With another kind between. */
	begin();
	tell_range(GPAMAP_KIND_RAM, 0, 0x2000, NO);
	tell_range(GPAMAP_KIND_RESERVED, 0, 0x2000, NO);
	tell_range(GPAMAP_KIND_RAM, 0, 0x2000, NO);
	EXPECT("reserved 0..0x2000");
	assert_int_equal(facts.count, 2);
}

static void told_in_part(void **state)
{
	(void)state;
	begin();
	tell_range(GPAMAP_KIND_RAM, 0, 0x1000, 3);
	tell_range(GPAMAP_KIND_RESERVED, 0x2000, 0x5000, NO);
	tell_range(GPAMAP_KIND_RESERVED, 0x3000, 0x4000, NO);
	tell_range(GPAMAP_KIND_RESERVED, 0x4000, 0x6000, NO);
	/* Of two with one end, what begins later is the rest. */
	tell_range(GPAMAP_KIND_RESERVED, 0x10000, 0x14000, NO);
	tell_range(GPAMAP_KIND_RESERVED, 0x12000, 0x14000, NO);
	EXPECT("ram:3 0..0x1000 | reserved 0x2000..0x4000 | "
	       "reserved 0x4000..0x6000 | reserved 0x10000..0x12000 | "
	       "reserved 0x12000..0x14000");
	facts.count -= 2;
	/* Of two with one begin, the longer one is all. */
	tell_range(GPAMAP_KIND_RESERVED, 0x20000, 0x22000, NO);
	tell_range(GPAMAP_KIND_RESERVED, 0x20000, 0x21000, NO);
	EXPECT("ram:3 0..0x1000 | reserved 0x2000..0x4000 | "
	       "reserved 0x4000..0x6000 | reserved 0x20000..0x22000");
	facts.count -= 2;
	/* More may be told, and the rest stays as it is. */
	tell_range(GPAMAP_KIND_DEVICE, 0x8000, 0x9000, NO);
	EXPECT("ram:3 0..0x1000 | reserved 0x2000..0x4000 | "
	       "reserved 0x4000..0x6000 | device 0x8000..0x9000");
}

/*
 *   1000    2000    3000    4000    5000
 *     | . ram ......| r | . dev ..| ram |     by the byte
 */
static void whole_pages(void **state)
{
	(void)state;
	begin();
	tell_range(GPAMAP_KIND_RAM, 0x1800, 0x3400, NO);
	tell_range(GPAMAP_KIND_RESERVED, 0x3400, 0x3600, NO);
	tell_range(GPAMAP_KIND_DEVICE, 0x3600, 0x4c00, NO);
	tell_range(GPAMAP_KIND_RAM, 0x4c00, 0x6000, NO);
	EXPECT("ram 0x2000..0x3000 | reserved 0x3000..0x4000 | "
	       "device 0x4000..0x5000 | ram 0x5000..0x6000");
	assert_int_equal(facts.cut, 0x800 + 0x400 + 0xa00 + 0x400);
	assert_int_equal(facts.widened, 0x400 + 0xa00 + 0x400);
}

/* Less than a page: RAM is none, all else has the page, or none is left. */
static void below_a_page(void **state)
{
	(void)state;
	begin();
	tell_range(GPAMAP_KIND_RAM, 0x1001, 0x2fff, NO);
	EXPECT("");
	assert_int_equal(facts.cut, 0x1ffe);
	tell_range(GPAMAP_KIND_DEVICE, 0x4010, 0x4011, NO);
	tell_range(GPAMAP_KIND_MMIO, 0x4020, 0x4030, NO);
	EXPECT("device 0x4000..0x5000");
	assert_int_equal(facts.cut, 0x1ffe + 0x10);
	assert_int_equal(facts.widened, 0xfff);
}

/* The last page is in no map, and what ends with the space has its last byte:
 * that byte, too, is cut. */
static void end_of_the_space(void **state)
{
	(void)state;
	begin();
	tell_range(GPAMAP_KIND_RAM, UINT64_C(0xffffffffffffd000), UINT64_MAX,
		   NO);
	tell_range(GPAMAP_KIND_RESERVED, UINT64_C(0xffffffffffffe000),
		   UINT64_MAX, NO);
	EXPECT("ram 0xffffffffffffd000..0xffffffffffffe000 | "
	       "reserved 0xffffffffffffe000..end");
	assert_int_equal(facts.cut, 0x1000);
	begin();
	tell_range(GPAMAP_KIND_RAM, 0, UINT64_MAX, NO);
	EXPECT("ram 0..end");
	assert_int_equal(facts.cut, 0x1000);
	/* Widened below, cut above. */
	begin();
	tell_range(GPAMAP_KIND_DEVICE, UINT64_C(0xffffffffffffd800), UINT64_MAX,
		   NO);
	EXPECT("device 0xffffffffffffd000..end");
	assert_int_equal(facts.cut, 0x1000);
	assert_int_equal(facts.widened, 0x800);
	begin();
	tell_range(GPAMAP_KIND_RAM, UINT64_MAX - 1, UINT64_MAX, NO);
	EXPECT("");
	assert_int_equal(facts.cut, 2);
}

static void no_ram(void **state)
{
	(void)state;
	begin();
	tell_range(GPAMAP_KIND_MMIO, 0x1000, 0x2000, NO);
	EXPECT("mmio 0x1000..0x2000");
}

/* What tells no range, and what a range of 0 bytes would be. */
static void nothing_of_a_range(void **state)
{
	(void)state;
	begin();
	tell((struct gpamap_fact){ .type = GPAMAP_FACT_CPU, .cpu = 1 });
	tell((struct gpamap_fact){ .type = GPAMAP_FACT_DISTANCE, .to = 1 });
	tell((struct gpamap_fact){ .type = GPAMAP_FACT_TABLE,
				   .kind = GPAMAP_KIND_FIRMWARE_TABLES,
				   .start = 0x1000,
				   .end = 0x1024 });
	tell_range(GPAMAP_KIND_RAM, 0x1000, 0x1000, NO);
	tell_range(GPAMAP_KIND_HOLE, 0x1000, 0x2000, NO);
	assert_int_equal(facts.others, 5);
	assert_int_equal(facts.count, 0);
	refuse(GPAMAP_ERR_EMPTY, "node 0 is empty or missing");
	assert_int_equal(error.limit, 0);
}

/* The error leads to where the two stood in the input. */
static void overlaps(void **state)
{
	(void)state;
	begin();
	tell_range(GPAMAP_KIND_RAM, 0x8000, 0xa000, 0);
	tell_range(GPAMAP_KIND_RAM, 0, 0x9000, 0);
	tell_range(GPAMAP_KIND_DEVICE, 0x2000, 0x3000, NO);
	refuse(GPAMAP_ERR_OVERLAP,
	       "ram[2] 0x8000-0xa000 overlaps ram[0] 0x0-0x9000");
	assert_int_equal(items[error.subject.index].offset, 0);
	assert_int_equal(items[error.other.index].offset, 16);
	/* The first of three is in nobody's way. */
	begin();
	tell_range(GPAMAP_KIND_RAM, 0, 0x1000, 0);
	tell_range(GPAMAP_KIND_RAM, 0x1000, 0x3000, 0);
	tell_range(GPAMAP_KIND_RAM, 0x2000, 0x4000, 0);
	refuse(GPAMAP_ERR_OVERLAP,
	       "ram[2] 0x2000-0x4000 overlaps ram[1] 0x1000-0x3000");
	/* The same range on two nodes. */
	begin();
	tell_range(GPAMAP_KIND_RAM, 0, 0x1000, 1);
	tell_range(GPAMAP_KIND_RAM, 0, 0x1000, 0);
	refuse(GPAMAP_ERR_OVERLAP,
	       "ram[1] 0x0-0x1000 overlaps ram[0] 0x0-0x1000");
	/* Of two that stand in one place of two sources, the same is accused in
	 * whichever order they came. */
	assert_int_equal(items[error.subject.index].offset, 16);
	items[0].offset = items[1].offset = 0;
	refuse(GPAMAP_ERR_OVERLAP,
	       "ram[1] 0x0-0x1000 overlaps ram[0] 0x0-0x1000");
	assert_int_equal(items[error.subject.index].vnode, 1);
	begin();
	tell_range(GPAMAP_KIND_DEVICE, 0, 0x1001, NO);
	tell_range(GPAMAP_KIND_DEVICE, 0x1000, 0x3000, NO);
	refuse(GPAMAP_ERR_OVERLAP,
	       "other[1] 0x1000-0x3000 overlaps other[0] 0x0-0x1001");
}

static void slots(void **state)
{
	const uint32_t read_only = GPAMAP_FACT_READ_ONLY;

	(void)state;
	begin();
	tell_slot(1, 0x100000, 0x200000, 0);
	tell_slot(0, 0, 0xa0000, 0);
	tell_slot(2, 0xf0000, 0x100000, read_only);
	/* What firmware sees in SMM is another view. */
	tell_slot(0x10000, 0, 0x200000, 0);
	assert_int_equal(facts.others, 1);
	EXPECT("ram 0..0xa0000 | reserved 0xf0000..0x100000 | "
	       "ram 0x100000..0x200000");
	/* Whatever they hold. */
	tell_slot(3, 0xff000, 0x100000, 0);
	refuse(GPAMAP_ERR_OVERLAP,
	       "ram[2] 0xff000-0x100000 overlaps other[1] 0xf0000-0x100000");
	begin();
	tell_slot(7, 0x3000, 0x4000, 0);
	tell_slot(8, 0x1000, 0x2000, 0);
	tell_slot(7, 0, 0x1000, 0);
	refuse(GPAMAP_ERR_CORRUPT,
	       "ram[1] 0x0-0x1000: the input is damaged at byte 32");
	assert_int_equal(error.limit, 7);
	assert_int_equal(error.other.range.start, 0x3000);
	/* Beside what another source tells. */
	begin();
	tell_slot(1, 0, 0x4000, 0);
	tell_range(GPAMAP_KIND_RESERVED, 0x2000, 0x3000, NO);
	tell_slot(0, 0x8000, 0x9000, read_only);
	tell_range(GPAMAP_KIND_RESERVED, 0x8000, 0x9000, NO);
	EXPECT("ram 0..0x2000 | reserved 0x2000..0x3000 | ram 0x3000..0x4000 | "
	       "reserved 0x8000..0x9000");
}

/* Whichever address space comes first is the one, and it has 65536 slots. */
static void slots_of_another_address_space(void **state)
{
	(void)state;
	begin();
	tell_range(GPAMAP_KIND_RESERVED, 0x2000, 0x3000, NO);
	tell_slot(0x10000, 0, 0x1000, 0);
	tell_slot(0, 0x4000, 0x5000, 0);
	tell_slot(0x18000, 0x8000, 0x9000, 0);
	assert_int_equal(facts.others, 1);
	EXPECT("ram 0..0x1000 | reserved 0x2000..0x3000 | ram 0x8000..0x9000");
}

static void exchange(size_t a, size_t b)
{
	struct gpamap_fact fact = items[a];

	items[a] = items[b];
	items[b] = fact;
}

/* Of three slots with one number the second is accused, wherever they stand. */
static void slots_with_one_number(void **state)
{
	(void)state;
	for (size_t i = 0; i < 5 * 5 * 5; i++) {
		begin();
		tell_range(GPAMAP_KIND_RESERVED, 0x10000, 0x11000, NO);
		tell_slot(7, 0x3000, 0x4000, 0);
		tell_slot(7, 0x1000, 0x2000, 0);
		tell_slot(7, 0x5000, 0x6000, 0);
		tell_range(GPAMAP_KIND_RESERVED, 0x20000, 0x21000, NO);
		exchange(0, i % 5);
		exchange(1, i / 5 % 5);
		exchange(2, i / 25);
		refuse(GPAMAP_ERR_CORRUPT,
		       "ram[1] 0x1000-0x2000: the input is damaged at byte 32");
		assert_int_equal(error.other.range.start, 0x3000);
	}
}

/* Slots alone, in memory that ends with them. */
static void slots_to_the_last_byte(void **state)
{
	struct gpamap_fact *heap = calloc(2, sizeof(*heap));

	(void)state;
	assert_non_null(heap);
	facts = (struct gpamap_facts){ .items = heap, .capacity = 2 };
	tell_slot(0, 0, 0x2000, 0);
	tell_slot(1, 0x2000, 0x3000, GPAMAP_FACT_READ_ONLY);
	EXPECT("ram 0..0x2000 | reserved 0x2000..0x3000");
	heap[1].start = 0x1000;
	refuse(GPAMAP_ERR_OVERLAP,
	       "other[1] 0x1000-0x3000 overlaps ram[0] 0x0-0x2000");
	free(heap);
}

/* What is on no node is on none, whatever its fact says of one. */
static void slots_and_buses_have_no_vnode(void **state)
{
	struct gpamap_fact ecam = { .type = GPAMAP_FACT_ECAM,
				    .start = 0x4000,
				    .end = 0x5000 };

	(void)state;
	begin();
	tell((struct gpamap_fact){
		.type = GPAMAP_FACT_SLOT, .end = 0x1000, .vnode = 5 });
	tell(ecam);
	ecam.vnode = 1;
	tell(ecam);
	EXPECT("ram 0..0x1000 | pci_ecam 0x4000..0x5000");
}

static void more_than_there_is_room_for(void **state)
{
	(void)state;
	begin();
	facts.capacity = 2;
	for (uint64_t i = 0; i < 5; i++)
		tell_range(GPAMAP_KIND_RAM, i * 0x2000, i * 0x2000 + 0x1000,
			   NO);
	assert_int_equal(facts.missed, 3);
	refuse(GPAMAP_ERR_NO_SPACE,
	       "there is too little room: 5 needed, 2 given");
	assert_int_equal(error.missing, 3);
	/* Counted first. */
	facts = (struct gpamap_facts){ .items = NULL };
	for (uint64_t i = 0; i < 5; i++)
		tell_range(GPAMAP_KIND_RAM, i * 0x2000, i * 0x2000 + 0x1000,
			   NO);
	refuse(GPAMAP_ERR_NO_SPACE,
	       "there is too little room: 5 needed, 0 given");
	begin();
	facts.capacity = 5;
	for (uint64_t i = 0; i < 5; i++)
		tell_range(GPAMAP_KIND_RAM, i * 0x2000, i * 0x2000 + 0x1000,
			   NO);
	EXPECT("ram 0..0x1000 | ram 0x2000..0x3000 | ram 0x4000..0x5000 | "
	       "ram 0x6000..0x7000 | ram 0x8000..0x9000");
}

static void vtl2(void **state)
{
	(void)state;
	begin();
	tell_range(GPAMAP_KIND_RAM, 0, 0x8000, NO);
	tell_range(GPAMAP_KIND_VTL2, 0x4000, 0x5000, NO);
	refuse(GPAMAP_ERR_VTL2_LOW,
	       "vtl2 0x4000-0x5000 begins below the end of RAM 0x8000");
	begin();
	tell_range(GPAMAP_KIND_RAM, 0, 0x1000, NO);
	tell_range(GPAMAP_KIND_VTL2, 0x4000, 0x5000, NO);
	tell_range(GPAMAP_KIND_VTL2, 0x8000, 0x9000, NO);
	tell_range(GPAMAP_KIND_DEVICE, 0xa000, 0xb000, NO);
	refuse(GPAMAP_ERR_TOO_MANY, "vtl2 0x8000-0x9000: too many: 2, limit 1");
	assert_int_equal(error.subject.index, 1);
}

/* Lists as the calls take them, and a word, so that there is always one. */
static void scratch_is_the_lists(void **state)
{
	struct gpamap_storage scratch = { NULL, 0, 0 };
	struct gpamap_storage storage = { NULL, 0, 0 };

	(void)state;
	begin();
	tell_range(GPAMAP_KIND_RAM, 0, 0x1000, 0);
	tell_range(GPAMAP_KIND_MMIO, 0x1000, 0x2000, NO);
	assert_int_equal(gpamap_facts_layout(&facts, &scratch, &storage, NULL,
					     &error),
			 GPAMAP_OK);
	assert_int_equal(scratch.need, 3 + 2 + 1);
}

static void greatest_vnode(void **state)
{
	struct gpamap_storage storage;
	size_t count;

	(void)state;
	begin();
	tell_range(GPAMAP_KIND_RAM, 0, 0x1000, GPAMAP_VNODE_MAX);
	assert_int_equal(gpamap_layout_ram(make(&storage), &count)->vnode,
			 GPAMAP_VNODE_MAX);
	free(storage.words);
}

/* Facts that a caller wrote, and no reader. */
static void not_from_a_reader(void **state)
{
	(void)state;
	begin();
	tell_range((enum gpamap_kind)13, 0, 0x1000, NO);
	refuse(GPAMAP_ERR_BAD_KIND,
	       "other[0] 0x0-0x1000 is of no kind that fits here: 13");
	begin();
	tell_range(GPAMAP_KIND_MMIO, 0x1000, 0x2000, NO);
	tell_range(GPAMAP_KIND_RAM, 0, 0x1000, GPAMAP_VNODE_MAX + 1);
	refuse(GPAMAP_ERR_BAD_VNODE,
	       "ram[1] 0x0-0x1000 has a vnode above 0xffffffff: 4294967296");
	begin();
	tell_range(GPAMAP_KIND_MMIO, 0, 0x1000, NO);
	tell_range(GPAMAP_KIND_MMIO, 0x1000, 0x2000, NO);
	items[1].end = 0x800;
	refuse(GPAMAP_ERR_REVERSED,
	       "mmio[1] 0x1000-0x800 ends before it starts");
	assert_int_equal(error.asked, 0);
	items[1].end = 0x1000;
	refuse(GPAMAP_ERR_EMPTY, "mmio[1] 0x1000-0x1000 is empty");
	items[1].end = 0x2000;
	items[1].kind = GPAMAP_KIND_HOLE;
	refuse(GPAMAP_ERR_BAD_KIND,
	       "other[1] 0x1000-0x2000 is of no kind that fits here: 0");
}

static void wrong_calls(void **state)
{
	uint64_t words[64];
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	struct gpamap_storage scratch = GPAMAP_STORAGE(words);
	struct gpamap_storage lost = { NULL, 1, 0 };
	const struct gpamap_layout *layout;

	(void)state;
	begin();
	tell_range(GPAMAP_KIND_RAM, 0, 0x1000, NO);
#define WRONG(facts, scratch, storage, layout)                                 \
	assert_int_equal(gpamap_facts_layout(facts, scratch, storage, layout,  \
					     &error),                          \
			 GPAMAP_ERR_ARGUMENT);                                 \
	says("wrong argument in the call")
	WRONG(NULL, &scratch, &storage, &layout);
	WRONG(&facts, NULL, &storage, &layout);
	WRONG(&facts, &scratch, NULL, &layout);
	WRONG(&facts, &scratch, &storage, NULL);
	WRONG(&facts, &lost, &storage, &layout);
	WRONG(&facts, &scratch, &lost, &layout);
	facts.count = ROOM + 1;
	WRONG(&facts, &scratch, &storage, &layout);
	facts.count = 1;
	facts.items = NULL;
	WRONG(&facts, &scratch, &storage, &layout);
#undef WRONG
}

/* The more the facts cut each other up, the more room they take: what the
 * macros say is enough, always. */
static void room_for_the_worst(void **state)
{
	struct gpamap_storage storage;

	(void)state;
	for (size_t count = 1; count <= ROOM; count++) {
		begin();
		tell_range(GPAMAP_KIND_HOTPLUG, 0, MB(64), NO);
		for (size_t i = 1; i < count; i++)
			tell_range(GPAMAP_KIND_RESERVED, i * 0x4000,
				   i * 0x4000 + 0x1000, NO);
		assert_int_equal(gpamap_layout_count(make(&storage)),
				 2 * count - 1);
		free(storage.words);
		items[0].kind = GPAMAP_KIND_RAM;
		make(&storage);
		free(storage.words);
	}
}

static uint32_t draw(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

/* One call is enough, however many there are. */
static void put_in_order(void **state)
{
	struct gpamap_storage scratch = { NULL, 0, 0 };
	struct gpamap_storage storage = { NULL, 0, 0 };
	uint32_t seed = 1;

	(void)state;
	for (size_t round = 0; round < 100 * ROOM; round++) {
		begin();
		for (size_t i = 0; i < 1 + round % ROOM; i++) {
			uint64_t at = (uint64_t)(draw(&seed) % 256) << 12;

			tell_range(GPAMAP_KIND_RESERVED, at,
				   at + 1 + draw(&seed) % 4, NO);
		}
		assert_int_equal(gpamap_facts_layout(&facts, &scratch, &storage,
						     NULL, &error),
				 GPAMAP_OK);
		for (size_t i = 1; i < facts.count; i++)
			assert_true(items[i - 1].start < items[i].start ||
				    (items[i - 1].start == items[i].start &&
				     items[i - 1].end < items[i].end));
	}
}

/* One set of facts, told in any order, is one map or one error. */
static void in_any_order(void **state)
{
	static struct gpamap_fact told[ROOM];
	struct gpamap_storage storage;
	uint64_t digest = 0;
	uint32_t seed = 1;

	(void)state;
	for (size_t i = 0; i < ROOM; i++)
		told[i] = (struct gpamap_fact){
			.kind = i % 4 == 3 ? GPAMAP_KIND_RESERVED
					   : GPAMAP_KIND_RAM,
			.start = i / 4 * 0x3000 + i % 4 / 3 * 0x1800,
			.end = i / 4 * 0x3000 + 0x2800,
			.vnode = i % 4 == 1 ? i / 4 : NO,
			.offset = i / 2,
		};
	for (size_t round = 0; round < 1000; round++) {
		for (size_t i = ROOM - 1; i > 0; i--) {
			size_t other = draw(&seed) % (i + 1);
			struct gpamap_fact fact = told[i];

			told[i] = told[other];
			told[other] = fact;
		}
		begin();
		facts.count = ROOM;
		memcpy(items, told, sizeof(told));
		make(&storage);
		for (size_t i = 1; i < facts.count; i++)
			assert_true(items[i - 1].start <= items[i].start);
		if (round == 0)
			digest = gpamap_layout_digest(
				(const void *)storage.words);
		assert_true(digest ==
			    gpamap_layout_digest((const void *)storage.words));
		free(storage.words);
	}
}

/* Tables that are there one by one are collected one after the other. */
static void from_two_readers(void **state)
{
	static const unsigned char e820[40] = {
		[8] = 0x00,  [9] = 0x00,  [10] = 0x10, [16] = 1,
		[22] = 0x20, [29] = 0x30, [36] = 2,
	};
	static unsigned char mcfg[128];
	static struct map_made map;
	size_t size;

	(void)state;
	map_make(&map, "node 4K | pci_ecam 1G..1G+1M");
	assert_int_equal(gpamap_mcfg_write(map.layout, NULL, mcfg, sizeof(mcfg),
					   &size, NULL),
			 GPAMAP_OK);
	begin();
	assert_int_equal(gpamap_e820_read(e820, sizeof(e820),
					  gpamap_facts_collect, &facts, &error),
			 GPAMAP_OK);
	assert_int_equal(gpamap_mcfg_read(mcfg, size, gpamap_facts_collect,
					  &facts, &error),
			 GPAMAP_OK);
	EXPECT("ram 0..1M | reserved 2M..2M+0x3000 | pci_ecam 1G..1G+1M");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds_in_each_other),
		cmocka_unit_test(every_kind),
		cmocka_unit_test(told_twice),
		cmocka_unit_test(told_in_part),
		cmocka_unit_test(whole_pages),
		cmocka_unit_test(below_a_page),
		cmocka_unit_test(end_of_the_space),
		cmocka_unit_test(no_ram),
		cmocka_unit_test(nothing_of_a_range),
		cmocka_unit_test(overlaps),
		cmocka_unit_test(slots),
		cmocka_unit_test(slots_of_another_address_space),
		cmocka_unit_test(slots_with_one_number),
		cmocka_unit_test(slots_to_the_last_byte),
		cmocka_unit_test(slots_and_buses_have_no_vnode),
		cmocka_unit_test(more_than_there_is_room_for),
		cmocka_unit_test(vtl2),
		cmocka_unit_test(scratch_is_the_lists),
		cmocka_unit_test(greatest_vnode),
		cmocka_unit_test(not_from_a_reader),
		cmocka_unit_test(wrong_calls),
		cmocka_unit_test(room_for_the_worst),
		cmocka_unit_test(put_in_order),
		cmocka_unit_test(in_any_order),
		cmocka_unit_test(from_two_readers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
