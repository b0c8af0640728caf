/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <inttypes.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"

/*
 * The command as a whole process: its time on the processor from exec to exit,
 * and the most memory that it had. Beside it, what any process costs, and what
 * reading the same file does.
 *
 * GPAMAP is the command, GPAMAP_SOURCE the top of the tree.
 */

#define LINES 1000000

struct work {
	const char *argv[8];
	long peak; /* KiB */
};

static double microseconds(struct timeval time)
{
	return (double)time.tv_sec * 1e6 + (double)time.tv_usec;
}

/* Run the program of @work once. Returns nanoseconds. */
static double run_once(struct work *work)
{
	static const char *const environment[] = { "LC_ALL=C.UTF-8", NULL };
	posix_spawn_file_actions_t actions;
	struct rusage usage;
	int status;
	pid_t pid;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null",
					 O_WRONLY, 0);
	/* The strings are read; POSIX could not say so and stay with C. */
	if (posix_spawnp(&pid, work->argv[0], &actions, NULL,
			 (char *const *)(uintptr_t)work->argv,
			 (char *const *)(uintptr_t)environment) != 0)
		bench_die("cannot run %s", work->argv[0]);
	posix_spawn_file_actions_destroy(&actions);
	if (wait4(pid, &status, 0, &usage) != pid || status != 0)
		bench_die("%s fails", work->argv[0]);
	if (usage.ru_maxrss > work->peak)
		work->peak = usage.ru_maxrss;
	return 1e3 *
	       (microseconds(usage.ru_utime) + microseconds(usage.ru_stime));
}

static double run(void *context, uint64_t times)
{
	double sum = 0;

	while (times-- > 0)
		sum += run_once(context);
	return sum;
}

static void race(const char *title, const char *memory,
		 struct bench_lane *lanes, struct work *works, size_t count,
		 uint64_t items)
{
	if (!bench_wants(title))
		return;
	for (size_t i = 0; i < count; i++) {
		lanes[i].timed = run;
		lanes[i].context = &works[i];
		lanes[i].items = items;
	}
	bench_race(title, lanes, count);
	for (size_t i = 0; i < count; i++)
		bench_tell(memory, lanes[i].name, (double)works[i].peak);
}

static void race_show(const char *gpamap, const char *source)
{
	char spec[4096];
	struct bench_lane lanes[] = {
		{ .name = "gpamap show" },
		{ .name = "gpamap check" },
		{ .name = "true" },
	};
	struct work works[] = {
		{ .argv = { gpamap, "show", spec } },
		{ .argv = { gpamap, "check", spec } },
		{ .argv = { "/bin/true" } },
	};

	snprintf(spec, sizeof(spec), "%s/tests/golden/paravisor-vtl2.yaml",
		 source);
	race("command, golden spec", "command, golden spec, KiB", lanes, works,
	     3, 1);
}

/* Write what /proc/iomem of a machine with a million ranges would be. */
static uint64_t write_iomem(const char *path)
{
	static const char *const labels[] = { "System RAM", "Reserved",
					      "PCI Bus 0000:00", "pnp 00:01" };
	FILE *file = fopen(path, "w");
	uint64_t at = 0, state = 1;
	long size;

	if (file == NULL)
		bench_die("cannot write %s", path);
	for (size_t i = 0; i < LINES; i++) {
		uint64_t end = at + (1 + bench_random(&state) % 256) * 4096;

		fprintf(file, "%08" PRIx64 "-%08" PRIx64 " : %s\n", at, end - 1,
			labels[i % 4]);
		at = end + (i % 2) * 4096;
	}
	size = ftell(file);
	if (size < 0 || fclose(file) != 0)
		bench_die("cannot write %s", path);
	return (uint64_t)size;
}

static void race_iomem(const char *gpamap)
{
	char path[] = "/tmp/gpamap-bench-XXXXXX";
	struct bench_lane lanes[] = {
		{ .name = "gpamap show -o json" },
		{ .name = "cat" },
		{ .name = "sort" },
	};
	struct work works[] = {
		{ .argv = { gpamap, "show", "-o", "json", path } },
		{ .argv = { "cat", path } },
		{ .argv = { "sort", path } },
	};
	int fd = mkstemp(path);

	if (fd < 0)
		bench_die("cannot write to /tmp");
	close(fd);
	race("command, 1000000 lines, a byte", "command, 1000000 lines, KiB",
	     lanes, works, 3, write_iomem(path));
	unlink(path);
}

int main(int argc, char **argv)
{
	const char *gpamap = getenv("GPAMAP");
	const char *source = getenv("GPAMAP_SOURCE");

	if (gpamap == NULL || source == NULL)
		bench_die("GPAMAP or GPAMAP_SOURCE is not set");
	bench_begin(argc, argv);
	race_show(gpamap, source);
	if (!bench_is_quick())
		race_iomem(gpamap);
	return 0;
}
