/* SPDX-License-Identifier: MIT */
#include "request.h"

#include <stdlib.h>
#include <string.h>

#include <gpamap/range.h>

#include "number.h"

#define MIB UINT64_C(0x100000)
/* Source: PCI Express Base Specification 5.0, 7.2.2: one bus takes 1 MiB, a
 * segment has 256, and the window is aligned to its buses, rounded up to a
 * power of two. */
#define BUSES_MAX 256u

const char *const gpamap_request_keys[GPAMAP_REQUEST_KEYS + 1] = {
	[GPAMAP_PHASE_RESERVE] = "reserve",
	[GPAMAP_PHASE_FIXED] = "fixed",
	[GPAMAP_PHASE_MMIO32] = "mmio32",
	[GPAMAP_PHASE_RAM] = "ram",
	[GPAMAP_PHASE_HOTPLUG] = "hotplug",
	[GPAMAP_PHASE_MMIO64] = "mmio64",
	[GPAMAP_PHASE_POST] = "post",
	[GPAMAP_REQUEST_TAG] = "tag",
	[GPAMAP_REQUEST_KIND] = "kind",
	[GPAMAP_REQUEST_VNODE] = "vnode",
	[GPAMAP_REQUEST_ALIGNMENT] = "alignment",
	[GPAMAP_REQUEST_PREFERRED] = "preferred_alignment",
	[GPAMAP_REQUEST_MIN_PIECE] = "min_piece",
	[GPAMAP_REQUEST_MIN] = "min",
	[GPAMAP_REQUEST_MAX] = "max",
	[GPAMAP_REQUEST_AT] = "at",
	[GPAMAP_REQUEST_DIRECTION] = "direction",
};

/* In the order of enum gpamap_kind, without HOLE. */
static const char *const kind_words[GPAMAP_KIND_COUNT] = {
	"ram",		"mmio",	    "pci_ecam", "pci_mmio", "vtl2",
	"reserved",	"device",   "hotplug",	"pmem",	    "firmware_tables",
	"firmware_nvs", "unusable", NULL,
};

/* In the order of enum gpamap_direction, without DEFAULT. */
static const char *const direction_words[] = { "up", "down", NULL };

const char *const gpamap_hypertransport_words[4] = { "ignore", "skip",
						     "relocate", NULL };

const char *const *gpamap_request_words(enum gpamap_request_key key)
{
	if (key == GPAMAP_REQUEST_KIND)
		return kind_words;
	return key == GPAMAP_REQUEST_DIRECTION ? direction_words : NULL;
}

static bool refuse(const char **why, const char *reason)
{
	*why = reason;
	return false;
}

/* Find @value among @words; give its index. */
static bool take_word(struct gpamap_span value, const char *const *words,
		      unsigned int *index)
{
	unsigned int i;

	for (i = 0; words[i] != NULL; i++) {
		if (gpamap_span_is(value, words[i])) {
			*index = i;
			return true;
		}
	}
	return false;
}

static bool take_kind(struct gpamap_plan_request *request,
		      struct gpamap_span value, const char **why)
{
	unsigned int index;

	if (!take_word(value, kind_words, &index))
		return refuse(why, "is not one of ram, mmio, pci_ecam, "
				   "pci_mmio, vtl2, reserved, device, hotplug, "
				   "pmem, firmware_tables, firmware_nvs and "
				   "unusable");
	request->kind = (enum gpamap_kind)(index + GPAMAP_KIND_RAM);
	return true;
}

static bool take_direction(struct gpamap_plan_request *request,
			   struct gpamap_span value, const char **why)
{
	unsigned int index;

	if (!take_word(value, direction_words, &index))
		return refuse(why, "is not up or down");
	request->direction =
		(enum gpamap_direction)(index + GPAMAP_DIRECTION_UP);
	return true;
}

static bool take_vnode(struct gpamap_plan_request *request,
		       struct gpamap_span value, const char **why)
{
	return gpamap_number_parse(value, &request->vnode, why) &&
	       (request->vnode <= GPAMAP_VNODE_MAX ||
		refuse(why, "is above 4294967295, the largest vnode"));
}

static bool take_alignment(struct gpamap_span value, uint64_t *alignment,
			   const char **why)
{
	if (!gpamap_size_parse(value, alignment, why))
		return false;
	if (*alignment < GPAMAP_PAGE_SIZE ||
	    (*alignment & (*alignment - 1)) != 0)
		return refuse(why, "is no alignment: a power of two from 4096 "
				   "up");
	return true;
}

static bool take_max(struct gpamap_plan_request *request,
		     struct gpamap_span value, const char **why)
{
	return gpamap_size_parse(value, &request->max_address, why) &&
	       (request->max_address != 0 || refuse(why, "leaves no address"));
}

/* A range for what stands already, a size for the rest. */
static bool take_phase(struct gpamap_plan_request *request,
		       enum gpamap_phase phase, struct gpamap_span value,
		       const char **why)
{
	struct gpamap_range range;

	request->phase = phase;
	if (phase > GPAMAP_PHASE_FIXED) {
		if (gpamap_range_looks(value))
			return refuse(why, "is a range where a size belongs; "
					   "fixed and reserve take ranges");
		return gpamap_size_parse(value, &request->size, why);
	}
	if (!gpamap_range_parse(value, &range, why))
		return false;
	if (range.start > range.end)
		return refuse(why, "ends before it begins");
	request->address = range.start;
	request->size = range.end - range.start;
	return true;
}

static bool take_tag(struct gpamap_asked *asked, struct gpamap_span value,
		     const char **why)
{
	if (value.length == 0 || memchr(value.at, '\0', value.length) != NULL)
		return refuse(why, "is no tag: it is empty or holds a NUL");
	free(asked->tag);
	asked->tag = gpamap_span_copy(value);
	return asked->tag != NULL || refuse(why, "is too much: out of memory");
}

static bool take_value(struct gpamap_asked *asked, enum gpamap_request_key key,
		       struct gpamap_span value, const char **why)
{
	struct gpamap_plan_request *request = &asked->draft.request;

	switch (key) {
	case GPAMAP_REQUEST_TAG:
		return take_tag(asked, value, why);
	case GPAMAP_REQUEST_KIND:
		return take_kind(request, value, why);
	case GPAMAP_REQUEST_VNODE:
		return take_vnode(request, value, why);
	case GPAMAP_REQUEST_ALIGNMENT:
		return take_alignment(value, &request->alignment, why);
	case GPAMAP_REQUEST_PREFERRED:
		return take_alignment(value, &request->preferred_alignment,
				      why);
	case GPAMAP_REQUEST_MIN_PIECE:
		return gpamap_size_parse(value, &request->min_piece, why);
	case GPAMAP_REQUEST_MIN:
		return gpamap_size_parse(value, &request->min_address, why);
	case GPAMAP_REQUEST_MAX:
		return take_max(request, value, why);
	case GPAMAP_REQUEST_AT:
		request->exact = true;
		return gpamap_size_parse(value, &request->address, why);
	case GPAMAP_REQUEST_DIRECTION:
		return take_direction(request, value, why);
	default:
		return take_phase(request, (enum gpamap_phase)key, value, why);
	}
}

#define BIT(key) (UINT32_C(1) << (key))
#define PHASES (BIT(GPAMAP_PHASE_COUNT) - 1)
#define GIVEN (BIT(GPAMAP_PHASE_RESERVE) | BIT(GPAMAP_PHASE_FIXED))
#define MMIO (BIT(GPAMAP_PHASE_MMIO32) | BIT(GPAMAP_PHASE_MMIO64))

bool gpamap_asked_take(struct gpamap_asked *asked, enum gpamap_request_key key,
		       struct gpamap_span value, const char **why)
{
	asked->seen |= BIT(key);
	return take_value(asked, key, value, why);
}

bool gpamap_request_takes_window(enum gpamap_request_key key)
{
	return key < GPAMAP_REQUEST_TAG &&
	       (BIT(key) & (GIVEN | BIT(GPAMAP_PHASE_RAM))) == 0;
}

bool gpamap_asked_take_bars(struct gpamap_asked *asked,
			    enum gpamap_request_key phase,
			    const uint64_t *sizes, size_t count,
			    const char **why)
{
	struct gpamap_request_draft *draft = &asked->draft;
	enum gpamap_status status;

	asked->seen |= BIT(phase);
	draft->request.phase = (enum gpamap_phase)phase;
	asked->kind = GPAMAP_KIND_PCI_MMIO;
	status = gpamap_bars_window(sizes, count, MIB, &draft->request.size,
				    &draft->least_alignment);
	if (status == GPAMAP_ERR_TOO_HIGH)
		return refuse(why, "comes to more than 64 bits can hold");
	if (status != GPAMAP_OK)
		return refuse(why, "holds a size that is no power of two");
	return count > 0 || refuse(why, "is an empty list");
}

bool gpamap_asked_take_buses(struct gpamap_asked *asked,
			     enum gpamap_request_key phase,
			     struct gpamap_span buses, const char **why)
{
	uint64_t number;

	asked->seen |= BIT(phase);
	asked->draft.request.phase = (enum gpamap_phase)phase;
	asked->kind = GPAMAP_KIND_PCI_ECAM;
	if (!gpamap_number_parse(buses, &number, why))
		return false;
	if (number == 0 || number > BUSES_MAX)
		return refuse(why, "is not 1 to 256 buses");
	asked->draft.request.size = number * MIB;
	asked->alignment = MIB;
	while (asked->alignment < number * MIB)
		asked->alignment *= 2;
	return true;
}

/* Keys that some phases alone know. */
static const struct {
	enum gpamap_request_key key;
	uint32_t phases;
	const char *why;
} limits[] = {
	{ GPAMAP_REQUEST_ALIGNMENT, PHASES & ~GIVEN,
	  "\"alignment\" is for what is yet to be placed" },
	{ GPAMAP_REQUEST_PREFERRED, PHASES & ~GIVEN & ~BIT(GPAMAP_PHASE_RAM),
	  "\"preferred_alignment\" is for mmio32, hotplug, mmio64 and post" },
	{ GPAMAP_REQUEST_MIN_PIECE, BIT(GPAMAP_PHASE_RAM),
	  "\"min_piece\" is for ram: nothing else is split" },
	{ GPAMAP_REQUEST_MIN, PHASES & ~GIVEN,
	  "\"min\" is for what is yet to be placed" },
	{ GPAMAP_REQUEST_MAX, PHASES & ~GIVEN,
	  "\"max\" is for what is yet to be placed" },
	{ GPAMAP_REQUEST_AT, PHASES & ~GIVEN,
	  "\"at\" is for what is yet to be placed: a range has its address" },
	{ GPAMAP_REQUEST_DIRECTION, MMIO,
	  "\"direction\" is for mmio32 and mmio64" },
};

static bool is_told(const struct gpamap_asked *asked, uint32_t keys)
{
	return (asked->seen & keys) != 0;
}

/* What is placed at an address of its own is not looked for. */
static bool is_exact_sound(const struct gpamap_asked *asked, const char **why)
{
	const struct gpamap_plan_request *request = &asked->draft.request;
	uint32_t search = BIT(GPAMAP_REQUEST_PREFERRED) |
			  BIT(GPAMAP_REQUEST_MIN_PIECE) |
			  BIT(GPAMAP_REQUEST_MIN) | BIT(GPAMAP_REQUEST_MAX) |
			  BIT(GPAMAP_REQUEST_DIRECTION);

	if (is_told(asked, search))
		return refuse(why, "\"at\" decides the address: "
				   "\"preferred_alignment\", \"min_piece\", "
				   "\"min\", \"max\" and \"direction\" have no "
				   "say");
	if (request->alignment != 0 &&
	    request->address % request->alignment != 0)
		return refuse(why, "\"at\" is no multiple of the alignment");
	return true;
}

static bool has_vnode(const struct gpamap_plan_request *request)
{
	return request->phase == GPAMAP_PHASE_RAM ||
	       request->phase == GPAMAP_PHASE_HOTPLUG ||
	       request->kind == GPAMAP_KIND_RAM ||
	       request->kind == GPAMAP_KIND_HOTPLUG ||
	       request->kind == GPAMAP_KIND_PMEM;
}

/* What a window for BARs or buses is by itself. */
static void settle_window(struct gpamap_asked *asked)
{
	struct gpamap_plan_request *request = &asked->draft.request;

	if (request->kind == GPAMAP_KIND_HOLE)
		request->kind = asked->kind;
	if (request->alignment == 0)
		request->alignment = asked->alignment;
	if (request->alignment < asked->draft.least_alignment)
		request->alignment = asked->draft.least_alignment;
}

bool gpamap_asked_settle(struct gpamap_asked *asked, const char **why)
{
	uint32_t phase = asked->seen & PHASES;
	size_t i;

	if (phase == 0)
		return refuse(why, "a request has a phase: one of reserve, "
				   "fixed, mmio32, ram, hotplug, mmio64, post");
	if ((phase & (phase - 1)) != 0)
		return refuse(why, "a request has one phase: this has more");
	for (i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
		if (is_told(asked, BIT(limits[i].key)) &&
		    (limits[i].phases & phase) == 0)
			return refuse(why, limits[i].why);
	settle_window(asked);
	if (is_told(asked, BIT(GPAMAP_REQUEST_VNODE)) &&
	    !has_vnode(&asked->draft.request))
		return refuse(why, "\"vnode\" is for ram, hotplug and pmem");
	return !asked->draft.request.exact || is_exact_sound(asked, why);
}

bool gpamap_host_take_bits(struct gpamap_host_draft *host,
			   struct gpamap_span value, const char **why)
{
	uint64_t bits;

	if (!gpamap_number_parse(value, &bits, why))
		return false;
	if (bits < 12 || bits > 64)
		return refuse(why, "is not 12 to 64 address bits");
	host->address_bits = (unsigned int)bits;
	return true;
}

bool gpamap_host_take_reach(struct gpamap_host_draft *host,
			    struct gpamap_span value, const char **why)
{
	return gpamap_size_parse(value, &host->guest_reach, why) &&
	       (host->guest_reach != 0 || refuse(why, "leaves no address"));
}

bool gpamap_host_take_hypertransport(struct gpamap_host_draft *host,
				     struct gpamap_span value, const char **why)
{
	unsigned int index;

	if (!take_word(value, gpamap_hypertransport_words, &index))
		return refuse(why, "is not ignore, skip or relocate");
	host->hypertransport = (enum gpamap_hypertransport)index;
	host->hypertransport_given = true;
	return true;
}

bool gpamap_avoid_parse(struct gpamap_span value, struct gpamap_range *range,
			const char **why)
{
	if (!gpamap_range_parse(value, range, why))
		return false;
	return gpamap_range_is_valid(*range) ||
	       refuse(why, "is not whole pages of 4096 bytes below "
			   "0xfffffffffffff000");
}
