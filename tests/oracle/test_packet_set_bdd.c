/* Compares packet sets with binary decision diagrams of all bits of a header: no cell is left out.
 */
#include "expect.h"
#include "header_bdds.h"
#include "packets.h"
#include "suite.h"

#include <math.h>

enum { N_ROUNDS = 25, N_MATCHES = 5, N_NODES = 200000 };

typedef struct {
    const AcvPacketSet *set;
    HeaderBdd bdd;
} Pair;

static Pair
combine(AcvPacketSpace *space, int operation, Pair a, Pair b)
{
    switch (operation) {
    case 0:
        return (Pair){ acv_packet_set_intersect(space, a.set, b.set),
                       header_bdd_intersect(a.bdd, b.bdd) };
    case 1:
        return (Pair){ acv_packet_set_subtract(space, a.set, b.set),
                       header_bdd_subtract(a.bdd, b.bdd) };
    default:
        return (Pair){ acv_packet_set_union(space, a.set, b.set), header_bdd_union(a.bdd, b.bdd) };
    }
}

static Pair
pair_random(AcvPacketSpace *space, GRand *random)
{
    g_autoptr(AcvMatch) match = match_random(random);
    return (Pair){ acv_packet_set_from_match(space, match), header_bdd_of_match(match) };
}

static void
operations_agree_with_binary_diagrams(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(random_seed(3001));
    unsigned n_rounds = random_rounds(N_ROUNDS);
    for (unsigned round = 0; round < n_rounds; round++) {
        g_autoptr(AcvPacketSpace) space = acv_packet_space_new();
        header_bdds_begin(N_NODES);
        Pair pair = pair_random(space, random);
        for (int i = 1; i < N_MATCHES; i++) {
            pair = combine(space, g_rand_int_range(random, 0, 4), pair, pair_random(space, random));
            EXPECT_INT("printed", header_bdd_of_set(pair.set), pair.bdd);
            double expected = header_bdd_count(pair.bdd);
            EXPECT_TRUE("count",
                        fabs(acv_packet_set_count(pair.set) - expected) <= expected * 1e-12);
        }
        header_bdds_end();
    }
}

static void
a_single_header_is_one_assignment_of_all_bits(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(random_seed(3002));
    g_autoptr(AcvPacketSpace) space = acv_packet_space_new();
    header_bdds_begin(N_NODES);
    for (int i = 0; i < 50; i++) {
        AcvPacket packet;
        EXPECT_TRUE("sample",
                    acv_packet_set_sample_random(acv_packet_set_all(space), random, &packet));
        HeaderBdd bdd = header_bdd_of_set(acv_packet_set_from_packet(space, &packet));
        EXPECT_TRUE("one", fabs(header_bdd_count(bdd) - 1) < 1e-9);
    }
    header_bdds_end();
}

static void
the_oracle_notices_a_planted_fault(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(random_seed(3003));
    g_autoptr(AcvPacketSpace) space = acv_packet_space_new();
    header_bdds_begin(N_NODES);
    int n_faults = 0;
    while (n_faults < 10) {
        Pair pair = combine(space, 2, pair_random(space, random), pair_random(space, random));
        AcvPacket packet;
        EXPECT_INT("no fault", header_bdd_of_set(pair.set), pair.bdd);
        if (acv_packet_set_sample_random(pair.set, random, &packet)) {
            const AcvPacketSet *one = acv_packet_set_from_packet(space, &packet);
            const AcvPacketSet *faulty = acv_packet_set_subtract(space, pair.set, one);
            EXPECT_TRUE("one header less", header_bdd_of_set(faulty) != pair.bdd);
            n_faults++;
        }
    }
    header_bdds_end();
}

SUITE_MAIN(packet_set_bdd, TEST(operations_agree_with_binary_diagrams),
           TEST(a_single_header_is_one_assignment_of_all_bits),
           TEST(the_oracle_notices_a_planted_fault))
