/* What the cells of the AWS data tables may hold, and how they become members of a row.
 *
 * Checking and storing are apart because the tables that are compiled in were checked when the
 * program was built: only files are checked again. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

G_BEGIN_DECLS

/* A word that a cell may hold, and what it means; a NULL text ends a list of them. */
typedef struct {
    const char *text;
    int value;
} AcvWord;

typedef struct AcvColumn AcvColumn;

typedef struct {
    const char *expected; /* "a date such as …"; NULL if the column's words or 'max' say it. */

    bool (*check)(const AcvColumn *column, const char *cell);

    /* Stores a cell that passed the check into the row's member. Texts are kept, not copied. */
    void (*store)(const AcvColumn *column, const char *cell, void *member);
} AcvCellType;

struct AcvColumn {
    const char *name;
    const AcvCellType *type;
    size_t offset;        /* Of the member. */
    const AcvWord *words; /* Of an enumeration or of flags. */
    unsigned max;         /* Of a number. */
};

/* const char *: */
extern const AcvCellType acv_cell_text;     /* Anything but "-". */
extern const AcvCellType acv_cell_optional; /* "-" is NULL. */
extern const AcvCellType acv_cell_key;      /* A name without spaces. */
extern const AcvCellType acv_cell_pattern;  /* With placeholders; "-" is NULL. */
extern const AcvCellType acv_cell_host;     /* The pattern of a host name; "-" is NULL. */
extern const AcvCellType acv_cell_hosts;    /* Several, by commas; "none" is the empty text. */
extern const AcvCellType acv_cell_source;
extern const AcvCellType acv_cell_date;

/* An enumeration; flags, by commas; bool; uint16_t; AcvPrefixKey, of a prefix or an address. */
extern const AcvCellType acv_cell_word;
extern const AcvCellType acv_cell_words;
extern const AcvCellType acv_cell_flag;
extern const AcvCellType acv_cell_number;
extern const AcvCellType acv_cell_prefix;
extern const AcvCellType acv_cell_address;

/* What a cell of 'column' should be, the caller's to free. */
char *acv_column_expected(const AcvColumn *column);

G_END_DECLS
