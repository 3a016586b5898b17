/* A page of text: one answer on its way to a terminal. */
#pragma once

#include "acv/render.h"
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

/* What a hop did, or the code of what stops packets there: what is said behind its name. */
void acv_page_word_hop(GString *out, const AcvPage *page, const AcvPathAnswer *answer,
                       const AcvWaypoint *waypoint);

AcvPage acv_page_of(GString *out, const AcvAnswer *answer, const AcvTextStyle *style);

/* "UNREACHABLE", and its tone. */
const char *acv_page_verdict(AcvOutcome outcome, AcvTone *out_tone);

/* What happened at a block and how near it came. */
void acv_page_write_block(AcvPage *page, const AcvExplanation *explanation, unsigned indent);

/* The hops that differ, before and after, as lines of any width. */
void acv_trial_write_differences(GString *out, const AcvTrial *trial);

/* Why hops are shown behind one that stops all packets. */
const char *acv_search_goes_on_words(void);
