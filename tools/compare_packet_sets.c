/* Measures representations of packet sets side by side on what occurs in practice.
 *
 * Every table has the library's figure and, for the others, how many times as much they take; "-"
 * where one gave up. */
#include "compare_packet_sets.h"

#include <stdio.h>

enum { SEED = 20261123, N_BOXES = 10, MAX_BOXES = 300, MAX_RUNS = 9, ENOUGH_MICROSECONDS = 200000 };

/* Matches whose union is wanted, or entries of which the first that matches decides. */
typedef struct {
    const char *name;
    GArray *matches; /* Elements AcvMatch. */
    GPtrArray *addresses;
    bool first_wins; /* Then even entries admit and odd ones refuse. */
} Workload;

typedef enum {
    COMPILE,
    INTERSECT,
    SUBTRACT,
    DISJOINT,
    SIZE,
    N_FIGURES,
} Figure;

static const struct {
    const char *title;
    const char *unit;
} figures[N_FIGURES] = {
    [COMPILE] = { "to compile the workload", "us" },
    [INTERSECT] = { "to intersect it with a box", "us" },
    [SUBTRACT] = { "to subtract a box from it", "us" },
    [DISJOINT] = { "to ask whether it and a box are disjoint", "us" },
    [SIZE] = { "bytes of the set", "B" },
};

static const Representation *const representations[] = {
    &library, &library_pairs, &general_tables, &protocol_first, &ports_first, &binary, &boxes,
};

enum { N_REPRESENTATIONS = G_N_ELEMENTS(representations) };

/* --- Workloads --- */

static AcvAddressRange
random_prefix(GRand *random, AcvFamily family, unsigned shortest, unsigned longest)
{
    AcvAddress address = { 0x0a000000 | (g_rand_int(random) & 0xffffff), family };
    unsigned length = (unsigned) g_rand_int_range(random, (gint32) shortest, (gint32) longest + 1);
    if (family == ACV_FAMILY_IPV6) {
        address.value = (AcvUint128) 0xfd000000 << 96 | address.value << 64 | g_rand_int(random);
        length = length == 32 ? 128 : 32 + length;
    }
    return acv_prefix_range(acv_prefix_of(address, length));
}

/* Appends a match for TCP from the prefixes. */
static void
add_match(Workload *workload, AcvAddressRange *prefixes, size_t n, AcvPortRange ports)
{
    AcvAddressSet *sources = acv_address_set_new(prefixes, n);
    AcvMatch match = ACV_MATCH_ALL;
    match.sources = sources;
    match.first_protocol = match.last_protocol = ACV_PROTOCOL_TCP;
    match.destination_ports = ports;
    g_ptr_array_add(workload->addresses, sources);
    g_array_append_val(workload->matches, match);
}

static void
fill_group(Workload *workload, GRand *random, AcvFamily family)
{
    for (int i = 0; i < 1000; i++) {
        AcvAddressRange prefix = random_prefix(random, family, 16, 32);
        uint16_t port = (uint16_t) (1000 + 7 * g_rand_int_range(random, 0, 36));
        add_match(workload, &prefix, 1, (AcvPortRange){ port, port });
    }
}

static void
fill_nested_group(Workload *workload, GRand *random, AcvFamily family)
{
    for (int i = 0; i < 1000; i++) {
        AcvAddressRange prefix = random_prefix(random, family, 9, 32);
        uint16_t first = (uint16_t) g_rand_int_range(random, 0, 60000);
        uint16_t n_ports = (uint16_t) g_rand_int_range(random, 1, 5000);
        add_match(workload, &prefix, 1, (AcvPortRange){ first, first + n_ports });
    }
}

static void
fill_network_acl(Workload *workload, GRand *random, AcvFamily family)
{
    workload->first_wins = true;
    for (int i = 0; i < 40; i++) {
        AcvAddressRange prefix = random_prefix(random, family, 12, 28);
        uint16_t first = (uint16_t) g_rand_int_range(random, 0, 30000);
        add_match(workload, &prefix, 1, (AcvPortRange){ first, first + 30000 });
    }
}

static void
fill_addresses(Workload *workload, GRand *random, AcvFamily family, size_t n, unsigned shortest)
{
    g_autofree AcvAddressRange *prefixes = g_new(AcvAddressRange, n);
    for (size_t i = 0; i < n; i++) {
        prefixes[i] = random_prefix(random, family, shortest, 32);
    }
    add_match(workload, prefixes, n, (AcvPortRange){ 443, 443 });
}

static void
fill_prefix_list(Workload *workload, GRand *random, AcvFamily family)
{
    fill_addresses(workload, random, family, 1000, 16);
}

static void
fill_singles(Workload *workload, GRand *random, AcvFamily family)
{
    fill_addresses(workload, random, family, 50000, 32);
}

static const struct {
    const char *name;
    void (*fill)(Workload *workload, GRand *random, AcvFamily family);
} workloads[] = {
    { "group, 1,000 rules", fill_group },
    { "group, nested, ranges", fill_nested_group },
    { "network ACL, 40 entries", fill_network_acl },
    { "prefix list, 1,000", fill_prefix_list },
    { "50,000 addresses", fill_singles },
};

static void
free_addresses(void *addresses)
{
    acv_address_set_free(addresses);
}

static Workload
workload_begin(size_t i, AcvFamily family)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(SEED);
    Workload workload = {
        .name = workloads[i].name,
        .matches = g_array_new(FALSE, FALSE, sizeof(AcvMatch)),
        .addresses = g_ptr_array_new_with_free_func(free_addresses),
    };
    workloads[i].fill(&workload, random, family);
    return workload;
}

static void
workload_end(Workload *workload)
{
    g_array_unref(workload->matches);
    g_ptr_array_unref(workload->addresses);
}

/* --- Measuring --- */

/* The union of the sets, pairs of neighbours first. */
static Set
join_pairs(const Representation *representation, void *state, GArray *sets)
{
    for (guint n = sets->len; n > 1; n = (n + 1) / 2) {
        for (guint i = 0; i < n; i += 2) {
            Set set = g_array_index(sets, Set, i);
            if (i + 1 < n) {
                set = representation->apply(state, ACV_OPERATION_UNION, set,
                                            g_array_index(sets, Set, i + 1));
            }
            g_array_index(sets, Set, i / 2) = set;
        }
    }
    return g_array_index(sets, Set, 0);
}

/* From the last entry to the first. */
static Set
compile_first_wins(const Representation *representation, void *state, const GArray *matches)
{
    AcvMatch none = ACV_MATCH_NONE;
    Set set = representation->match(state, &none);
    for (guint i = matches->len; i-- > 0;) {
        AcvOperation operation = i % 2 == 0 ? ACV_OPERATION_UNION : ACV_OPERATION_SUBTRACT;
        Set entry = representation->match(state, &g_array_index(matches, AcvMatch, i));
        set = representation->apply(state, operation, set, entry);
    }
    return set;
}

static Set
compile(const Representation *representation, void *state, const Workload *workload)
{
    const GArray *matches = workload->matches;
    if (workload->first_wins) {
        return compile_first_wins(representation, state, matches);
    }
    if (representation->join) {
        return representation->join(state, (const AcvMatch *) (const void *) matches->data,
                                    matches->len);
    }
    g_autoptr(GArray) sets = g_array_new(FALSE, FALSE, sizeof(Set));
    for (guint i = 0; i < matches->len; i++) {
        Set set = representation->match(state, &g_array_index(matches, AcvMatch, i));
        g_array_append_val(sets, set);
    }
    return join_pairs(representation, state, sets);
}

static double
microseconds_since(gint64 begin)
{
    return (double) (g_get_monotonic_time() - begin);
}

/* A box like a question: a small network, a few ports. */
static Set
random_box(const Representation *representation, void *state, AcvFamily family, GRand *random)
{
    AcvAddressRange prefix = random_prefix(random, family, 14, 26);
    AcvAddressSet sources = { &prefix, 1 };
    AcvMatch match = ACV_MATCH_ALL;
    uint16_t port = (uint16_t) g_rand_int_range(random, 400, 1300);
    match.sources = &sources;
    match.first_protocol = match.last_protocol = ACV_PROTOCOL_TCP;
    match.destination_ports = (AcvPortRange){ port, port + 100 };
    return representation->match(state, &match);
}

/* The mean time to do with a box what 'figure' says. Each figure has boxes of its own, since
 * results are remembered. */
static double
measure_boxes(const Representation *representation, void *state, Set set, AcvFamily family,
              Figure figure)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(SEED + figure);
    double spent = 0;
    int n = 0;
    for (; n < MAX_BOXES && spent < ENOUGH_MICROSECONDS; n += N_BOXES) {
        Set sets[N_BOXES];
        for (int i = 0; i < N_BOXES; i++) {
            sets[i] = random_box(representation, state, family, random);
        }
        gint64 begin = g_get_monotonic_time();
        for (int i = 0; i < N_BOXES; i++) {
            if (figure == DISJOINT) {
                representation->disjoint(state, set, sets[i]);
            } else {
                AcvOperation operation =
                    figure == INTERSECT ? ACV_OPERATION_INTERSECT : ACV_OPERATION_SUBTRACT;
                representation->apply(state, operation, set, sets[i]);
            }
        }
        spent += microseconds_since(begin);
    }
    return spent / n;
}

/* The figures of one representation; none is positive if it gave up. */
static void
measure(const Representation *representation, const Workload *workload, AcvFamily family,
        double *results)
{
    double spent = 0;
    results[COMPILE] = G_MAXDOUBLE;
    for (int run = 0; run < MAX_RUNS && spent < ENOUGH_MICROSECONDS; run++) {
        void *state = representation->begin();
        gint64 begin = g_get_monotonic_time();
        Set set = compile(representation, state, workload);
        double time = microseconds_since(begin);
        results[COMPILE] = MIN(results[COMPILE], time);
        spent += time;
        if (run == 0) {
            results[SIZE] = (double) representation->size(state, set);
            for (Figure figure = INTERSECT; figure <= DISJOINT; figure++) {
                results[figure] = measure_boxes(representation, state, set, family, figure);
            }
        }
        bool gave_up = representation->gave_up && representation->gave_up(state);
        representation->end(state);
        if (gave_up) {
            for (Figure figure = 0; figure < N_FIGURES; figure++) {
                results[figure] = 0;
            }
            return;
        }
    }
}

/* --- Reporting --- */

enum { N_ROWS = 2 * G_N_ELEMENTS(workloads) };

typedef double Results[N_ROWS][N_REPRESENTATIONS][N_FIGURES];

static void
print_figure(Figure figure, const Results results)
{
    printf("\n%-34s %12s", figures[figure].title, representations[0]->name);
    for (size_t i = 1; i < N_REPRESENTATIONS; i++) {
        printf(" %12s", representations[i]->name);
    }
    printf("\n");
    for (size_t row = 0; row < N_ROWS; row++) {
        double own = results[row][0][figure];
        printf("%-28s %5s %9.1f %s", workloads[row / 2].name, row % 2 == 0 ? "IPv4" : "IPv6", own,
               figures[figure].unit);
        for (size_t i = 1; i < N_REPRESENTATIONS; i++) {
            double other = results[row][i][figure];
            if (other > 0) {
                printf(" %12.1f", other / MAX(own, 0.01));
            } else {
                printf(" %12s", "-");
            }
        }
        printf("\n");
    }
}

static void
print_tables(const Workload *workload, const char *family)
{
    double own;
    double general;
    g_autoptr(AcvPacketSpace) space = acv_packet_space_new();
    measure_tables((const AcvPacketSet *) compile(&library, space, workload), &own, &general);
    printf("%-28s %5s %9.1f ns %11.1f\n", workload->name, family, own, general / own);
}

int
main(void)
{
    static const AcvFamily families[] = { ACV_FAMILY_IPV4, ACV_FAMILY_IPV6 };
    static const char *const names[] = { "IPv4", "IPv6" };
    static Results results;
    printf("%-34s %12s %12s\n", "to find a node again", "library", "GHashTable");
    for (size_t row = 0; row < N_ROWS; row++) {
        Workload workload = workload_begin(row / 2, families[row % 2]);
        print_tables(&workload, names[row % 2]);
        for (size_t i = 0; i < N_REPRESENTATIONS; i++) {
            measure(representations[i], &workload, families[row % 2], results[row][i]);
        }
        workload_end(&workload);
    }
    for (Figure figure = 0; figure < N_FIGURES; figure++) {
        print_figure(figure, (const double(*)[N_REPRESENTATIONS][N_FIGURES]) results);
    }
    return 0;
}
