/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "plan_check.h"

/* Requests in words taken apart; see plan_check.h. */

static const char *const phase_words[GPAMAP_PHASE_COUNT] = {
	"reserve", "fixed", "mmio32", "ram", "hotplug", "mmio64", "post",
};

/* Words of one part, blank by blank. */
struct words {
	char *at;
};

/* Give the next word, or NULL where there is none. */
static char *next_word(struct words *words)
{
	char *word;

	while (*words->at == ' ')
		words->at++;
	if (*words->at == '\0')
		return NULL;
	word = words->at;
	words->at += strcspn(word, " ");
	if (*words->at != '\0')
		*words->at++ = '\0';
	return word;
}

static uint64_t parse_term(char **at)
{
	static const char units[] = "KMGT";
	const char *unit;
	uint64_t value;

	if (strncmp(*at, "end", 3) == 0) {
		*at += 3;
		return GPAMAP_ADDRESS_END;
	}
	if (**at < '0' || **at > '9')
		fail_msg("no number at '%s'", *at);
	value = strtoull(*at, at, 0);
	unit = **at == '\0' ? NULL : strchr(units, **at);
	if (unit != NULL) {
		value <<= 10 * (unit - units + 1);
		(*at)++;
	}
	return value;
}

static uint64_t parse_number(char **at)
{
	uint64_t value = parse_term(at);

	while (**at == '+' || **at == '-') {
		char sign = *(*at)++;
		uint64_t term = parse_term(at);

		value = sign == '+' ? value + term : value - term;
	}
	return value;
}

/* The number that is the next word. */
static uint64_t number(struct words *words)
{
	char *word = next_word(words);
	uint64_t value;

	assert_non_null(word);
	value = parse_number(&word);
	if (*word != '\0')
		fail_msg("'%s' behind a number", word);
	return value;
}

/* The tag that is the next word; "-" is none. */
static const char *tag(struct words *words)
{
	const char *word = next_word(words);

	assert_non_null(word);
	return strcmp(word, "-") == 0 ? NULL : word;
}

static enum gpamap_kind kind_of(const char *word)
{
	int kind;

	for (kind = 1; kind < GPAMAP_KIND_COUNT; kind++)
		if (strcmp(gpamap_kind_name((enum gpamap_kind)kind), word) == 0)
			return (enum gpamap_kind)kind;
	fail_msg("no kind or option '%s'", word);
	return GPAMAP_KIND_HOLE;
}

static void parse_option(struct gpamap_plan_request *request, const char *word,
			 struct words *words)
{
	if (strcmp(word, "align") == 0) {
		request->alignment = number(words);
	} else if (strcmp(word, "prefer") == 0) {
		request->preferred_alignment = number(words);
	} else if (strcmp(word, "min") == 0) {
		request->min_address = number(words);
	} else if (strcmp(word, "max") == 0) {
		request->max_address = number(words);
	} else if (strcmp(word, "piece") == 0) {
		request->min_piece = number(words);
	} else if (strcmp(word, "at") == 0) {
		request->address = number(words);
		request->exact = request->phase > GPAMAP_PHASE_FIXED;
	} else if (strcmp(word, "up") == 0) {
		request->direction = GPAMAP_DIRECTION_UP;
	} else if (strcmp(word, "down") == 0) {
		request->direction = GPAMAP_DIRECTION_DOWN;
	} else {
		request->kind = kind_of(word);
	}
}

static void parse_request(struct plan_text *plan, char *phase,
			  struct words *words)
{
	struct gpamap_plan_request *request = &plan->requests[plan->count++];
	char *colon = strchr(phase, ':');
	const char *word;
	int i = 0;

	assert_true(plan->count <= PLAN_REQUESTS_MAX);
	if (colon != NULL) {
		*colon++ = '\0';
		request->vnode = parse_number(&colon);
	}
	while (i < GPAMAP_PHASE_COUNT && strcmp(phase_words[i], phase) != 0)
		i++;
	if (i == GPAMAP_PHASE_COUNT)
		fail_msg("no phase '%s'", phase);
	request->phase = (enum gpamap_phase)i;
	request->tag = tag(words);
	request->size = number(words);
	while ((word = next_word(words)) != NULL)
		parse_option(request, word, words);
}

static void parse_host(struct plan_text *plan, struct words *words)
{
	const char *word;

	while ((word = next_word(words)) != NULL) {
		if (strcmp(word, "bits") == 0)
			plan->host.address_bits = (unsigned int)number(words);
		else if (strcmp(word, "reach") == 0)
			plan->host.guest_reach = number(words);
		else if (strcmp(word, "skip") == 0)
			plan->host.hypertransport = GPAMAP_HT_SKIP;
		else if (strcmp(word, "relocate") == 0)
			plan->host.hypertransport = GPAMAP_HT_RELOCATE;
		else
			fail_msg("no host option '%s'", word);
	}
}

static void parse_avoid(struct plan_text *plan, struct words *words)
{
	struct gpamap_avoid *avoid = &plan->avoid[plan->host.avoid_count++];
	char *word;

	assert_true(plan->host.avoid_count <= PLAN_REQUESTS_MAX);
	avoid->tag = tag(words);
	word = next_word(words);
	assert_non_null(word);
	avoid->range.start = parse_number(&word);
	if (strncmp(word, "..", 2) != 0)
		fail_msg("no '..' at '%s'", word);
	word += 2;
	avoid->range.end = parse_number(&word);
}

static void parse_part(struct plan_text *plan, char *part)
{
	struct words words = { part };
	char *word = next_word(&words);

	if (word == NULL)
		return;
	if (strcmp(word, "host") != 0 && strcmp(word, "avoid") != 0) {
		parse_request(plan, word, &words);
		return;
	}
	plan->has_host = true;
	if (strcmp(word, "host") == 0)
		parse_host(plan, &words);
	else
		parse_avoid(plan, &words);
}

void plan_parse(struct plan_text *plan, const char *text)
{
	char *part;
	char *next;

	memset(plan, 0, sizeof(*plan));
	assert_true(strlen(text) < sizeof(plan->text));
	memcpy(plan->text, text, strlen(text) + 1);
	for (part = plan->text; part != NULL; part = next) {
		next = strchr(part, '|');
		if (next != NULL)
			*next++ = '\0';
		parse_part(plan, part);
	}
	plan->host.avoid = plan->avoid;
}
