/* What is wrong with an input: errors and warnings, collected so that all are told at once. */
#pragma once

#include <acv/api.h>

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

ACV_BEGIN_DECLS

#define ACV_ERROR (acv_error_quark())
GQuark acv_error_quark(void);

typedef enum {
    ACV_ERROR_SYNTAX,     /* Text that is not what it should be. */
    ACV_ERROR_SCHEMA,     /* JSON of the wrong type or shape. */
    ACV_ERROR_UNREADABLE, /* A file or folder that cannot be read. */
    ACV_ERROR_USAGE,      /* A request that makes no sense. */
    ACV_ERROR_UNKNOWN,    /* A name that nothing bears. */
    ACV_ERROR_AMBIGUOUS,  /* A name that several things bear. */
} AcvErrorCode;

typedef enum {
    ACV_SEVERITY_ERROR,   /* No answer is possible. */
    ACV_SEVERITY_WARNING, /* Odd, and perhaps a mistake; the analysis goes on. */
    ACV_SEVERITY_REMARK,  /* Worth knowing only to who asks for details. */
} AcvSeverity;

/* 'file' is as the user named it, or "standard input"; 'pointer' is an RFC 6901 JSON pointer, or
 * NULL; 'line' and 'column' count from 1, 0 if unknown. */
typedef struct {
    AcvSeverity severity;
    const char *file;
    const char *pointer;
    unsigned line;
    unsigned column;
    const char *message;
} AcvProblem;

typedef struct AcvProblems AcvProblems;

/* An empty list. It keeps the first 1,000 problems of each severity and counts the others. */
AcvProblems *acv_problems_new(void);
void acv_problems_free(AcvProblems *problems);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvProblems, acv_problems_free)

/* Adds a copy of 'problem'. */
void acv_problems_add(AcvProblems *problems, const AcvProblem *problem);

/* Whether one more problem of this severity would be kept: if not, its text need not be made. */
bool acv_problems_keeps(const AcvProblems *problems, AcvSeverity severity);

/* Every problem of this severity so far, also those that are not kept. */
size_t acv_problems_count(const AcvProblems *problems, AcvSeverity severity);

/* The kept problems in the order of their arrival; borrowed. */
size_t acv_problems_n_kept(const AcvProblems *problems);
const AcvProblem *acv_problems_get(const AcvProblems *problems, size_t index);

/* "file: /pointer: message", "file:line: message" or "file:line:column: message"; the caller's to
 * free. Control characters of the input are shown escaped. */
char *acv_problem_print(const AcvProblem *problem);

ACV_END_DECLS
