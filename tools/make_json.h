/* Prints JSON as the AWS CLI does: four spaces a level, a key or element a line, empty lists and
 * objects closed at once.
 *
 * What is printed is given as templates on one line, in which ' stands for ":
 *
 *     printer_item(printer, "{'VpcId': '%s', 'Tags': []}", id);
 */
#pragma once

#include <glib.h>
#include <stdio.h>

typedef struct {
    FILE *out;
    GString *template; /* Of the value at hand. */
    GString *text;     /* Printed, and not yet written. */
    unsigned depth;
    gboolean is_first; /* Of its list or object. */
} Printer;

/* Begins the whole, which is an object, and ends it. */
void printer_begin(Printer *printer, FILE *out);
void printer_end(Printer *printer);

/* Begins a key of the whole that holds a list, and ends the list. */
void printer_open(Printer *printer, const char *key);
void printer_close(Printer *printer);

/* An element of the list. */
void printer_item(Printer *printer, const char *template, ...) G_GNUC_PRINTF(2, 3);

/* A key of the whole that holds a text. */
void printer_text(Printer *printer, const char *key, const char *text);
