/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gpamap/gpamap.h>

/*
 * Many threads read one layout through every query, without a lock, while each
 * makes layouts of its own. All get the same answers. ThreadSanitizer, where
 * it is built in, sees any write to what they share.
 */

enum {
	THREADS = 8,
	TURNS = 40,
	RANGES = 600,
	TEXT = 1 << 16
};

static const struct gpamap_layout *layout;

/* FNV-1a over all answers of a thread. */
static void answer(uint64_t *sum, uint64_t value)
{
	*sum = (*sum ^ value) * UINT64_C(0x100000001b3);
}

static void answer_entry(uint64_t *sum, const struct gpamap_entry *entry)
{
	answer(sum, entry->kind);
	answer(sum, entry->range.start);
	answer(sum, entry->range.end);
	answer(sum, entry->vnode);
	if (entry->name != NULL)
		answer(sum, strlen(entry->name));
}

static void ask_lists(uint64_t *sum)
{
	struct gpamap_range range = GPAMAP_RANGE_EMPTY;
	size_t count;

	answer(sum, gpamap_layout_ram(layout, &count)->range.start + count);
	answer(sum, gpamap_layout_mmio(layout, &count)->start + count);
	answer(sum, gpamap_layout_pci_ecam(layout, &count)->start + count);
	answer(sum, gpamap_layout_pci_mmio(layout, &count)->start + count);
	answer(sum, gpamap_layout_other(layout, &count)->range.start + count);
	answer(sum, gpamap_layout_vtl2_range(layout, &range) + range.start);
	answer(sum, gpamap_layout_words(layout));
	answer(sum, gpamap_layout_count(layout));
}

static void ask_numbers(uint64_t *sum)
{
	uint64_t number = 0;

	answer(sum, gpamap_layout_ram_size(layout));
	answer(sum, gpamap_layout_end_of_ram(layout));
	answer(sum, gpamap_layout_ram_below_4gb(layout));
	answer(sum, gpamap_layout_ram_above_4gb(layout));
	answer(sum, gpamap_layout_ram_above_high_mmio(layout, &number));
	answer(sum, gpamap_layout_max_ram_below_4gb(layout, &number));
	answer(sum, number);
	answer(sum, gpamap_layout_end_of_layout(layout));
	answer(sum, gpamap_layout_node_count(layout));
	answer(sum, gpamap_layout_node_ram_size(layout, 1));
	answer(sum, gpamap_layout_digest(layout));
}

static void ask_address(uint64_t *sum, uint64_t address)
{
	struct gpamap_range range = { address / 4096 * 4096, 0 };
	uint64_t bytes[GPAMAP_KIND_COUNT];
	struct gpamap_found found;
	struct gpamap_entry entry;
	uint64_t number = 0;

	range.end = range.start + (64 << 20);
	answer(sum, gpamap_layout_probe_address(layout, address));
	answer(sum, gpamap_layout_find(layout, address, &found));
	answer_entry(sum, &found.entry);
	if (gpamap_layout_next(layout, address, &entry))
		answer_entry(sum, &entry);
	if (gpamap_layout_previous(layout, address, &entry))
		answer_entry(sum, &entry);
	if (gpamap_layout_at(layout, found.position, &entry))
		answer_entry(sum, &entry);
	answer(sum, (uint64_t)gpamap_layout_tally(layout, range, bytes));
	answer(sum, bytes[GPAMAP_KIND_RAM]);
	answer(sum, gpamap_layout_is_ram(layout, range));
	answer(sum, gpamap_layout_ram_offset(layout, address, &number));
	answer(sum, gpamap_layout_ram_address(layout, number, &number));
	answer(sum, number);
}

static void ask_many(uint64_t *sum, uint64_t end)
{
	uint64_t addresses[200];
	enum gpamap_kind kinds[200];

	for (size_t i = 0; i < 200; i++)
		addresses[i] = end / 200 * i;
	gpamap_layout_probe_many(layout, addresses, 200, kinds);
	for (size_t i = 0; i < 200; i++)
		answer(sum, kinds[i]);
}

/* Save, load and print it; what is written is the thread's own. */
static void ask_whole(uint64_t *sum, char *text, uint64_t *words)
{
	struct gpamap_storage storage = { words, TEXT / 8, 0 };
	const struct gpamap_layout *copy = NULL;
	struct gpamap_layout *own;
	size_t need = 0;

	answer(sum, (uint64_t)gpamap_layout_save(layout, text, TEXT, &need));
	answer(sum,
	       (uint64_t)gpamap_layout_load(text, need, &storage, &copy, NULL));
	answer(sum, gpamap_layout_digest(copy));
	answer(sum, (uint64_t)gpamap_layout_clone(layout, &storage, &copy));
	answer(sum, (uint64_t)gpamap_layout_debug(layout, GPAMAP_DEBUG_LINE,
						  text, TEXT, &need));
	answer(sum, need);
	own = gpamap_layout_duplicate(layout);
	answer(sum, own != NULL ? gpamap_layout_digest(own) : 0);
	gpamap_layout_free(own);
}

static void *read_all(void *argument)
{
	uint64_t *sum = argument;
	char *text = malloc(TEXT);
	uint64_t *words = malloc(TEXT);
	uint64_t end = gpamap_layout_end_of_layout(layout) + (1 << 20);

	*sum = UINT64_C(0xcbf29ce484222325);
	if (text == NULL || words == NULL)
		abort();
	for (uint64_t turn = 0; turn < TURNS; turn++) {
		ask_lists(sum);
		ask_numbers(sum);
		for (uint64_t i = 0; i < 50; i++)
			ask_address(sum, (end / 50 * i + turn * 997) % end);
		ask_many(sum, end);
		if (turn % 8 == 0)
			ask_whole(sum, text, words);
	}
	free(text);
	free(words);
	return NULL;
}

/* RAM on two nodes around gaps of each kind, VTL2 and a reserved range. */
static struct gpamap_layout *make(void)
{
	static struct gpamap_ram_range ram[RANGES];
	static struct gpamap_range gaps[3][RANGES];
	static const char *names[RANGES];
	const uint64_t mib = UINT64_C(1) << 20;
	const uint64_t top = (uint64_t)RANGES * 24 * mib;
	struct gpamap_range vtl2 = { top, top + mib };
	struct gpamap_other_range other = { { top + mib, top + 2 * mib },
					    GPAMAP_KIND_RESERVED,
					    GPAMAP_NO_VNODE };
	struct gpamap_names all = { .list = { names } };
	struct gpamap_fixed fixed = {
		.mmio = gaps[0],
		.mmio_count = RANGES / 3,
		.pci_ecam = gaps[1],
		.pci_ecam_count = RANGES / 3,
		.pci_mmio = gaps[2],
		.pci_mmio_count = RANGES / 3,
		.vtl2 = &vtl2,
		.other = &other,
		.other_count = 1,
		.names = &all,
	};

	for (size_t i = 0; i < RANGES; i++) {
		uint64_t at = i * 24 * mib;

		ram[i].range = (struct gpamap_range){ at, at + 8 * mib };
		ram[i].vnode = i % 2;
		names[i] = i % 2 == 0 ? "even" : NULL;
		gaps[i % 3][i / 3] =
			(struct gpamap_range){ at + 8 * mib, at + 16 * mib };
	}
	return gpamap_layout_create_resolved(ram, RANGES, &fixed, NULL);
}

int main(void)
{
	struct gpamap_layout *shared = make();
	pthread_t threads[THREADS];
	uint64_t sums[THREADS];
	uint64_t alone;

	if (shared == NULL) {
		fputs("the map is refused\n", stderr);
		return 1;
	}
	layout = shared;
	read_all(&alone);
	for (size_t i = 0; i < THREADS; i++) {
		if (pthread_create(&threads[i], NULL, read_all, &sums[i]) != 0)
			abort();
	}
	for (size_t i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	for (size_t i = 0; i < THREADS; i++) {
		if (sums[i] != alone) {
			fprintf(stderr, "thread %zu read something else\n", i);
			return 1;
		}
	}
	gpamap_layout_free(shared);
	return 0;
}
