/* Where the ends of a matrix stand, as far as that decides of ways: texts that are equal of places
 * which the same tables, prefixes and states make. */
#pragma once

#include "analysis/matrix_sorting.h"
#include "network/resource.h"

typedef struct AcvPlaces AcvPlaces;

AcvPlaces *acv_places_new(AcvNetwork *network);
void acv_places_free(AcvPlaces *places);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvPlaces, acv_places_free)

/* Appends what decides of ways from and to 'placement', whose subnet is known. Of two subnets that
 * have one route table and one ACL it tells which one it is only where that matters besides whether
 * both ends stand in one. */
void acv_places_write(const AcvPlaces *places, const AcvPlacement *placement, GString *text);

/* The same, with the subnet told apart from every other. */
void acv_places_write_exactly(const AcvPlaces *places, const AcvPlacement *placement,
                              GString *text);
