/* An answer on its way to a page of Markdown. */
#pragma once

#include "render/wording.h"

typedef struct {
    GString *out;
    const AcvAnswer *answer;
    AcvWords words;
} AcvMarkdownPage;

/* Who asks whom, and the hops there and back, of each path that tells a story of its own. */
void acv_markdown_paths(const AcvMarkdownPage *page);
