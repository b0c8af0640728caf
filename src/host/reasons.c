/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "number.h"
#include "reasons.h"

/* Where RAM goes that must not reach HyperTransport addresses, and all that
 * stands above it. */
#define ABOVE_1TB GPAMAP_HYPERTRANSPORT_END

/* A sentence being written; what does not fit is cut. */
struct sentence {
	const struct gpamap_reasons *reasons;
	const struct gpamap_decision *decision;
	size_t index;
	char *text;
	size_t used;
};

__attribute__((format(printf, 2, 3))) static void say(struct sentence *sentence,
						      const char *format, ...)
{
	size_t room = GPAMAP_REASON_MAX - sentence->used;
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(sentence->text + sentence->used, room, format,
			   arguments);
	va_end(arguments);
	if (length > 0)
		sentence->used += (size_t)length < room ? (size_t)length
							: room - 1;
}

static void say_size(struct sentence *sentence, uint64_t bytes)
{
	char text[GPAMAP_SIZE_TEXT_MAX];

	gpamap_size_format(bytes, text);
	say(sentence, "%s", text);
}

static const char *name_of(const struct gpamap_reasons *reasons, size_t index)
{
	const struct gpamap_decisions *decisions = reasons->decisions;

	return gpamap_plan_tag(decisions->input,
			       decisions->items[index].piece.request);
}

static void say_name(struct sentence *sentence, size_t index)
{
	say(sentence, "%.60s", name_of(sentence->reasons, index));
}

static uint64_t least(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

static uint64_t most(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

static uint64_t alignment_of(const struct gpamap_decision *decision)
{
	const struct gpamap_plan_request *request = &decision->request;

	if (request->preferred_alignment > request->alignment &&
	    !decision->fell_back)
		return request->preferred_alignment;
	return request->alignment != 0 ? request->alignment : GPAMAP_PAGE_SIZE;
}

static uint64_t round_up_page(uint64_t address)
{
	uint64_t rest = address % GPAMAP_PAGE_SIZE;

	return rest == 0 ? address : address + (GPAMAP_PAGE_SIZE - rest);
}

static void say_alignment(struct sentence *sentence)
{
	const struct gpamap_decision *decision = sentence->decision;
	const struct gpamap_plan_request *request = &decision->request;

	if (alignment_of(decision) > GPAMAP_PAGE_SIZE) {
		say(sentence, " aligned to ");
		say_size(sentence, alignment_of(decision));
	}
	if (decision->fell_back) {
		say(sentence, ", for with its preferred alignment of ");
		say_size(sentence, request->preferred_alignment);
		say(sentence, " it finds no room");
	} else if (alignment_of(decision) > request->alignment &&
		   request->preferred_alignment > request->alignment) {
		say(sentence, ", which it prefers");
	}
}

/* Tell of free space that was passed over on the way to the range. */
static void say_passed(struct sentence *sentence, struct gpamap_range range)
{
	struct gpamap_passed passed;

	if (range.start >= range.end ||
	    !gpamap_decisions_passed(sentence->reasons->decisions,
				     sentence->index, range, &passed) ||
	    passed.runs == 0)
		return;
	say(sentence, "; passes over ");
	say_size(sentence, passed.bytes);
	if (passed.runs == 1) {
		say(sentence, " free in one run, where it does not fit");
		return;
	}
	say(sentence, " free in %zu runs of at most ", passed.runs);
	say_size(sentence, passed.largest);
	say(sentence, ", where it does not fit");
}

/* Tell what is next to the range, on the side from which it was looked for;
 * @edge is where that side begins, @gap what was left free of it. */
static void say_next_to(struct sentence *sentence, size_t neighbour,
			const char *side, uint64_t gap)
{
	if (gap != 0) {
		say(sentence, "; ");
		say_size(sentence, gap);
		say(sentence, " %s ", side);
		if (neighbour == GPAMAP_PLAN_NONE)
			say(sentence, "that");
		else
			say_name(sentence, neighbour);
		say(sentence, " stay free for the alignment");
	} else if (neighbour != GPAMAP_PLAN_NONE) {
		say(sentence, "; right %s ", side);
		say_name(sentence, neighbour);
	}
}

static void say_down(struct sentence *sentence)
{
	const struct gpamap_reasons *reasons = sentence->reasons;
	const struct gpamap_decision *decision = sentence->decision;
	const struct gpamap_plan_request *request = &decision->request;
	bool is_32 = request->phase == GPAMAP_PHASE_MMIO32;
	uint64_t max = reasons->limit;
	uint64_t edge;
	size_t neighbour = decision->above;

	say(sentence, "the highest ");
	say_size(sentence, request->size);
	say(sentence, " free below ");
	if (request->max_address != 0 && request->max_address <= max &&
	    (!is_32 || request->max_address <= GPAMAP_4GB)) {
		max = request->max_address;
		say(sentence, "its max of 0x%" PRIx64, max);
	} else if (is_32 && max >= GPAMAP_4GB) {
		max = GPAMAP_4GB;
		say(sentence, "4 GiB");
	} else {
		say(sentence, "0x%" PRIx64 " (%s)", max, reasons->limit_name);
	}
	say_alignment(sentence);
	max -= max % GPAMAP_PAGE_SIZE;
	edge = least(decision->run.end, max);
	if (edge < decision->run.end)
		neighbour = GPAMAP_PLAN_NONE;
	say_next_to(sentence, neighbour, "below",
		    edge - decision->piece.range.end);
	say_passed(sentence, (struct gpamap_range){ edge, max });
}

/* Tell from where up room was looked for, and give that address. */
static uint64_t say_from(struct sentence *sentence)
{
	const struct gpamap_reasons *reasons = sentence->reasons;
	const struct gpamap_plan_request *request =
		&sentence->decision->request;
	bool moved = gpamap_plan_relocated(reasons->decisions->plan);
	uint64_t least_of_all = moved ? ABOVE_1TB : GPAMAP_4GB;
	uint64_t ram = most(reasons->end_of_ram, least_of_all);

	if (request->min_address != 0) {
		say(sentence, "its min of 0x%" PRIx64, request->min_address);
		return round_up_page(request->min_address);
	}
	if (request->phase == GPAMAP_PHASE_MMIO32) {
		say(sentence, "address 0");
		return 0;
	}
	if (request->phase == GPAMAP_PHASE_POST) {
		say(sentence, "the top of all before it (0x%" PRIx64 ")",
		    reasons->top);
		return reasons->top;
	}
	if (request->phase == GPAMAP_PHASE_HOTPLUG &&
	    reasons->hotplug_end > ram) {
		say(sentence, "the end of the window before it");
		return reasons->hotplug_end;
	}
	if (ram > least_of_all)
		say(sentence, "the end of RAM");
	else
		say(sentence, moved ? "1 TiB" : "4 GiB");
	return ram;
}

static void say_up(struct sentence *sentence)
{
	const struct gpamap_decision *decision = sentence->decision;
	size_t neighbour = decision->below;
	uint64_t min, edge;

	say(sentence, "the lowest ");
	say_size(sentence, decision->request.size);
	say(sentence, " free from ");
	min = say_from(sentence);
	say(sentence, " up");
	say_alignment(sentence);
	edge = most(decision->run.start, min);
	if (edge > decision->run.start)
		neighbour = GPAMAP_PLAN_NONE;
	say_next_to(sentence, neighbour, "above",
		    decision->piece.range.start - edge);
	say_passed(sentence, (struct gpamap_range){ min, edge });
}

/* How much of the request this piece of RAM is. */
static void say_share(struct sentence *sentence)
{
	const struct gpamap_decision *decision = sentence->decision;
	const struct gpamap_range *range = &decision->piece.range;
	uint64_t size = range->end - range->start;

	if (size == decision->request.size) {
		say(sentence, "all ");
		say_size(sentence, size);
	} else if (decision->part == 0) {
		say(sentence, "the first ");
		say_size(sentence, size);
		say(sentence, " of ");
		say_size(sentence, decision->request.size);
	} else {
		say(sentence,
		    decision->part + 1 == decision->parts &&
				    decision->placed == decision->request.size
			    ? "the last "
			    : "the next ");
		say_size(sentence, size);
	}
}

/* What a piece of RAM passed over since the one before it, at @from. */
static void say_skipped(struct sentence *sentence, uint64_t from)
{
	const struct gpamap_plan_request *request =
		&sentence->decision->request;
	struct gpamap_range range = { from,
				      sentence->decision->piece.range.start };
	struct gpamap_passed passed;

	if (!gpamap_decisions_passed(sentence->reasons->decisions,
				     sentence->index, range, &passed) ||
	    passed.bytes == 0)
		return;
	say(sentence, "; ");
	say_size(sentence, passed.bytes);
	if (passed.bytes == passed.unaligned) {
		say(sentence, " before it stay free for the alignment of ");
		say_size(sentence, alignment_of(sentence->decision));
	} else {
		say(sentence, " before it stay free, in runs below the "
			      "min_piece of ");
		say_size(sentence, request->min_piece);
	}
}

/* Where a piece of RAM begins, and why there. */
static void say_begin(struct sentence *sentence, uint64_t from)
{
	const struct gpamap_reasons *reasons = sentence->reasons;
	const struct gpamap_decision *decision = sentence->decision;
	uint64_t start = decision->piece.range.start;

	if (start >= ABOVE_1TB && from < ABOVE_1TB &&
	    gpamap_plan_relocated(reasons->decisions->plan)) {
		say(sentence, ", moved up to 1 TiB: else the map would reach "
			      "AMD's HyperTransport addresses from "
			      "0xfd00000000 on");
		from = ABOVE_1TB;
	} else if (decision->below != GPAMAP_PLAN_NONE &&
		   start == decision->run.start) {
		say(sentence, ", right above ");
		say_name(sentence, decision->below);
	} else if (decision->below != GPAMAP_PLAN_NONE) {
		say(sentence, ", above ");
		say_name(sentence, decision->below);
	} else {
		say(sentence, ", from 0x%" PRIx64 " up", start);
	}
	if (start > from)
		say_skipped(sentence, from);
}

/* Why a piece of RAM ends before the request does. */
static void say_end(struct sentence *sentence)
{
	const struct gpamap_reasons *reasons = sentence->reasons;
	const struct gpamap_decision *decision = sentence->decision;
	uint64_t end = decision->piece.range.end;
	bool stops = gpamap_plan_relocated(reasons->decisions->plan) &&
		     end <= GPAMAP_4GB && decision->run.end > GPAMAP_4GB;
	uint64_t edge = stops ? GPAMAP_4GB : decision->run.end;

	if (decision->part + 1 == decision->parts)
		return;
	say(sentence, "; split by ");
	if (stops)
		say(sentence, "4 GiB, above which RAM has moved");
	else if (decision->above != GPAMAP_PLAN_NONE)
		say_name(sentence, decision->above);
	if (edge == end)
		return;
	say(sentence, ", below which ");
	say_size(sentence, edge - end);
	say(sentence, " stay free: no whole ");
	say_size(sentence, alignment_of(decision));
}

static void say_ram(struct sentence *sentence)
{
	const struct gpamap_reasons *reasons = sentence->reasons;
	const struct gpamap_decision *decision = sentence->decision;
	uint64_t from = reasons->ram_end;

	if (decision->part == 0)
		from = most(from, round_up_page(decision->request.min_address));
	say_share(sentence);
	say_begin(sentence, from);
	say_end(sentence);
}

static void say_given(struct sentence *sentence)
{
	const struct gpamap_decision *decision = sentence->decision;

	if (decision->avoided)
		say(sentence, "the host cannot give these addresses");
	else if (decision->request.phase == GPAMAP_PHASE_RESERVE)
		say(sentence, "reserved, at the address that it was given");
	else
		say(sentence, "at the address that it was given");
}

static void say_all(struct sentence *sentence)
{
	const struct gpamap_decision *decision = sentence->decision;
	const struct gpamap_plan_request *request = &decision->request;
	bool down = request->direction == GPAMAP_DIRECTION_DOWN ||
		    (request->direction == GPAMAP_DIRECTION_DEFAULT &&
		     request->phase == GPAMAP_PHASE_MMIO32);

	if (decision->given)
		say_given(sentence);
	else if (request->phase == GPAMAP_PHASE_RAM)
		say_ram(sentence);
	else if (down && request->phase != GPAMAP_PHASE_HOTPLUG &&
		 request->phase != GPAMAP_PHASE_POST)
		say_down(sentence);
	else
		say_up(sentence);
}

/* Bring up to date what the phases have come to. */
static void advance(struct gpamap_reasons *reasons,
		    const struct gpamap_decision *decision)
{
	uint64_t end = decision->piece.range.end;
	enum gpamap_phase phase = decision->request.phase;

	if (decision->piece.kind == GPAMAP_KIND_RAM)
		reasons->end_of_ram = most(reasons->end_of_ram, end);
	if (phase == GPAMAP_PHASE_RAM && !decision->given)
		reasons->ram_end = end;
	if (phase == GPAMAP_PHASE_HOTPLUG && !decision->given)
		reasons->hotplug_end = most(reasons->hotplug_end, end);
	if (phase != GPAMAP_PHASE_RESERVE)
		reasons->top = most(reasons->top, end);
}

static void set_limit(struct gpamap_reasons *reasons,
		      const struct gpamap_host *host)
{
	reasons->limit = GPAMAP_ADDRESS_END;
	reasons->limit_name = "where addresses end";
	if (host == NULL)
		return;
	if (host->address_bits != 0 && host->address_bits < 64) {
		reasons->limit = UINT64_C(1) << host->address_bits;
		reasons->limit_name = "where the address bits end";
	}
	if (host->guest_reach != 0 && host->guest_reach < reasons->limit) {
		reasons->limit = host->guest_reach;
		reasons->limit_name = "where the guest's reach ends";
	}
}

void gpamap_reasons_begin(struct gpamap_reasons *reasons,
			  const struct gpamap_decisions *decisions)
{
	*reasons = (struct gpamap_reasons){ .decisions = decisions };
	set_limit(reasons, decisions->input->host);
}

bool gpamap_reasons_next(struct gpamap_reasons *reasons,
			 const struct gpamap_decision **decision, char *text)
{
	struct sentence sentence = { .reasons = reasons, .text = text };

	if (reasons->next == reasons->decisions->count)
		return false;
	sentence.index = reasons->next++;
	sentence.decision = &reasons->decisions->items[sentence.index];
	text[0] = '\0';
	say_all(&sentence);
	*decision = sentence.decision;
	advance(reasons, *decision);
	return true;
}
