/* The two sides of the pairs of a matrix as numbers, which are equal where answers have no reason
 * to differ. */
#pragma once

#include "analysis/matrix_end.h"
#include "analysis/matrix_match.h"
#include "analysis/matrix_place.h"
#include "analysis/matrix_shape.h"

/* Who stands at a placement. */
typedef struct {
    guint groups;      /* Of acv_matches_groups(). */
    guint whereabouts; /* Of acv_matches_whereabouts(). */
} AcvStand;

/* An end as far as it is shared. */
typedef struct {
    const GArray *placements; /* AcvPlacement; NULL of what stands nowhere. */
    AcvStand *stands;         /* By placement; NULL if it shares nothing. */
    guint32 place;            /* Number of where it stands; 0: it shares nothing. */
    guint32 way_place;        /* The same as far as that decides of ways; small numbers. */
    guint32 asked;            /* Of a target: number of what it is asked for, wherever it stands. */
    guint32 kind;             /* Of a source: of place, prefixes and egress rules, 0 if it stands in
                                 several; of a target, of what the groups of senders do not matter
                                 for: small numbers. */
    guint32 client_kind;      /* Of a source: what services and the internet can tell. */
    guint32 groups;           /* Of a source: the groups at all its placements. */
    bool has_name;            /* Of a target: it is asked for by its name. */
    bool is_solo;             /* Of a target: whoever has its addresses is asked for. */
} AcvSide;

typedef struct {
    AcvNetwork *network;
    AcvRuleBook *book;
    AcvMatches *matches;
    AcvPlaces *places;
    AcvShapes *shapes; /* Of services; if hosts ask no other name servers. */
    AcvSide *sources;
    AcvSide *targets;
    guint n_sources;
    guint n_targets;
    guint n_way_places;   /* Numbers of way places are less, */
    guint n_target_kinds; /* and those of kinds of targets. */
    bool has_servers;     /* Whether hosts may ask other name servers than Amazon's. */
    AcvAddressSet *addresses;
} AcvSides;

/* Of elements AcvMatrixEnd *, which must outlive it; 'all' sorts by all prefixes. */
AcvSides *acv_sides_new(AcvNetwork *network, const AcvSorting *all, const GPtrArray *sources,
                        const GPtrArray *targets);
void acv_sides_free(AcvSides *sides);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvSides, acv_sides_free)
