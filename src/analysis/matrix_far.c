#include "analysis/matrix_far.h"

#include "analysis/matrix_sorting.h"
#include "analysis/matrix_way.h"
#include "base/digits.h"
#include "base/hash.h"

struct AcvFarWays {
    AcvNetwork *network;
    GHashTable *sortings; /* AcvSorting by VPC. */
    GHashTable *numbers;  /* Of ways, by text. */
};

AcvFarWays *
acv_far_ways_new(AcvNetwork *network)
{
    AcvFarWays *far = g_new0(AcvFarWays, 1);
    far->network = network;
    far->sortings = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify) acv_sorting_free);
    far->numbers = g_hash_table_new_full(acv_text_hash, g_str_equal, g_free, NULL);
    return far;
}

void
acv_far_ways_free(AcvFarWays *far)
{
    if (far) {
        g_hash_table_unref(far->sortings);
        g_hash_table_unref(far->numbers);
        g_free(far);
    }
}

static const AcvSorting *
sorting_of(AcvFarWays *far, const AcvVpc *vpc)
{
    AcvSorting *sorting = g_hash_table_lookup(far->sortings, vpc);
    if (!sorting) {
        sorting = acv_sorting_new_of_vpc(far->network, vpc);
        g_hash_table_insert(far->sortings, (gpointer) vpc, sorting);
    }
    return sorting;
}

/* The VPC that all placements are in, or NULL. */
static const AcvVpc *
vpc_of(const AcvSide *side)
{
    const AcvVpc *vpc = NULL;
    for (guint i = 0; i < side->placements->len; i++) {
        const AcvVpc *its = g_array_index(side->placements, AcvPlacement, i).vpc;
        if (vpc && vpc != its) {
            return NULL;
        }
        vpc = its;
    }
    return vpc;
}

/* Whether nobody in 'vpc' could be taken for who stands at 'placement'. */
static bool
is_far(AcvFarWays *far, const AcvVpc *vpc, const AcvPlacement *placement)
{
    const AcvAddressSet *inside = acv_network_vpc_addresses(far->network, vpc);
    const AcvAddressSet *exempt = acv_network_exempt_addresses(far->network, vpc);
    for (size_t i = 0; i < placement->addresses->n_ranges; i++) {
        AcvAddressRange range = placement->addresses->ranges[i];
        if (acv_address_set_overlaps(inside, range) || acv_address_set_overlaps(exempt, range)) {
            return false;
        }
    }
    return !acv_network_are_joined(far->network, vpc, placement->vpc);
}

char *
acv_far_ways_text(AcvFarWays *far, const AcvSide *from, const AcvSide *to)
{
    const AcvVpc *vpc = vpc_of(from);
    if (!vpc) {
        return NULL;
    }
    const AcvSorting *sorting = sorting_of(far, vpc);
    g_autoptr(GString) text = g_string_new(NULL);
    acv_digits_append(text, from->way_place);
    g_string_append_c(text, ' ');
    acv_digits_append(text, to->asked);
    for (guint i = 0; i < to->placements->len; i++) {
        const AcvPlacement *placement = &g_array_index(to->placements, AcvPlacement, i);
        if (!is_far(far, vpc, placement)) {
            return NULL;
        }
        g_string_append(text, placement->interface ? " " : " symbolic ");
        acv_sorting_write_addresses(sorting, text, placement->addresses);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

bool
acv_far_ways_find(const AcvFarWays *far, const char *text, guint32 *out_number)
{
    gpointer number;
    bool is_known = g_hash_table_lookup_extended(far->numbers, text, NULL, &number);
    *out_number = is_known ? GPOINTER_TO_UINT(number) : 0;
    return is_known;
}

void
acv_far_ways_add(AcvFarWays *far, const char *text, const AcvInquiry *past_groups,
                 const AcvSide *from, guint32 number)
{
    if (acv_way_stays_in(past_groups, vpc_of(from))) {
        g_hash_table_insert(far->numbers, g_strdup(text), GUINT_TO_POINTER(number));
    }
}
