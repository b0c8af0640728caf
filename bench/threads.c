/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "bench.h"
#include "map.h"

/*
 * Threads that probe one layout do not see each other. What is told is the
 * time on the clock for each probe of all threads together, so half with two
 * is the best there can be; on a busy machine it is never reached. Beside it,
 * the same under a lock for readers, to show that sharing can be seen.
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
	pthread_t id;
	double began;
	double ended;
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

static double clock_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static void *probe_all(void *argument)
{
	struct thread *self = argument;
	struct work *work = self->work;
	uint64_t sum = 0;

	pthread_barrier_wait(&work->barrier);
	self->began = clock_now();
	for (uint64_t time = 0; time < work->times; time++) {
		for (size_t i = 0; i < PROBES; i++)
			sum += probe(work, work->addresses[i]);
	}
	self->ended = clock_now();
	bench_keep(sum);
	return NULL;
}

static double run(void *context, uint64_t times)
{
	struct work *work = context;
	struct thread threads[THREADS_MAX];
	double first = INFINITY, last = 0;

	work->times = times;
	pthread_barrier_init(&work->barrier, NULL, (unsigned int)work->threads);
	for (size_t i = 0; i < work->threads; i++) {
		threads[i].work = work;
		if (pthread_create(&threads[i].id, NULL, probe_all,
				   &threads[i]) != 0)
			bench_die("no thread");
	}
	for (size_t i = 0; i < work->threads; i++) {
		pthread_join(threads[i].id, NULL);
		first = fmin(first, threads[i].began);
		last = fmax(last, threads[i].ended);
	}
	pthread_barrier_destroy(&work->barrier);
	return last - first;
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
