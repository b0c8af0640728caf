/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "bench.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* What a lane takes for its turn in a round, in nanoseconds. */
#define TURN 2e6
#define TURN_QUICK 2e4

/* A race that was disturbed is run again, so often at the most: a quarter of
 * the rounds of some lane were off by more than this. */
#define SPREAD_MAX 0.1
#define TRIES 4

static bool quick;
static const char *wanted;

void bench_begin(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--quick") == 0)
			quick = true;
		else if (argv[i][0] != '-' && wanted == NULL)
			wanted = argv[i];
		else
			bench_die("usage: %s [--quick] [PART OF A TITLE]",
				  argv[0]);
	}
	printf("%-34s  %-22s  %12s  %6s  %9s\n", "race", "lane", "ns", "spread",
	       "ratio");
}

bool bench_is_quick(void)
{
	return quick;
}

bool bench_is_choosy(void)
{
	return wanted != NULL;
}

bool bench_wants(const char *title)
{
	return wanted == NULL || strstr(title, wanted) != NULL;
}

/* While others have the processor this clock stands still. */
double bench_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static double turn(struct bench_lane *lane)
{
	double began;

	if (lane->timed != NULL)
		return lane->timed(lane->context, lane->times);
	began = bench_now();
	lane->run(lane->context, lane->times);
	return bench_now() - began;
}

/* Find out how often a lane does its work in its turn. */
static void calibrate(struct bench_lane *lane)
{
	double length = quick ? TURN_QUICK : TURN;
	double took;

	lane->times = 1;
	turn(lane); /* warms the caches */
	while ((took = turn(lane)) < length / 2)
		lane->times *= 2;
	if (took < length)
		lane->times = (uint64_t)((double)lane->times * length / took);
}

static int compare(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

/* The value at a quarter of @quarters in the order of @values. */
static double quantile(const double *values, int quarters)
{
	double sorted[BENCH_ROUNDS];

	memcpy(sorted, values, sizeof(sorted));
	qsort(sorted, BENCH_ROUNDS, sizeof(sorted[0]), compare);
	return sorted[(BENCH_ROUNDS - 1) * quarters / 4];
}

double bench_ratio(const struct bench_lane *lane,
		   const struct bench_lane *first)
{
	double ratio[BENCH_ROUNDS];

	for (int i = 0; i < BENCH_ROUNDS; i++)
		ratio[i] = lane->round[i] / first->round[i];
	return quantile(ratio, 2);
}

/* How far the middle half of the rounds is apart, in parts of the median. */
static double spread_of(const struct bench_lane *lane)
{
	return (quantile(lane->round, 3) - quantile(lane->round, 1)) /
	       quantile(lane->round, 2);
}

static void print_lane(const char *title, const struct bench_lane *lane,
		       double ratio)
{
	printf("%-34s  %-22s  %12.2f  %5.1f%%  %9.2f\n", title, lane->name,
	       quantile(lane->round, 2), 100 * spread_of(lane), ratio);
}

/* Run all rounds once. Returns the largest spread of a lane. */
static double run_rounds(struct bench_lane *lanes, size_t count)
{
	double spread = 0;

	for (size_t turns = 0; turns < BENCH_ROUNDS * count; turns++) {
		/* Another lane begins each round. */
		struct bench_lane *lane =
			&lanes[(turns + turns / count) % count];

		if (lane->skipped == NULL)
			lane->round[turns / count] =
				turn(lane) /
				(double)(lane->times * lane->items);
	}
	for (size_t i = 0; i < count; i++) {
		if (lanes[i].skipped == NULL && spread_of(&lanes[i]) > spread)
			spread = spread_of(&lanes[i]);
	}
	return spread;
}

void bench_race(const char *title, struct bench_lane *lanes, size_t count)
{
	int tries = quick ? 1 : TRIES;

	for (size_t i = 0; i < count; i++) {
		if (lanes[i].skipped == NULL)
			calibrate(&lanes[i]);
	}
	while (run_rounds(lanes, count) > SPREAD_MAX && --tries > 0)
		;
	for (size_t i = 0; i < count; i++) {
		if (lanes[i].skipped != NULL) {
			printf("%-34s  %-22s  skipped: %s\n", title,
			       lanes[i].name, lanes[i].skipped);
			continue;
		}
		print_lane(title, &lanes[i], bench_ratio(&lanes[i], &lanes[0]));
	}
	fflush(stdout);
}

void bench_tell(const char *title, const char *lane, double value)
{
	printf("%-34s  %-22s  %12.2f\n", title, lane, value);
	fflush(stdout);
}

uint64_t bench_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

void *bench_memory(size_t size)
{
	void *memory = NULL;

	if (posix_memalign(&memory, 64, size + 64) != 0)
		bench_die("no memory");
	return memory;
}

void bench_die(const char *reason, ...)
{
	va_list list;

	va_start(list, reason);
	fputs("bench: ", stderr);
	vfprintf(stderr, reason, list);
	fputc('\n', stderr);
	va_end(list);
	exit(1);
}
