/* Pieces of Markdown as GitHub reads it. What comes from the input stands in it as text, whatever
 * it says; every function appends to 'out'. */
#pragma once

#include "render/wording.h"

/* A heading of its own, with the empty lines around it. */
void acv_markdown_heading(GString *out, unsigned level, const char *text);

void acv_markdown_paragraph(GString *out, const char *text);

/* "- text", or "1. text" for a number that is not 0. */
void acv_markdown_item(GString *out, unsigned number, const char *text);

/* 'text' as code within a line; also in a cell of a table. */
void acv_markdown_code(GString *out, const char *text);

/* A row of a table: 'cells' up to NULL are Markdown already, on one line. The first row is that of
 * the titles. */
void acv_markdown_row(GString *out, const char *const *cells, bool is_first);

/* A block of code in a fence that nothing in it can end. */
void acv_markdown_block(GString *out, const char *language, const char *text);

/* Commands (elements char *) as a script, in lines of some width. */
void acv_markdown_script(GString *out, const GPtrArray *lines);

/* Proofs (elements AcvProof *), each with what it is for and what is to come out of it. */
void acv_markdown_proofs(GString *out, const AcvWords *words, const GPtrArray *proofs);

/* "<https://…>, <https://…>" of what catalogs give as a source; of what is no address nothing. */
void acv_markdown_sources(GString *out, const char *source);

/* The codes of some explanations, each with its title, and where AWS documents them. */
void acv_markdown_references(GString *out, const AcvCatalog *catalog, const GArray *explanations);

/* Ends the page with one newline. */
void acv_markdown_end(GString *out);
