/* What pairs of a matrix have in common, so that one answer serves many.
 *
 * An answer depends on the way between the two ends, and on which rules of their groups match the
 * other's addresses. Pairs that agree in both have the same answer, whatever their addresses; so
 * they have one key, and only the first of them is walked. */
#pragma once

#include "analysis/inquiry.h"
#include "analysis/matrix_end.h"

typedef struct AcvShare AcvShare;

/* All must outlive it. */
AcvShare *acv_share_new(AcvNetwork *network, const AcvClasses *classes, const AcvQuestion *question,
                        const AcvAskedPorts *ports, const GPtrArray *sources,
                        const GPtrArray *targets);
void acv_share_free(AcvShare *share);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvShare, acv_share_free)

/* The parties of 'target' to ask about from 'source', elements AcvParty *: of a class that is asked
 * about itself, those of another of its interfaces; NULL if it has none. */
GPtrArray *acv_share_parties(const AcvMatrixEnd *source, const AcvMatrixEnd *target);

/* Writes the key of a pair into 'key' (elements guint32); false if it shares its answer with no
 * other. */
bool acv_share_key(AcvShare *share, guint source, guint target, GArray *key);

/* Appends to 'key' where both ends stand, and the groups of the end of 'role': what they are, not
 * what they say. For pairs that share something. */
void acv_share_append_places(const AcvShare *share, guint source, guint target, GArray *key);
void acv_share_append_groups(const AcvShare *share, guint source, guint target, AcvRole role,
                             GArray *key);

/* Hash and equality of keys. */
guint acv_share_key_hash(gconstpointer key);
gboolean acv_share_key_equal(gconstpointer a, gconstpointer b);

/* Where a source stands, as far as that decides of ways: sources of one place have their ways in
 * common, and all sources of one kind are of one place. One that shares nothing has its own. */
guint64 acv_share_place(const AcvShare *share, guint source);

/* Sources of one number have the same key with every target but those of acv_share_admits().
 * 0: there is no other such source. */
guint32 acv_share_kind(AcvShare *share, guint source);

/* Whether 'source' shares anything. */
bool acv_share_is_settled(AcvShare *share, guint source);

/* Targets of one number have the same key with every settled source, but those of
 * acv_share_admits(). 0: there is no other such target. Numbers are small: less than
 * acv_share_n_target_kinds(). */
guint32 acv_share_target_kind(AcvShare *share, guint target);
guint acv_share_n_target_kinds(const AcvShare *share);

/* A target that has a rule for a group of a source. */
typedef struct {
    guint target;
    guint32 members; /* Number of what such rules let in; sources and targets that agree in it and
                        in their kinds have the same key. */
} AcvAdmit;

/* Of a source with several placements, and of a target whose addresses the source may have. */
enum { ACV_MEMBERS_NOT_TOLD = 0 };

/* The targets that have a rule for a group of 'source', or that are addresses which it may have:
 * elements AcvAdmit, in ascending order of targets. */
const GArray *acv_share_admits(AcvShare *share, guint source);

/* Sources of one kind with one number have the same acv_share_admits(). */
guint acv_share_groups(const AcvShare *share, guint source);
