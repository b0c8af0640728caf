/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_GPAMAP_H
#define GPAMAP_GPAMAP_H

/* Everything in libgpamap. Include single headers where you need less. */
#include <gpamap/alloc.h>
#include <gpamap/audit.h>
#include <gpamap/diff.h>
#include <gpamap/error.h>
#include <gpamap/fact.h>
#include <gpamap/host.h>
#include <gpamap/layout.h>
#include <gpamap/plan.h>
#include <gpamap/print.h>
#include <gpamap/range.h>
#include <gpamap/saved.h>
#include <gpamap/types.h>
#include <gpamap/version.h>

#endif /* GPAMAP_GPAMAP_H */
