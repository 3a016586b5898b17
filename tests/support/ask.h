/* Questions of worked scenarios, with the facts that their answers must have.
 *
 * A file NUMBER.ask has the arguments of acv-path in its first line, the verdict in its second, and
 * in each further line one fact; lines that begin with "#" are comments. The facts are
 *
 *     CODE COMPONENT [ingress|egress] forward|return     a blocker
 *     note: CODE COMPONENT                               a note that has a code
 *     missing: KIND ID [FIELD]                           what an undetermined answer depends on
 *     warning: FILE: POINTER                             about the scenario
 *     reachable: …, unreachable: …, undetermined: …,     the sets of all paths together, a line for
 *     unsteady: …                                        each product as acv_packet_set_print()
 *                                                        prints it
 *
 * Or the first word is "check"; then the second line is the status, and each further line what did
 * not pass: STATUS CHECK SUBJECT, "-" of the whole design, and what shows it:
 *
 *     fail subnet-zones orders_agent-a1B2c3D4e5 subnet-agents-e
 *     warning zone-loss - runtime rds use1-az1
 *
 * and all of them must be there, no more and no less; but of the sets only those that a file says
 * anything of, and all four of a partial answer. What is not in the scenario is "-". */
#pragma once

#include "acv/answer.h"
#include "acv/checkup.h"
#include "acv/problem.h"

typedef struct {
    bool is_check;
    char *from; /* NULL of a check, */
    char *to;   /* like this. */
    AcvPortRange ephemeral_ports;
    bool no_dns;
    GPtrArray *zones;   /* Elements char *: those that are lost. */
    GPtrArray *what_if; /* Elements char *: the changes that come before the question. */
    GPtrArray *facts;   /* Elements char *: the verdict, then the others in ascending order. */
} Ask;

/* Errors: ACV_ERROR_SYNTAX. */
Ask *ask_parse(const char *text, GError **error);
void ask_free(Ask *ask);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Ask, ask_free)

/* The facts of an answer and of the problems of its scenario, as those of 'ask' are kept; of sets
 * those that 'ask' wants. Free with g_ptr_array_unref(). */
GPtrArray *ask_facts_of(const Ask *ask, const AcvAnswer *answer, const AcvProblems *problems);

/* The same of a checkup. */
GPtrArray *ask_facts_of_checkup(const AcvCheckup *checkup);

/* What is in one list and not in the other, a line each; NULL if there is nothing. The caller's to
 * free. */
char *ask_compare_facts(const GPtrArray *expected, const GPtrArray *got);

/* "line N: got …, expected …" of the first line that differs; NULL if the texts are the same. The
 * caller's to free. */
char *ask_compare_texts(const char *expected, const char *got);
