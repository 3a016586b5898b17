/* Laws of sets, on random ones. Equal sets of one space are one pointer, so "==" is equality. */
#include "expect.h"
#include "packets.h"
#include "suite.h"

#include <math.h>

enum { N_ROUNDS = 400 };

/* One round's sets. */
typedef struct {
    AcvPacketSpace *space;
    GRand *random;
    const AcvPacketSet *a;
    const AcvPacketSet *b;
    const AcvPacketSet *c;
} Sets;

static void
in_every_round(uint32_t seed, void (*law)(const Sets *sets))
{
    g_autoptr(GRand) random = g_rand_new_with_seed(random_seed(seed));
    unsigned n_rounds = random_rounds(N_ROUNDS);
    for (unsigned round = 0; round < n_rounds; round++) {
        g_autoptr(AcvPacketSpace) space = acv_packet_space_new();
        Sets sets = { .space = space, .random = random };
        sets.a = packets_random(space, random);
        sets.b = packets_random(space, random);
        sets.c = packets_random(space, random);
        law(&sets);
    }
}

static const AcvPacketSet *
join(const Sets *sets, const AcvPacketSet *a, const AcvPacketSet *b)
{
    return acv_packet_set_union(sets->space, a, b);
}

static const AcvPacketSet *
meet(const Sets *sets, const AcvPacketSet *a, const AcvPacketSet *b)
{
    return acv_packet_set_intersect(sets->space, a, b);
}

static const AcvPacketSet *
minus(const Sets *sets, const AcvPacketSet *a, const AcvPacketSet *b)
{
    return acv_packet_set_subtract(sets->space, a, b);
}

/* --- Other spaces --- */

static void
check_copies(const Sets *s)
{
    g_autoptr(AcvPacketSpace) other = acv_packet_space_new();
    acv_packet_set_copy(other, s->c); /* So that nodes have other numbers there. */
    const AcvPacketSet *a = acv_packet_set_copy(other, s->a);
    const AcvPacketSet *b = acv_packet_set_copy(other, s->b);
    const AcvPacketSet *both = acv_packet_set_copy(other, join(s, s->a, s->b));
    EXPECT_TRUE("a copy of a copy is the set", acv_packet_set_copy(s->space, a) == s->a);
    EXPECT_TRUE("in its own space a copy is the set", acv_packet_set_copy(other, a) == a);
    EXPECT_TRUE("copies are equal if the sets are", (a == b) == (s->a == s->b));
    EXPECT_TRUE("the copy of a union is that of copies", acv_packet_set_union(other, a, b) == both);
    g_autofree char *text = acv_packet_set_print(s->a);
    g_autofree char *copied = acv_packet_set_print(a);
    EXPECT_TEXT("a copy holds the same", copied, text);
}

static void
copies_hold_the_same_in_another_space(void)
{
    in_every_round(1012, check_copies);
}

/* --- Algebra --- */

static void
check_algebra(const Sets *s)
{
    const AcvPacketSet *a = s->a;
    const AcvPacketSet *b = s->b;
    const AcvPacketSet *c = s->c;
    const AcvPacketSet *none = acv_packet_set_empty(s->space);
    const AcvPacketSet *all = acv_packet_set_all(s->space);

    EXPECT_TRUE("union commutes", join(s, a, b) == join(s, b, a));
    EXPECT_TRUE("intersection commutes", meet(s, a, b) == meet(s, b, a));
    EXPECT_TRUE("union associates", join(s, join(s, a, b), c) == join(s, a, join(s, b, c)));
    EXPECT_TRUE("intersection associates", meet(s, meet(s, a, b), c) == meet(s, a, meet(s, b, c)));
    EXPECT_TRUE("intersection distributes",
                meet(s, a, join(s, b, c)) == join(s, meet(s, a, b), meet(s, a, c)));
    EXPECT_TRUE("union distributes",
                join(s, a, meet(s, b, c)) == meet(s, join(s, a, b), join(s, a, c)));
    EXPECT_TRUE("union absorbs", join(s, a, meet(s, a, b)) == a);
    EXPECT_TRUE("intersection absorbs", meet(s, a, join(s, a, b)) == a);
    EXPECT_TRUE("the complement of the complement", minus(s, all, minus(s, all, a)) == a);
    EXPECT_TRUE("the complement of a union",
                minus(s, all, join(s, a, b)) == meet(s, minus(s, all, a), minus(s, all, b)));
    EXPECT_TRUE("difference is what the complement shares",
                minus(s, a, b) == meet(s, a, minus(s, all, b)));
    EXPECT_TRUE("both parts make the whole", join(s, minus(s, a, b), meet(s, a, b)) == a);
    EXPECT_TRUE("neutral elements", join(s, a, none) == a && meet(s, a, all) == a);
    EXPECT_TRUE("zero elements", join(s, a, all) == all && meet(s, a, none) == none);
    EXPECT_TRUE("a set and itself", join(s, a, a) == a && meet(s, a, a) == a);
    EXPECT_TRUE("a set without itself", minus(s, a, a) == none);
}

static void
sets_obey_the_laws_of_sets(void)
{
    in_every_round(1001, check_algebra);
}

static void
check_questions(const Sets *s)
{
    bool disjoint = acv_packet_set_is_empty(meet(s, s->a, s->b));
    EXPECT_INT("overlaps", acv_packet_set_overlaps(s->space, s->a, s->b), !disjoint);
    bool covered = acv_packet_set_is_empty(minus(s, s->b, s->a));
    EXPECT_INT("covers", acv_packet_set_covers(s->space, s->a, s->b), covered);
    EXPECT_TRUE("covers a part", acv_packet_set_covers(s->space, s->a, meet(s, s->a, s->b)));
    EXPECT_TRUE("its own complement",
                !acv_packet_set_overlaps(s->space, minus(s, s->a, s->b), s->b));
}

static void
questions_agree_with_the_operations(void)
{
    in_every_round(1002, check_questions);
}

static void
check_count(const Sets *s)
{
    double whole = acv_packet_set_count(s->a);
    double parts =
        acv_packet_set_count(meet(s, s->a, s->b)) + acv_packet_set_count(minus(s, s->a, s->b));
    EXPECT_TRUE("parts", fabs(whole - parts) <= whole * 1e-14);
    EXPECT_INT("empty", whole == 0, acv_packet_set_is_empty(s->a));
}

static void
counts_of_parts_add_up(void)
{
    in_every_round(1003, check_count);
}

/* --- One form --- */

static void
check_many_matches(const Sets *s)
{
    AcvMatch matches[12];
    AcvMatch *owned[G_N_ELEMENTS(matches)];
    size_t n = (size_t) g_rand_int_range(s->random, 0, G_N_ELEMENTS(matches) + 1);
    const AcvPacketSet *expected = acv_packet_set_empty(s->space);
    for (size_t i = 0; i < n; i++) {
        owned[i] = match_random(s->random);
        matches[i] = *owned[i];
        /* Lists of rules have one side in common. */
        if (g_rand_boolean(s->random)) {
            *(i % 3 == 0 ? &matches[i].sources : &matches[i].destinations) = NULL;
        }
        expected = join(s, expected, acv_packet_set_from_match(s->space, &matches[i]));
    }
    EXPECT_TRUE("at once as one by one",
                acv_packet_set_from_matches(s->space, matches, n) == expected);
    for (size_t i = 0; i < n; i++) {
        match_free(owned[i]);
    }
}

static void
many_matches_give_the_union_of_each(void)
{
    in_every_round(1004, check_many_matches);
}

/* Ranges that cross each other, more of them than one pass takes. */
static void
check_crossing_ranges(const Sets *s)
{
    enum { N = 40 };
    AcvAddressRange ranges[N];
    AcvAddressSet addresses[N];
    AcvMatch matches[N];
    const AcvPacketSet *expected = acv_packet_set_empty(s->space);
    for (unsigned i = 0; i < N; i++) {
        unsigned first = g_rand_int(s->random) % 100;
        ranges[i] = (AcvAddressRange){ first, first + g_rand_int(s->random) % 50, ACV_FAMILY_IPV4 };
        addresses[i] = (AcvAddressSet){ &ranges[i], 1 };
        matches[i] = ACV_MATCH_ALL;
        matches[i].sources = &addresses[i];
        matches[i].first_protocol = (uint8_t) (g_rand_int(s->random) % 8);
        expected = join(s, expected, acv_packet_set_from_match(s->space, &matches[i]));
    }
    EXPECT_TRUE("at once as one by one",
                acv_packet_set_from_matches(s->space, matches, N) == expected);
}

static void
ranges_that_cross_give_the_union_of_each(void)
{
    in_every_round(1005, check_crossing_ranges);
}

/* --- Products --- */

/* The set that a product stands for. */
static const AcvPacketSet *
set_of_product(AcvPacketSpace *space, const AcvHeaderSet *product)
{
    const AcvPacketSet *set = acv_packet_set_empty(space);
    g_autoptr(GArray) matches = matches_of_product(product);
    for (guint i = 0; i < matches->len; i++) {
        const AcvMatch *match = &g_array_index(matches, AcvMatch, i);
        set = acv_packet_set_union(space, set, acv_packet_set_from_match(space, match));
    }
    return set;
}

static void
check_products(const Sets *s)
{
    g_autoptr(AcvHeaderSets) headers = acv_header_sets_new(s->a);
    const AcvPacketSet *sum = acv_packet_set_empty(s->space);
    for (size_t i = 0; i < acv_header_sets_count(headers); i++) {
        const AcvPacketSet *set = set_of_product(s->space, acv_header_sets_get(headers, i));
        EXPECT_TRUE("not empty", !acv_packet_set_is_empty(set));
        EXPECT_TRUE("disjoint", !acv_packet_set_overlaps(s->space, sum, set));
        sum = join(s, sum, set);
    }
    EXPECT_TRUE("complete", sum == s->a);
}

static void
products_are_disjoint_and_complete(void)
{
    in_every_round(1006, check_products);
}

static void
check_print(const Sets *s)
{
    g_autofree char *text_a = acv_packet_set_print(s->a);
    g_autofree char *text_b = acv_packet_set_print(s->b);
    EXPECT_INT("another text for another set", g_str_equal(text_a, text_b), s->a == s->b);

    /* The same set in a space with other nodes, made in another way. */
    g_autoptr(AcvPacketSpace) other = acv_packet_space_new();
    packets_random(other, s->random);
    const AcvPacketSet *set = acv_packet_set_empty(other);
    g_autoptr(AcvHeaderSets) headers = acv_header_sets_new(s->a);
    for (size_t i = acv_header_sets_count(headers); i-- > 0;) {
        set = acv_packet_set_union(other, set_of_product(other, acv_header_sets_get(headers, i)),
                                   set);
    }
    g_autofree char *text = acv_packet_set_print(set);
    EXPECT_TEXT("the same text", text, text_a);
}

static void
equal_sets_of_different_spaces_print_alike(void)
{
    in_every_round(1007, check_print);
}

/* --- Samples and addresses --- */

static void
check_samples(const Sets *s)
{
    const AcvPacketSet *rest = s->a;
    AcvPacket packet;
    EXPECT_INT("a sample", acv_packet_set_sample(s->a, &packet), !acv_packet_set_is_empty(s->a));
    for (int i = 0; i < 20 && acv_packet_set_sample_random(rest, s->random, &packet); i++) {
        const AcvPacketSet *single = acv_packet_set_from_packet(s->space, &packet);
        EXPECT_TRUE("in the set", acv_packet_set_contains(s->a, &packet));
        EXPECT_TRUE("covered", acv_packet_set_covers(s->space, s->a, single));
        rest = minus(s, rest, single);
        EXPECT_TRUE("taken out", !acv_packet_set_contains(rest, &packet));
        EXPECT_TRUE("the least is in the set", !acv_packet_set_sample(rest, &packet)
                                                   || acv_packet_set_contains(s->a, &packet));
    }
}

static void
samples_are_in_their_set(void)
{
    in_every_round(1008, check_samples);
}

static void
check_addresses(const Sets *s)
{
    static const AcvField fields[] = { ACV_FIELD_SOURCE, ACV_FIELD_DESTINATION };
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        g_autoptr(AcvAddressSet) addresses = acv_packet_set_addresses(s->a, fields[i]);
        AcvMatch match = ACV_MATCH_ALL;
        const AcvAddressSet **side =
            fields[i] == ACV_FIELD_SOURCE ? &match.sources : &match.destinations;
        *side = addresses;
        EXPECT_TRUE(
            "all of them",
            acv_packet_set_covers(s->space, acv_packet_set_from_match(s->space, &match), s->a));
        for (size_t j = 0; j < addresses->n_ranges; j++) {
            AcvAddressRange last = addresses->ranges[j];
            last.first = last.last;
            *side = &(AcvAddressSet){ &last, 1 };
            EXPECT_TRUE("none too many",
                        acv_packet_set_overlaps(s->space, s->a,
                                                acv_packet_set_from_match(s->space, &match)));
        }
    }
}

static void
addresses_are_those_of_some_header(void)
{
    in_every_round(1009, check_addresses);
}

/* --- Rewriting --- */

static void
check_forget(const Sets *s)
{
    for (AcvField field = ACV_FIELD_SOURCE; field <= ACV_FIELD_DESTINATION_PORT; field++) {
        const AcvPacketSet *all = acv_packet_set_forget(s->space, s->a, field);
        EXPECT_TRUE("grows", acv_packet_set_covers(s->space, all, s->a));
        EXPECT_TRUE("once is enough", acv_packet_set_forget(s->space, all, field) == all);
        EXPECT_TRUE("distributes",
                    acv_packet_set_forget(s->space, join(s, s->a, s->b), field)
                        == join(s, all, acv_packet_set_forget(s->space, s->b, field)));
        AcvPacket packet;
        for (int i = 0; i < 5 && acv_packet_set_sample_random(all, s->random, &packet); i++) {
            const AcvPacketSet *alike = acv_packet_set_forget(
                s->space, acv_packet_set_from_packet(s->space, &packet), field);
            EXPECT_TRUE("differs in the field at most",
                        acv_packet_set_overlaps(s->space, alike, s->a));
        }
    }
}

static void
forgetting_a_field_leaves_the_others(void)
{
    in_every_round(1010, check_forget);
}

/* Gives 'field' of 'packet' the value of 'from', as rewriting does. */
static void
copy_field(AcvPacket *packet, AcvField field, const AcvPacket *from)
{
    switch (field) {
    case ACV_FIELD_SOURCE:
        packet->source = from->source;
        return;
    case ACV_FIELD_DESTINATION:
        packet->destination = from->destination;
        return;
    case ACV_FIELD_SOURCE_PORT:
        packet->source_port = from->source_port;
        return;
    case ACV_FIELD_DESTINATION_PORT:
        packet->destination_port = from->destination_port;
        return;
    }
}

static const AcvPacketSet *
assign(const Sets *s, AcvField field, const AcvMatch *to)
{
    return field == ACV_FIELD_SOURCE || field == ACV_FIELD_DESTINATION
               ? acv_packet_set_assign_address(s->space, s->a, field, to->sources)
               : acv_packet_set_assign_port(s->space, s->a, field, to->source_ports);
}

static void
check_assign(const Sets *s)
{
    for (AcvField field = ACV_FIELD_SOURCE; field <= ACV_FIELD_DESTINATION_PORT; field++) {
        AcvPacket value;
        AcvPacket packet;
        if (!acv_packet_set_sample_random(s->a, s->random, &packet)) {
            return;
        }
        do {
            acv_packet_set_sample_random(acv_packet_set_all(s->space), s->random, &value);
        } while (value.family != packet.family || value.protocol != packet.protocol);

        AcvUint128 address = field == ACV_FIELD_SOURCE ? value.source : value.destination;
        uint16_t port = field == ACV_FIELD_SOURCE_PORT ? value.source_port : value.destination_port;
        AcvAddressRange range = { address, address, value.family };
        AcvAddressSet addresses = { &range, 1 };
        AcvMatch to = { .sources = &addresses, .source_ports = { port, port } };
        const AcvPacketSet *assigned = assign(s, field, &to);

        if (field <= ACV_FIELD_DESTINATION
            || acv_protocol_layer4(packet.protocol) == ACV_LAYER4_PORTS) {
            copy_field(&packet, field, &value);
        }
        EXPECT_TRUE("rewritten", acv_packet_set_contains(assigned, &packet));
        EXPECT_TRUE("others as before",
                    acv_packet_set_covers(s->space, acv_packet_set_forget(s->space, s->a, field),
                                          assigned));
    }
}

static void
assigning_a_field_replaces_it(void)
{
    in_every_round(1011, check_assign);
}

SUITE_MAIN(packet_set_laws, TEST(sets_obey_the_laws_of_sets),
           TEST(questions_agree_with_the_operations), TEST(counts_of_parts_add_up),
           TEST(many_matches_give_the_union_of_each),
           TEST(ranges_that_cross_give_the_union_of_each), TEST(products_are_disjoint_and_complete),
           TEST(equal_sets_of_different_spaces_print_alike), TEST(samples_are_in_their_set),
           TEST(addresses_are_those_of_some_header), TEST(forgetting_a_field_leaves_the_others),
           TEST(assigning_a_field_replaces_it), TEST(copies_hold_the_same_in_another_space))
