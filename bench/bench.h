/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_BENCH_H
#define GPAMAP_BENCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The frame of every bench: a race of lanes that all do the same work. Times
 * on a shared machine drift, so the lanes take turns within a round, and what
 * counts is the ratio to the first lane within each round.
 */

/* Rounds of a race; odd, so that the median is one of them. */
#define BENCH_ROUNDS 15

/* One contestant. */
struct bench_lane {
	const char *name;
	/* Do the work @times times over. */
	void (*run)(void *context, uint64_t times);
	/* Or do it and say how many nanoseconds it took, where that is not
	 * the time of the calling thread. */
	double (*timed)(void *context, uint64_t times);
	void *context;
	uint64_t items; /* things done each time: times are told for one */
	const char *skipped; /* why it does not run, or NULL */
	/* The frame's own. */
	uint64_t times;
	double round[BENCH_ROUNDS]; /* nanoseconds an item */
};

/* Read the command line: --quick runs each race in a hundredth of the time,
 * to see that it runs at all; a word runs only the races that contain it. */
void bench_begin(int argc, char **argv);

/* Say whether --quick was given. */
bool bench_is_quick(void);

/* Say whether a word was given, so that only some races are wanted. */
bool bench_is_choosy(void);

/* Say whether a race of this title is wanted. */
bool bench_wants(const char *title);

/*
 * Run @lanes against each other and print a line for each:
 *
 *   title | lane | ns an item | spread in % | times the first lane's
 *
 * Times are the thread's own. The spread is that of the middle half of the
 * rounds; a race where it is large is run again, a few times.
 */
void bench_race(const char *title, struct bench_lane *lanes, size_t count);

/* The median over the rounds of what @lane took of @first's time, once both
 * have been raced. */
double bench_ratio(const struct bench_lane *lane,
		   const struct bench_lane *first);

/* Print a line with a number that is no time of a lane. */
void bench_tell(const char *title, const char *lane, double value);

/* Keep the compiler from dropping what made @value. */
static inline void bench_keep(uint64_t value)
{
	__asm__ volatile("" : : "r"(value) : "memory");
}

/* Nanoseconds that the calling thread has had a processor. */
double bench_now(void);

/* The next number of a xorshift generator (Marsaglia 2003); never 0. */
uint64_t bench_random(uint64_t *state);

/* Memory, or the end of the program. Aligned as a cache line is. */
void *bench_memory(size_t size);

/* End the program with a reason. */
_Noreturn void bench_die(const char *reason, ...)
	__attribute__((format(printf, 1, 2)));

#endif /* GPAMAP_BENCH_H */
