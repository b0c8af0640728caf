/* SPDX-License-Identifier: MIT */
#include "agree_rules.h"

/* The table of rules, and the search. docs/agree.md explains each. */

#define KEPT_FOR_ECAM                                                          \
	(KIND_ECAM | KIND_BIT(GPAMAP_KIND_RESERVED) |                          \
	 KIND_BIT(GPAMAP_KIND_DEVICE) | KIND_BIT(GPAMAP_KIND_MMIO))
#define KEPT_BY_MAP                                                            \
	(KIND_BIT(GPAMAP_KIND_RESERVED) | KIND_BIT(GPAMAP_KIND_UNUSABLE) |     \
	 KIND_BIT(GPAMAP_KIND_FIRMWARE_TABLES) |                               \
	 KIND_BIT(GPAMAP_KIND_FIRMWARE_NVS) | KIND_BIT(GPAMAP_KIND_PMEM))
#define GAPS (KIND_WINDOW | KIND_BIT(GPAMAP_KIND_MMIO))
#define NO_SLOT (GAPS | KIND_ECAM)
#define HOLDS_TABLES (KIND_RAM | KEPT_BY_MAP | KIND_BIT(GPAMAP_KIND_DEVICE))
#define PRIVATE KIND_BIT(GPAMAP_KIND_VTL2)
#define MEMORY_TO_GUEST (KIND_RAM | KIND_BIT(GPAMAP_KIND_HOTPLUG))

/* Linux uses SRAT where it leaves out less than this of the RAM. Source:
 * numa_meminfo_cover_memory() in arch/x86/mm/numa.c, Linux 6.1. */
#define NODES_LEAST UINT64_C(0x100000)

static const struct agree_rule rules[] = {
	{ .id = "ram-differs",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_BOTH,
	  .left = GPAMAP_TELLS_RAM,
	  .left_not = GPAMAP_TELLS_CARVED,
	  .right = GPAMAP_TELLS_RAM,
	  .right_not = GPAMAP_TELLS_CARVED,
	  .operation = OPERATION_MINUS,
	  .left_kinds = KIND_RAM,
	  .right_kinds = KIND_RAM,
	  .pc_hole = true,
	  .sentence = "RAM is the same for both" },
	{ .id = "ram-extra",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_BOTH,
	  .left = GPAMAP_TELLS_RAM | GPAMAP_TELLS_CARVED,
	  .right = GPAMAP_TELLS_RAM | GPAMAP_TELLS_ALL,
	  .right_not = GPAMAP_TELLS_CARVED,
	  .operation = OPERATION_MINUS,
	  .left_kinds = KIND_RAM,
	  .right_kinds = KIND_RAM | PRIVATE,
	  .pc_hole = true,
	  .sentence = "what is usable is RAM" },
	{ .id = "nodes-cover",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_BOTH,
	  .left = GPAMAP_TELLS_RAM | GPAMAP_TELLS_CARVED,
	  .right = GPAMAP_TELLS_RAM,
	  .right_not = GPAMAP_TELLS_CARVED | GPAMAP_TELLS_ALL,
	  .operation = OPERATION_MINUS,
	  .left_kinds = KIND_RAM,
	  .right_kinds = KIND_RAM,
	  .pc_hole = true,
	  .least = NODES_LEAST,
	  .sentence = "nodes cover all usable RAM, or Linux drops them all" },
	{ .id = "ram-missing",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_BOTH,
	  .left = GPAMAP_TELLS_RAM,
	  .right = GPAMAP_TELLS_RAM | GPAMAP_TELLS_CARVED,
	  .operation = OPERATION_MINUS,
	  .left_kinds = KIND_RAM,
	  .right_kinds = KINDS_ALL,
	  .pc_hole = true,
	  .sentence = "RAM is usable, or kept by firmware" },
	{ .id = "ram-kept",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_BOTH,
	  .left = GPAMAP_TELLS_RAM,
	  .left_not = GPAMAP_TELLS_CARVED,
	  .right = GPAMAP_TELLS_RAM | GPAMAP_TELLS_CARVED,
	  .check = agree_check_kept,
	  .sentence = "firmware keeps at most half of a range of RAM" },
	{ .id = "told-twice",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_ALONE,
	  .left = GPAMAP_TELLS_CARVED,
	  .operation = OPERATION_MEETS,
	  .left_kinds = KIND_RAM,
	  .right_kinds = KINDS_ALL & ~KIND_RAM,
	  .sentence = "an address is usable or kept, not both" },
	{ .id = "node-differs",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_ONCE,
	  .left = GPAMAP_TELLS_NODES,
	  .right = GPAMAP_TELLS_NODES,
	  .check = agree_check_nodes,
	  .sentence = "an address is on one node" },
	{ .id = "nodes-overlap",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_ALONE,
	  .check = agree_check_node_overlap,
	  .sentence = "nodes share no address, or Linux drops them all" },
	{ .id = "node-missing",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_ALONE,
	  .check = agree_check_node_missing,
	  .sentence =
		  "all RAM is on a node or none, or Linux drops the nodes" },
	{ .id = "ecam-differs",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_BOTH,
	  .right = GPAMAP_TELLS_ECAM,
	  .operation = OPERATION_MINUS,
	  .left_kinds = KIND_ECAM,
	  .right_kinds = KIND_ECAM,
	  .sentence = "PCI ECAM is the same for both" },
	{ .id = "ecam-reserved",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_BOTH,
	  .right = GPAMAP_TELLS_RESERVED,
	  .right_not = GPAMAP_TELLS_ALL,
	  .operation = OPERATION_MINUS,
	  .left_kinds = KIND_ECAM,
	  .right_kinds = KEPT_FOR_ECAM,
	  .sentence = "PCI ECAM is reserved, or Linux does not use it" },
	{ .id = "ecam-ram",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_ALL,
	  .left_not = GPAMAP_TELLS_ALL,
	  .right = GPAMAP_TELLS_RAM,
	  .right_not = GPAMAP_TELLS_RESERVED,
	  .operation = OPERATION_MEETS,
	  .left_kinds = KIND_ECAM,
	  .right_kinds = KIND_RAM,
	  .sentence = "PCI ECAM is no RAM" },
	{ .id = "window-differs",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_BOTH,
	  .right = GPAMAP_TELLS_WINDOWS,
	  .operation = OPERATION_MINUS,
	  .left_kinds = KIND_WINDOW,
	  .right_kinds = KIND_WINDOW,
	  .pc_hole = true,
	  .sentence = "windows for PCI BARs are the same for both" },
	{ .id = "window-ram",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_ALL,
	  .left_not = GPAMAP_TELLS_ALL,
	  .right = GPAMAP_TELLS_RAM,
	  .right_not = GPAMAP_TELLS_ALL,
	  .operation = OPERATION_MEETS,
	  .left_kinds = GAPS,
	  .right_kinds = KIND_RAM,
	  .pc_hole = true,
	  .sentence = "no window for devices touches RAM" },
	{ .id = "device-ram",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_ALL,
	  .left_not = GPAMAP_TELLS_ALL | GPAMAP_TELLS_CARVED,
	  .right = GPAMAP_TELLS_RAM,
	  .operation = OPERATION_MEETS,
	  .left_kinds = KIND_BIT(GPAMAP_KIND_DEVICE),
	  .right_kinds = KIND_RAM,
	  .pc_hole = true,
	  .sentence = "a device's registers are no RAM" },
	{ .id = "table-ram",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_BOTH,
	  .right = GPAMAP_TELLS_RAM | GPAMAP_TELLS_RESERVED,
	  .right_not = GPAMAP_TELLS_ALL,
	  .operation = OPERATION_MEETS,
	  .left_kinds = KIND_TABLE,
	  .right_kinds = KIND_RAM,
	  .sentence = "ACPI tables are kept, or the guest writes over them" },
	{ .id = "table-missing",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_BOTH,
	  .right = GPAMAP_TELLS_ALL,
	  .operation = OPERATION_MINUS,
	  .left_kinds = KIND_TABLE,
	  .right_kinds = HOLDS_TABLES,
	  .pc_hole = true,
	  .sentence = "ACPI tables are in memory" },
	{ .id = "slot-missing",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_BOTH,
	  .left = GPAMAP_TELLS_RAM,
	  .right = GPAMAP_TELLS_SLOTS,
	  .operation = OPERATION_MINUS,
	  .left_kinds = KIND_RAM,
	  .right_kinds = KIND_SLOT,
	  .pc_hole = true,
	  .sentence = "all RAM has a slot" },
	{ .id = "slot-extra",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_BOTH,
	  .left = GPAMAP_TELLS_SLOTS,
	  .right = GPAMAP_TELLS_ALL,
	  .operation = OPERATION_MINUS,
	  .left_kinds = KIND_SLOT,
	  .right_kinds = KINDS_ALL & ~NO_SLOT,
	  .pc_hole = true,
	  .sentence = "a slot holds memory" },
	{ .id = "slot-more",
	  .level = GPAMAP_DIAG_NOTE,
	  .who = WHO_BOTH,
	  .left = GPAMAP_TELLS_SLOTS,
	  .right = GPAMAP_TELLS_RAM,
	  .right_not = GPAMAP_TELLS_ALL,
	  .operation = OPERATION_MINUS,
	  .left_kinds = KIND_SLOT,
	  .right_kinds = KINDS_ALL,
	  .pc_hole = true,
	  .sentence = "a slot beyond the RAM holds a ROM or private memory" },
	{ .id = "slots-overlap",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_ALONE,
	  .left = GPAMAP_TELLS_SLOTS,
	  .check = agree_check_slot_overlap,
	  .sentence = "slots share no address, or KVM refuses them" },
	{ .id = "slot-twice",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_ALONE,
	  .left = GPAMAP_TELLS_SLOTS,
	  .check = agree_check_slot_numbers,
	  .sentence = "slots have numbers of their own, or KVM takes one for a "
		      "change of the other" },
	{ .id = "vtl2-told",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_BOTH,
	  .left = GPAMAP_TELLS_ALL,
	  .right = GPAMAP_TELLS_GUEST,
	  .operation = OPERATION_MEETS,
	  .left_kinds = PRIVATE,
	  .right_kinds = MEMORY_TO_GUEST,
	  .sentence = "the paravisor's memory is no RAM of the guest" },
	{ .id = "reserved-missing",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_BOTH,
	  .left = GPAMAP_TELLS_ALL,
	  .right = GPAMAP_TELLS_RESERVED,
	  .right_not = GPAMAP_TELLS_ALL,
	  .operation = OPERATION_MINUS,
	  .left_kinds = KEPT_BY_MAP,
	  .right_kinds = KINDS_ALL,
	  .pc_hole = true,
	  .sentence = "what must be left alone is told to the guest" },
	{ .id = "memory-kind",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_BOTH,
	  .left = GPAMAP_TELLS_ALL,
	  .right = GPAMAP_TELLS_KINDS,
	  .right_not = GPAMAP_TELLS_ALL,
	  .check = agree_check_memory,
	  .sentence = "firmware's, persistent and unusable memory is the same "
		      "for both" },
	{ .id = "kind-differs",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_BOTH,
	  .left = GPAMAP_TELLS_ALL,
	  .right = GPAMAP_TELLS_ALL,
	  .check = agree_check_kinds,
	  .sentence = "an address is one thing" },
	{ .id = "hotplug-differs",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_BOTH,
	  .left_not = GPAMAP_TELLS_ALL,
	  .right = GPAMAP_TELLS_ALL,
	  .operation = OPERATION_MINUS,
	  .left_kinds = KIND_BIT(GPAMAP_KIND_HOTPLUG),
	  .right_kinds = MEMORY_TO_GUEST,
	  .sentence = "memory appears in hot-plug windows only" },
	{ .id = "pmem-differs",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_BOTH,
	  .left_not = GPAMAP_TELLS_ALL | GPAMAP_TELLS_KINDS,
	  .right = GPAMAP_TELLS_ALL,
	  .operation = OPERATION_MINUS,
	  .left_kinds = KIND_BIT(GPAMAP_KIND_PMEM),
	  .right_kinds = KIND_BIT(GPAMAP_KIND_PMEM),
	  .sentence = "persistent memory is the same for both" },
	{ .id = "distance-count",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_BOTH,
	  .right = GPAMAP_TELLS_NODES,
	  .check = agree_check_distance_count,
	  .sentence = "each node has its distances" },
	{ .id = "distance-differs",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_ONCE,
	  .check = agree_check_distances,
	  .sentence = "two nodes have one distance" },
	{ .id = "distance-local",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_ALONE,
	  .check = agree_check_distance_local,
	  .sentence = "a node is 10 away from itself, and more from others" },
	{ .id = "distance-symmetric",
	  .level = GPAMAP_DIAG_NOTE,
	  .who = WHO_ALONE,
	  .check = agree_check_symmetry,
	  .sentence = "distances are the same there and back" },
	{ .id = "speed-node",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_ALL,
	  .right = GPAMAP_TELLS_NODES,
	  .check = agree_check_speed_nodes,
	  .sentence = "memory is on a node that is there, or Linux passes it "
		      "over" },
	{ .id = "speed-differs",
	  .level = GPAMAP_DIAG_ERROR,
	  .who = WHO_ONCE,
	  .check = agree_check_speeds,
	  .sentence = "memory and its caches are the same for both" },
};

#define RULES (sizeof(rules) / sizeof(rules[0]))

const char *gpamap_agree_rule(size_t index)
{
	return index < RULES ? rules[index].id : NULL;
}

bool agree_cover(const struct gpamap_agree_source *source, unsigned int kinds,
		 struct gpamap_cover *cover)
{
	size_t i;

	for (i = 0; i < source->count; i++)
		if ((KIND_BIT(source->pieces[i].kind) & kinds) != 0 &&
		    !gpamap_cover_add(cover, source->pieces[i].range))
			return false;
	return true;
}

/* The hole of a PC between conventional and extended memory: video memory and
 * ROMs, which each party tells as it likes. */
static bool leave_pc_hole(struct gpamap_cover *cover)
{
	struct gpamap_range range = { 0xa0000, 0x100000 };
	struct gpamap_cover hole = { &range, 1, 1 };
	struct gpamap_cover rest = { 0 };
	bool done = gpamap_cover_subtract(cover, &hole, &rest);

	gpamap_cover_clear(cover);
	*cover = rest;
	return done;
}

static bool compare_covers(struct judging *judging)
{
	const struct agree_rule *rule = judging->rule;
	struct gpamap_cover left = { 0 }, right = { 0 }, found = { 0 };
	bool all = (judging->left->tells & judging->right->tells &
		    GPAMAP_TELLS_ALL) != 0;
	bool done;

	done = agree_cover(judging->left, rule->left_kinds, &left) &&
	       agree_cover(judging->right, rule->right_kinds, &right);
	if (done && rule->operation == OPERATION_MINUS)
		done = gpamap_cover_subtract(&left, &right, &found);
	else if (done)
		done = gpamap_cover_intersect(&left, &right, &found);
	if (done && rule->pc_hole && !all)
		done = leave_pc_hole(&found);
	if (done && gpamap_cover_size(&found) >= rule->least)
		agree_tell_cover(judging, &found);
	gpamap_cover_clear(&left);
	gpamap_cover_clear(&right);
	gpamap_cover_clear(&found);
	return done;
}

static bool concerns(const struct agree_rule *rule,
		     const struct gpamap_agree_source *left,
		     const struct gpamap_agree_source *right)
{
	if (left->failed || right->failed)
		return false;
	return (left->tells & rule->left) == rule->left &&
	       (left->tells & rule->left_not) == 0 &&
	       (right->tells & rule->right) == rule->right &&
	       (right->tells & rule->right_not) == 0;
}

static bool judge_pair(struct judging *judging,
		       const struct gpamap_agree *agree, size_t left,
		       size_t right)
{
	const struct agree_rule *rule = judging->rule;

	judging->left = &agree->sources[left];
	judging->right = &agree->sources[right];
	judging->first = left < right;
	judging->told = 0;
	if (judging->stopped || !concerns(rule, judging->left, judging->right))
		return true;
	return rule->operation == OPERATION_CHECK ? rule->check(judging)
						  : compare_covers(judging);
}

static bool judge_rule(struct judging *judging,
		       const struct gpamap_agree *agree)
{
	enum agree_who who = judging->rule->who;
	bool alone = who == WHO_ALONE || who == WHO_ALL;
	bool done = true;
	size_t i, j;

	for (i = 0; done && alone && i < agree->count; i++)
		done = judge_pair(judging, agree, i, i);
	for (i = 0; done && who != WHO_ALONE && i < agree->count; i++)
		for (j = i + 1; done && j < agree->count; j++)
			done = judge_pair(judging, agree, i, j) &&
			       (who == WHO_ONCE ||
				judge_pair(judging, agree, j, i));
	return done;
}

bool gpamap_agree_judge(const struct gpamap_agree *agree,
			gpamap_disagreement_report *report, void *context)
{
	struct judging judging = { .report = report, .context = context };
	bool done = true;
	size_t i;

	for (i = 0; done && i < RULES; i++) {
		judging.rule = &rules[i];
		done = judge_rule(&judging, agree);
	}
	return done;
}
