/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "bench.h"
#include "map.h"

/*
 * Threads that probe one layout do not see each other. What is told is the
 * processor time of the slowest thread for each probe of all threads, so half
 * with two is the best there can be. Beside it, the same under a lock for
 * readers: that it suffers shows that the threads did run at the same time.
 */

#define PROBES 16384
#define THREADS_MAX 2

struct work {
	const struct gpamap_layout *layout;
	const uint64_t *addresses;
	size_t threads;
	pthread_rwlock_t *lock; /* or NULL */
	pthread_barrier_t barrier;
	uint64_t times;
};

struct thread {
	struct work *work;
	size_t index;
	pthread_t id;
	double took;
};

static uint64_t probe(struct work *work, uint64_t address)
{
	uint64_t kind;

	if (work->lock == NULL)
		return gpamap_layout_probe_address(work->layout, address);
	pthread_rwlock_rdlock(work->lock);
	kind = gpamap_layout_probe_address(work->layout, address);
	pthread_rwlock_unlock(work->lock);
	return kind;
}

/* Say whether there is a processor for each thread. */
static bool enough_processors(void)
{
	cpu_set_t all;

	return sched_getaffinity(0, sizeof(all), &all) == 0 &&
	       CPU_COUNT(&all) >= THREADS_MAX;
}

/* Go to the processor at @index: a turn is over before a busy system has moved
 * a thread away from the one that it was made on. */
static void go_to_processor(size_t index)
{
	cpu_set_t all, own;

	CPU_ZERO(&own);
	sched_getaffinity(0, sizeof(all), &all);
	for (size_t cpu = 0; cpu < CPU_SETSIZE; cpu++) {
		if (CPU_ISSET(cpu, &all) && index-- == 0)
			CPU_SET(cpu, &own);
	}
	if (pthread_setaffinity_np(pthread_self(), sizeof(own), &own) != 0)
		bench_die("cannot choose a processor");
}

static void *probe_all(void *argument)
{
	struct thread *self = argument;
	struct work *work = self->work;
	uint64_t sum = 0;

	go_to_processor(self->index);
	pthread_barrier_wait(&work->barrier);
	self->took = bench_now();
	for (uint64_t time = 0; time < work->times; time++) {
		for (size_t i = 0; i < PROBES; i++)
			sum += probe(work, work->addresses[i]);
	}
	self->took = bench_now() - self->took;
	bench_keep(sum);
	return NULL;
}

static double run(void *context, uint64_t times)
{
	struct work *work = context;
	struct thread threads[THREADS_MAX];
	double slowest = 0;

	work->times = times;
	pthread_barrier_init(&work->barrier, NULL, (unsigned int)work->threads);
	for (size_t i = 0; i < work->threads; i++) {
		threads[i].work = work;
		threads[i].index = i;
		if (pthread_create(&threads[i].id, NULL, probe_all,
				   &threads[i]) != 0)
			bench_die("no thread");
	}
	for (size_t i = 0; i < work->threads; i++) {
		pthread_join(threads[i].id, NULL);
		if (threads[i].took > slowest)
			slowest = threads[i].took;
	}
	pthread_barrier_destroy(&work->barrier);
	return slowest;
}

static void race(size_t count)
{
	static const char *const names[] = { "1 thread", "2 threads",
					     "1 thread, rwlock",
					     "2 threads, rwlock" };
	pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
	struct bench_lane lanes[4];
	struct work works[4];
	struct bench_map map;
	uint64_t *addresses = bench_memory(PROBES * sizeof(*addresses));
	char title[80];

	bench_map_make(&map, count);
	bench_map_addresses(&map, BENCH_RANDOM, addresses, PROBES);
	for (size_t i = 0; i < 4; i++) {
		works[i] = (struct work){ .layout = map.layout,
					  .addresses = addresses,
					  .threads = 1 + i % 2,
					  .lock = i < 2 ? NULL : &lock };
		lanes[i] = (struct bench_lane){
			.name = names[i],
			.timed = run,
			.context = &works[i],
			.items = PROBES * works[i].threads,
			.skipped = enough_processors() ? NULL
						       : "one processor only",
		};
	}
	snprintf(title, sizeof(title), "threads %zu random", count);
	if (bench_wants(title))
		bench_race(title, lanes, 4);
	bench_map_free(&map);
	free(addresses);
}

int main(int argc, char **argv)
{
	bench_begin(argc, argv);
	race(6);
	race(2048);
	race(32768);
	return 0;
}
