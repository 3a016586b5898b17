#include "change/operation.h"

#include <string.h>

/* clang-format off */
#define ROW(service_, name_, options_, apply_) \
    { .service = service_, .name = name_, .request = &acv_##options_##_options, .apply = apply_ }
#define CREATES(service_, name_, options_, apply_, path_, prefix_) \
    { .service = service_, .name = name_, .request = &acv_##options_##_options, .apply = apply_, \
      .id_path = path_, .id_prefix = prefix_ }

static const AcvOperation operations[] = {
    ROW("ec2", "authorize-security-group-egress", authorize_group_rules, NULL),
};
/* clang-format on */

const AcvOperation *
acv_operation_find(const char *service, const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(operations); i++) {
        if (strcmp(operations[i].service, service) == 0 && strcmp(operations[i].name, name) == 0) {
            return &operations[i];
        }
    }
    return NULL;
}

const AcvOperation *
acv_operations(size_t *out_n)
{
    *out_n = G_N_ELEMENTS(operations);
    return operations;
}
