/* SPDX-License-Identifier: MIT */
#ifndef ORACLE_MODEL_H
#define ORACLE_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gpamap/gpamap.h>

/*
 * A naive model of a layout: an array of pages, each with the range that holds
 * it. It shares no code with the library but the structs of its headers, and
 * every answer comes from walking the array.
 *
 * Only a window of the address space has pages of their own. What lies below
 * and above it is one cell each, which a blocker may fill; so the cells are
 *
 *   cell 0 [0, base) | cells 1 .. pages, 4 KiB each | cell pages + 1 [.., end)
 *
 * and edge(i) is where cell i begins. The outer cells may be empty.
 */

enum {
	MODEL_PAGES_MAX = 40,
	MODEL_CELLS_MAX = MODEL_PAGES_MAX + 2,
	MODEL_LIST_MAX = 24,
	MODEL_NODES_MAX = 4,
	MODEL_HOLE = -1,
};

/* What holds a cell. */
struct model_cell {
	int list; /* MODEL_HOLE: nothing */
	size_t index;
};

struct model {
	uint64_t base;
	size_t pages;
	uint64_t nodes[MODEL_NODES_MAX]; /* bytes; what was asked for */
	size_t node_count;
	struct gpamap_ram_range ram[MODEL_PAGES_MAX];
	struct gpamap_range plain[4][MODEL_LIST_MAX]; /* mmio .. vtl2 */
	struct gpamap_other_range other[MODEL_LIST_MAX];
	size_t count[GPAMAP_LIST_COUNT];
	struct model_cell cell[MODEL_CELLS_MAX];
};

/* What a constructor must say. */
struct model_verdict {
	enum gpamap_status status;
	int list; /* the accused; GPAMAP_LIST_NODES for a node */
	size_t index;
	int other_list; /* GPAMAP_LIST_NONE: none */
	size_t other_index;
	uint64_t asked;
	uint64_t placed;
	uint64_t limit;
};

/* An empty window of @pages pages at @base. */
void model_init(struct model *model, uint64_t base, size_t pages);

/* Where cell @i begins; edge(pages + 2) is the end of the address space. */
uint64_t model_edge(const struct model *model, size_t i);

/* Add [edge(from), edge(to)) to @list; @value is RAM's vnode or other's kind. */
void model_add(struct model *model, enum gpamap_list list, size_t from,
	       size_t to, uint64_t value);

/* One range of a list. */
struct gpamap_range model_range(const struct model *model, int list,
				size_t index);

/* The inputs of a constructor. */
void model_fixed(const struct model *model, struct gpamap_fixed *fixed);

/*
 * Judge the lists as they are, with empty MMIO entries or without. Fills the
 * cells where the verdict is OK.
 */
void model_judge(struct model *model, bool placeholders,
		 struct model_verdict *verdict);

/*
 * Judge the lists without RAM, then place model->nodes page by page. Fills
 * the RAM list and the cells where the verdict is OK.
 */
void model_place(struct model *model, struct model_verdict *verdict);

/* A number that stands for the map: equal for equal maps only. */
struct model_key {
	uint64_t word[6];
};
void model_key(const struct model *model, struct model_key *key);

/* Print the model and a message, and end the program with status 1. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3), noreturn))
#endif
void model_fail(const struct model *model, const char *format, ...);

/* Count of single answers compared so far. */
extern uint64_t model_probes;

/* Fail unless @got is @want. */
void model_same(const struct model *model, uint64_t got, uint64_t want,
		const char *what);

/* Compare every answer that @layout gives with the model's. */
void model_check(const struct model *model, const struct gpamap_layout *layout);

/* The same for every sub-range of the window: tallies and is_ram. */
void model_check_tallies(const struct model *model,
			 const struct gpamap_layout *layout);

/* Compare what a constructor said with the verdict. */
void model_check_error(const struct model *model, enum gpamap_status status,
		       const struct gpamap_error *error,
		       const struct model_verdict *verdict);

#endif /* ORACLE_MODEL_H */
