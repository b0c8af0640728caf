/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_MARKUP_H
#define GPAMAP_HOST_MARKUP_H

#include <stddef.h>
#include <stdio.h>

/**
 * Write @text as characters of XML or HTML: nothing in it is markup, and what
 * is no character there becomes U+FFFD.
 *
 * @limit: characters at most, the last for an ellipsis; 0: no limit.
 */
void gpamap_markup_text(FILE *file, const char *text, size_t limit);

#endif /* GPAMAP_HOST_MARKUP_H */
