/* Services that are alike to a VPC: it reaches them by endpoints in the same subnets, with the same
 * groups and open to everybody, or at public addresses that nobody knows. Whoever reaches the one
 * reaches the other. */
#pragma once

#include "analysis/matrix_place.h"
#include "analysis/matrix_rules.h"
#include "analysis/party.h"

typedef struct AcvShapes AcvShapes;

/* Hosts ask the Amazon name server. All must outlive it; 'all' sorts by all prefixes. */
AcvShapes *acv_shapes_new(AcvNetwork *network, AcvRuleBook *book, const AcvPlaces *places,
                          const AcvSorting *all);
void acv_shapes_free(AcvShapes *shapes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvShapes, acv_shapes_free)

/* A number that is the same of services that clients at 'placements' (elements AcvPlacement) reach
 * in the same way; 0 if 'service' is like no other. */
guint32 acv_shapes_number(AcvShapes *shapes, const GArray *placements, const AcvParty *service);
