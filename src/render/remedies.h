/* Remedies: the commands that would make the answer "reachable". */
#pragma once

#include "render/json_writer.h"
#include "render/page.h"

/* What stands before the commands of the remedy at that index. */
const char *acv_repair_heading(const AcvRepair *repair, guint index);

/* What it breaks: "It breaks an expectation: from runtime to rds, unreachable (audit)." */
void acv_word_broken(GString *out, const AcvExpectation *expectation);

/* The commands of all remedies, below what they are for. */
void acv_page_write_commands(AcvPage *page);

/* "Remedies": the best one first. */
void acv_json_member_remedies(AcvJsonWriter *writer, const AcvAnswer *answer);

/* Appends a command in lines of 'width' columns that sh joins again. */
void acv_append_command(GString *out, const char *command, unsigned width, unsigned indent);

/* How to see the answer in the account, with the commands for that. */
void acv_page_write_proofs(AcvPage *page);
