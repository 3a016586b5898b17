#include "load/origin.h"

#include <string.h>

enum { RANK_AGENT_CORE, RANK_VPC, RANK_OTHER };

enum { ARN_REGION = 3, ARN_ACCOUNT = 4, ACCOUNT_LENGTH = 12 };

static void
note(const char **slot, AcvArena *arena, const char *text, size_t length)
{
    if (*slot && strlen(*slot) == length && memcmp(*slot, text, length) == 0) {
        return;
    }
    *slot = *slot ? "" : acv_arena_text_n(arena, text, length);
}

size_t
acv_zone_region_length(const char *zone)
{
    size_t length = strcspn(zone, "0123456789");
    size_t n_digits = strspn(zone + length, "0123456789");

    if (length < 2 || zone[length - 1] != '-' || n_digits == 0) {
        return 0;
    }
    return length + n_digits;
}

static void
note_account(AcvOrigin *origin, AcvArena *arena, int rank, const char *text)
{
    if (text && strspn(text, "0123456789") >= ACCOUNT_LENGTH) {
        note(&origin->account_ids[rank], arena, text, ACCOUNT_LENGTH);
    }
}

/* The part of "arn:aws:service:region:account:resource" with that index. */
static const char *
arn_part(const char *arn, int index)
{
    for (; index > 0 && arn; index--) {
        arn = strchr(arn, ':');
        arn = arn ? arn + 1 : NULL;
    }
    return arn;
}

static void
note_arn(AcvOrigin *origin, AcvArena *arena, int rank, const char *arn)
{
    const char *region = arn ? arn_part(arn, ARN_REGION) : NULL;
    if (!region) {
        return;
    }
    size_t length = strcspn(region, ":");
    if (length > 0) {
        note(&origin->regions[rank], arena, region, length);
    }
    note_account(origin, arena, rank, arn_part(arn, ARN_ACCOUNT));
}

static void
note_zone(AcvOrigin *origin, AcvArena *arena, const char *zone)
{
    size_t length = zone ? acv_zone_region_length(zone) : 0;
    if (length > 0) {
        note(&origin->regions[RANK_VPC], arena, zone, length);
    }
}

static int
rank_of(AcvKind kind)
{
    if (kind == ACV_KIND_AGENT_RUNTIME || kind == ACV_KIND_CODE_INTERPRETER
        || kind == ACV_KIND_BROWSER) {
        return RANK_AGENT_CORE;
    }
    return kind == ACV_KIND_VPC || kind == ACV_KIND_SUBNET ? RANK_VPC : RANK_OTHER;
}

void
acv_origin_see(AcvOrigin *origin, AcvArena *arena, const AcvRecord *record)
{
    int rank = rank_of(record->kind);

    note_arn(origin, arena, rank, record->arn);
    note_account(origin, arena, rank, record->owner_id);
    if (record->kind == ACV_KIND_SUBNET) {
        note_zone(origin, arena, ((const AcvSubnet *) record)->availability_zone);
    } else if (record->kind == ACV_KIND_AVAILABILITY_ZONE) {
        note_zone(origin, arena, record->id);
    }
}

static const char *
first_known(const char *const *texts)
{
    for (int rank = 0; rank < ACV_N_ORIGIN_RANKS; rank++) {
        if (texts[rank]) {
            return texts[rank][0] ? texts[rank] : NULL;
        }
    }
    return NULL;
}

const char *
acv_origin_region(const AcvOrigin *origin)
{
    return first_known(origin->regions);
}

const char *
acv_origin_account_id(const AcvOrigin *origin)
{
    return first_known(origin->account_ids);
}
