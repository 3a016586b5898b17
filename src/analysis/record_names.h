/* What records are called, and the words for kinds of them. */
#pragma once

#include "analysis/party.h"

/* Names for all of a kind, or with a slash for one of them. */
typedef struct {
    const char *word;
    const char *what;
    AcvKind kinds[3];
    size_t n_kinds;
    bool (*is_meant)(AcvNetwork *network,
                     const AcvRecord *record); /* By the word alone; or NULL. */
} AcvNameWord;

/* All such words, '*out_n' of them. */
const AcvNameWord *acv_name_words(size_t *out_n);

/* The kinds whose records can be named by id or name, '*out_n' of them. */
const AcvKind *acv_named_kinds(size_t *out_n);

/* What people call a record: its name, its Name tag; or NULL. */
const char *acv_given_name(const AcvRecord *record);
