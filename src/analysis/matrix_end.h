/* The rows and columns of a matrix: whom a question can name, and classes of interfaces. */
#pragma once

#include "analysis/matrix_class.h"
#include "analysis/party.h"

/* A source or a target. */
typedef struct {
    const char *name;        /* What a question calls it; of a class, its first interface's id. */
    const AcvRecord *record; /* NULL of the internet and of services. */
    GPtrArray *parties;      /* Elements AcvParty *; of a class its first interface. */
    GPtrArray *interfaces;   /* Elements const AcvNetworkInterface *, by id; NULL if it is none. */
    GPtrArray *others;       /* Of a target that is a class with several: its second interface; or
                                NULL. */
} AcvMatrixEnd;

/* All that can be a source or a target, or what 'text' names: elements AcvMatrixEnd *, those with a
 * name first. Free with g_ptr_array_unref().
 *
 * Errors: those of acv_parties_find(). */
GPtrArray *acv_matrix_ends(AcvNetwork *network, AcvClasses *classes, const char *text, AcvRole role,
                           GError **error);
