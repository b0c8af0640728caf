/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "fuzz.h"

/* The way in for libFuzzer: FUZZ_TARGET is the name of one target. */

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static struct fuzz_target find(void)
{
	struct fuzz_target target;
	size_t i;

	for (i = 0; (target = fuzz_target_at(i)).name != NULL; i++)
		if (strcmp(target.name, FUZZ_TARGET) == 0)
			return target;
	fuzz_fail("no target called " FUZZ_TARGET);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct fuzz_target target;

	if (target.name == NULL)
		target = find();
	fuzz_run(&target, bytes, size);
	return 0;
}
