/* Text for a terminal: wrapped to its width, coloured if it can, and safe: what the input says
 * never reaches the terminal as a command. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* What a piece of text is about, which is its colour if there are colours. */
typedef enum {
    ACV_TONE_PLAIN,
    ACV_TONE_STRONG,
    ACV_TONE_FAINT,
    ACV_TONE_GOOD,
    ACV_TONE_BAD,
    ACV_TONE_DOUBTFUL,
} AcvTone;

typedef struct {
    GString *out;
    unsigned width;
    bool use_color;
} AcvLayout;

/* Columns that 'text' takes, wide characters counting two. */
unsigned acv_layout_columns(const char *text);

/* 'text' with nothing but characters that have a shape (see escape.h); the caller's to free. */
char *acv_layout_clean(const char *text);

/* A piece of clean text, of a line that the caller lays out. */
void acv_layout_toned(AcvLayout *layout, AcvTone tone, const char *text);

/* A paragraph: 'lead' in 'tone' at column 'indent', then 'text', wrapped to hang at column 'hang'.
 */
void acv_layout_item(AcvLayout *layout, unsigned indent, AcvTone tone, const char *lead,
                     unsigned hang, const char *text);

/* A paragraph without a lead. */
void acv_layout_text(AcvLayout *layout, unsigned indent, const char *text);

/* A heading on a line of its own, after an empty line. */
void acv_layout_heading(AcvLayout *layout, const char *text);

/* A line across the page with 'text' in it. */
void acv_layout_wall(AcvLayout *layout, unsigned indent, const char *text);

void acv_layout_blank(AcvLayout *layout);
