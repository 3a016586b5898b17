/* The operations of the AWS CLI that change a design.
 *
 * A row says how an operation is called, which options it takes and what it does. Options are a
 * table of fields (load/field.h) whose keys are their names: their values, be they text, shorthand
 * or JSON, are read through it into a request, a struct of request.h. */
#pragma once

#include "change/editing.h"
#include "change/request.h"

G_BEGIN_DECLS

typedef struct {
    const char *service;
    const char *name;
    const AcvJsonTable *request; /* NULL if all it could be told is ignored. */
    const char *id_path;         /* Of what it creates in its output; NULL if it creates nothing. */
    const char *id_prefix;       /* "nat". */

    /* Does what the command says; errors are reported to 'editing', and then nothing that was done
     * counts. */
    void (*apply)(AcvEditing *editing, const void *request);
} AcvOperation;

/* The row of an operation, or NULL. */
const AcvOperation *acv_operation_find(const char *service, const char *name);

/* All rows, '*out_n' of them, by service. */
const AcvOperation *acv_operations(size_t *out_n);

/* --- What they do --- */

/* 'request' is what the options of the operation are read into. */
#define ACV_DECLARE_APPLY(noun) void acv_apply_##noun(AcvEditing *editing, const void *request)
ACV_DECLARE_APPLY(authorize_security_group_ingress);
#undef ACV_DECLARE_APPLY

G_END_DECLS
