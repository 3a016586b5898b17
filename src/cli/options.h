/* The command line: which command, with which options, on which scenarios. */
#pragma once

#include "acv/packet.h"

#include <glib.h>

/* X(constant, word) */
#define ACV_COMMANDS(X) \
    X(PATH, "path") \
    X(CHECK, "check") \
    X(MATRIX, "matrix") \
    X(DIFF, "diff") \
    X(LIST, "list") \
    X(EXPLAIN, "explain") \
    X(SCHEMA, "schema")

typedef enum {
#define ACV_COMMAND_CONSTANT(constant, word) ACV_COMMAND_##constant,
    ACV_COMMANDS(ACV_COMMAND_CONSTANT)
#undef ACV_COMMAND_CONSTANT
        ACV_N_COMMANDS
} AcvCommand;

/* X(constant, word): what results are written as. */
#define ACV_FORMATS(X) \
    X(TEXT, "text") \
    X(JSON, "json") \
    X(MARKDOWN, "markdown") \
    X(MERMAID, "mermaid") \
    X(DOT, "dot") \
    X(SVG, "svg") \
    X(HTML, "html") \
    X(JUNIT, "junit") \
    X(SARIF, "sarif") \
    X(CSV, "csv")

typedef enum {
#define ACV_FORMAT_CONSTANT(constant, word) ACV_FORMAT_##constant,
    ACV_FORMATS(ACV_FORMAT_CONSTANT)
#undef ACV_FORMAT_CONSTANT
        ACV_N_FORMATS
} AcvFormat;

typedef enum { ACV_COLOR_AUTO, ACV_COLOR_ALWAYS, ACV_COLOR_NEVER } AcvColor;

typedef struct {
    AcvCommand command;
    bool has_command; /* It was named, and is not the default. */
    const char *from;
    const char *to;
    const char *output;
    const char *data;
    AcvPortRange ephemeral_ports;
    AcvFormat format;
    AcvColor color;
    bool fix;
    bool no_dns;
    bool quiet;
    bool verbose;
    bool help;
    bool version;
    GPtrArray *zones; /* The values of --without-zone. */
    GPtrArray *only;  /* The values of --only and of --skip, lists with commas. */
    GPtrArray *skip;
    GPtrArray *what_ifs;  /* The values of --what-if, borrowed likewise. */
    GPtrArray *arguments; /* What is no option, borrowed from the command line. */
} AcvOptions;

/* Reads the command line into '*out_options', which the caller clears with acv_options_clear().
 *
 * Errors: ACV_ERROR_USAGE, ACV_ERROR_UNKNOWN, with the nearest known word. */
bool acv_options_parse(int argc, char **argv, AcvOptions *out_options, GError **error);
void acv_options_clear(AcvOptions *options);

/* What manuals and completions go by. */
typedef struct {
    const char *name;  /* Without its dashes. */
    char letter;       /* Its short name; 0: none. */
    unsigned commands; /* A bit for each AcvCommand that takes it. */
} AcvOptionDescription;

/* The option at that index; false beyond the last. */
bool acv_option_describe(size_t index, AcvOptionDescription *out);

/* "path" and so on: static. */
const char *acv_command_word(AcvCommand command);

/* "text" and so on: static. */
const char *acv_format_word(AcvFormat format);
