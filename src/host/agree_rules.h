/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_AGREE_RULES_H
#define GPAMAP_HOST_AGREE_RULES_H

#include "agree.h"

/* What the table of rules and the checks that it names share. */

#define KIND_BIT(kind) (1u << (unsigned int)(kind))

/** Every kind of range, but slots and tables. */
#define KINDS_ALL (KIND_BIT(GPAMAP_AGREE_SLOT) - 1 - KIND_BIT(GPAMAP_KIND_HOLE))
#define KIND_RAM KIND_BIT(GPAMAP_KIND_RAM)
#define KIND_ECAM KIND_BIT(GPAMAP_KIND_PCI_ECAM)
#define KIND_WINDOW KIND_BIT(GPAMAP_KIND_PCI_MMIO)
#define KIND_SLOT KIND_BIT(GPAMAP_AGREE_SLOT)
#define KIND_TABLE KIND_BIT(GPAMAP_AGREE_TABLE)

/** One search for disagreements. */
struct judging {
	const struct agree_rule *rule;
	const struct gpamap_agree_source *left;
	const struct gpamap_agree_source *right;
	bool first; /**< left was given before right */
	gpamap_disagreement_report *report;
	void *context;
	size_t told; /**< of this rule, about these two */
	bool stopped; /**< the report wants no more */
};

/** Who is held against whom. */
enum agree_who {
	WHO_ALONE, /**< a source against itself */
	WHO_ONCE, /**< each pair once */
	WHO_BOTH, /**< each pair in both directions */
	WHO_ALL, /**< so, and a source against itself */
};

enum agree_operation {
	OPERATION_CHECK, /**< a function of its own */
	OPERATION_MINUS, /**< what left tells and right does not */
	OPERATION_MEETS, /**< what both tell */
};

/** A rule: one row of the table. */
struct agree_rule {
	const char *id;
	enum gpamap_diag_level level;
	enum agree_who who;
	unsigned int left; /**< GPAMAP_TELLS_... that left has */
	unsigned int left_not; /**< and has not */
	unsigned int right;
	unsigned int right_not;
	enum agree_operation operation;
	unsigned int left_kinds;
	unsigned int right_kinds;
	/** 0xa0000-0x100000 does not count, unless both tell everything. */
	bool pc_hole;
	uint64_t least; /**< bytes in all below which nothing is said */
	/** Returns false for lack of memory. */
	bool (*check)(struct judging *judging);
	const char *sentence;
};

/** Fill the empty @cover with the pieces of @source of @kinds, bits. */
bool agree_cover(const struct gpamap_agree_source *source, unsigned int kinds,
		 struct gpamap_cover *cover);

/** Report each range of @cover. */
void agree_tell_cover(struct judging *judging,
		      const struct gpamap_cover *cover);

/** Report @range, where these two pieces are; NULL: found out here. */
void agree_tell_range(struct judging *judging, struct gpamap_range range,
		      const struct gpamap_agree_piece *left,
		      const struct gpamap_agree_piece *right);

/** Report what concerns no address; printf-like. */
void agree_tell(struct judging *judging, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* The checks, in agree_checks.c. */
bool agree_check_kept(struct judging *judging);
bool agree_check_nodes(struct judging *judging);
bool agree_check_node_missing(struct judging *judging);
bool agree_check_kinds(struct judging *judging);
bool agree_check_memory(struct judging *judging);
bool agree_check_node_overlap(struct judging *judging);
bool agree_check_slot_overlap(struct judging *judging);
bool agree_check_slot_numbers(struct judging *judging);
bool agree_check_distance_count(struct judging *judging);
bool agree_check_distances(struct judging *judging);
bool agree_check_distance_local(struct judging *judging);
bool agree_check_symmetry(struct judging *judging);

/* The checks, in agree_speeds.c. */
bool agree_check_speeds(struct judging *judging);
bool agree_check_speed_nodes(struct judging *judging);

#endif /* GPAMAP_HOST_AGREE_RULES_H */
