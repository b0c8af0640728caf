/* SPDX-License-Identifier: MIT */
#include <gpamap/version.h>

unsigned int gpamap_version(void)
{
	return GPAMAP_VERSION_NUMBER;
}
