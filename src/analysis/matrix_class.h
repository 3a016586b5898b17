/* Classes of interfaces of which every question has the same answer. */
#pragma once

#include "analysis/matrix_sorting.h"

typedef struct AcvClasses AcvClasses;

/* Of the interfaces of 'network', which must outlive it. */
AcvClasses *acv_classes_new(AcvNetwork *network);
void acv_classes_free(AcvClasses *classes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvClasses, acv_classes_free)

/* By all prefixes and names. */
const AcvSorting *acv_classes_sorting(const AcvClasses *classes);

/* Sorts interfaces into classes: elements GPtrArray of const AcvNetworkInterface *, by VPC, subnet,
 * groups and id. Two of a class have the same subnet, groups and state, and no prefix of the
 * scenario holds an address of the one and not of the other; so whatever holds for the one holds
 * for the other. Those that a record other than themselves names stand alone. */
GPtrArray *acv_classes_sort(AcvClasses *classes, const GPtrArray *interfaces);
