/* The words of one command of the AWS CLI, while they are read. */
#pragma once

#include "change/command.h"

G_BEGIN_DECLS

typedef struct {
    AcvCompiler *compiler;
    const AcvCommandWords *words;
    size_t next;
    const AcvOperation *operation;
    const char *service;
    const char *query;
    const char *output;
    GArray *options; /* AcvCliOption, with templates. */
    bool failed;
    bool is_refused; /* An option says more than what is read, so that nothing can be missed. */
} AcvReading;

/* Reports an error about the command; 'option' is the one it is about, or NULL. */
void acv_reading_fail(AcvReading *reading, const char *option, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* Says that 'word' is no WHAT, and which of 'known' (texts) are near. */
void acv_reading_fail_near(AcvReading *reading, const char *what, const char *word,
                           GPtrArray *known);

/* The word at hand, or NULL at the end. */
const char *acv_reading_peek(const AcvReading *reading);

/* Whether 'word' begins an option; NULL does not. */
static inline bool
acv_reading_is_option(const char *word)
{
    return word && acv_word_is_option(word);
}

/* The name of the option at hand, the caller's to free; '*out_value' is what follows its "=", or
 * NULL. Goes on. */
char *acv_reading_take_name(AcvReading *reading, const char **out_value);

/* What the AWS CLI calls the opposite of a flag, the caller's to free: "--no-NAME", but "--ingress"
 * for "--egress". */
char *acv_option_negative(const char *name);

/* The field of an option of the operation, or of the flag whose opposite it is; else NULL. */
const AcvJsonField *acv_reading_find_option(const AcvReading *reading, const char *name,
                                            bool *out_is_negative);

/* The name of an option that 'start' begins, as the AWS CLI allows it; 'start' itself if there is
 * none. The caller's to free. NULL if there are several, which it reports.
 *
 * Source: https://docs.python.org/3/library/argparse.html#allow-abbrev */
char *acv_reading_complete(AcvReading *reading, const char *start);

/* Takes an option for given, though it was wrong, so that it is not missed as well. */
void acv_reading_refuse(AcvReading *reading, const char *name);

/* True if 'name' is an option of all commands, which it then reads with its value. */
bool acv_reading_read_global(AcvReading *reading, const char *name, const char *value);

/* The next word that is no option of all commands; NULL if there is none. */
const char *acv_reading_take_word(AcvReading *reading);

G_END_DECLS
