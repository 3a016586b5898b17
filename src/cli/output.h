/* Where results go. */
#pragma once

#include "acv/render.h"
#include "cli/options.h"

/* How text is to be laid out for the place it goes to. */
AcvTextStyle acv_output_style(const AcvOptions *options);

/* Standard output, or the file that the options name: it is written whole or not at all. */
typedef struct {
    GString *text; /* What is not written yet. */
    bool is_file;
    const char *name;
    int descriptor; /* -1: nothing is written yet. */
    char *partial;  /* The name under which a file is written until it is whole. */
    GError *error;  /* What failed first. */
} AcvOutput;

/* 'options' must outlive the output. */
AcvOutput *acv_output_new(const AcvOptions *options);

/* Without acv_output_finish(), what was written to a file is dropped. */
void acv_output_free(AcvOutput *output);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvOutput, acv_output_free)

/* What an AcvSink takes: writes before the rest of the text of 'output', an AcvOutput. False if
 * that or something before it failed. */
bool acv_output_take(const char *piece, size_t length, void *output);

/* Writes the rest of the text.
 *
 * Errors: ACV_ERROR_UNREADABLE, with the file's name, also of what failed before. */
bool acv_output_finish(AcvOutput *output, GError **error);
