/* A page of text: one answer on its way to a terminal. */
#pragma once

#include "explain/answer.h"
#include "render/layout.h"
#include "render/wording.h"

/* Where things stand on the page, in columns. */
enum { ACV_PAGE_INDENT = 2, ACV_PAGE_LABEL_HANG = 10 };

typedef struct {
    AcvLayout layout;
    AcvWords words;
    const AcvAnswer *answer;
    bool verbose;
} AcvPage;

/* The hops of one way there and back, with a wall where it stops. */
void acv_page_write_way(AcvPage *page, const AcvPathAnswer *answer, const AcvWay *way);

/* What happened at a block and how near it came. */
void acv_page_write_block(AcvPage *page, const AcvExplanation *explanation, unsigned indent);
