/* Compares packet sets with the slowest sets that cannot be wrong: the universe is cut into some
 * thousand cells, and a set is one flag for each. */
#include "acv/packet_set.h"
#include "expect.h"
#include "suite.h"

#include <math.h>
#include <string.h>

typedef enum {
    FAMILY,
    SOURCE,
    DESTINATION,
    PROTOCOL,
    PORT_1,
    PORT_2,
    N_FIELDS,
} Field;

enum {
    N_CELLS = 2 * 4 * 4 * 9 * 4 * 4,
    MOST_PARTS = 9,
    N_ROUNDS = 60,
    N_STEPS = 12,
    N_PAIRS = 3,
};

/* Into how many parts a field is cut. A cell's number is that of its parts in a mixed radix. */
static const unsigned n_parts[N_FIELDS] = { 2, 4, 4, 9, 4, 4 };

/* The least values of the parts. The ports are cut where types and codes end. */
static const AcvUint128 ipv4_parts[] = { 0, 10, 0x0a000000, 0xffffffff };
static const AcvUint128 ipv6_parts[] = { 0, 10, (AcvUint128) 1 << 64, ~(AcvUint128) 0 };
static const AcvUint128 protocol_parts[] = { 0, 1, 2, 6, 7, 17, 18, 58, 59 };
static const AcvUint128 port_parts[] = { 0, 1, 256, 443 };

/* How many parts of the ports the protocols have. */
static const unsigned n_port_parts[] = { 1, 2, 1, 4, 1, 4, 1, 2, 1 };

typedef struct {
    unsigned part[N_FIELDS];
} Cell;

typedef struct {
    bool holds[N_CELLS];
} Flags;

typedef struct {
    const AcvPacketSet *set;
    Flags flags;
} Pair;

/* --- Cells --- */

static Cell
cell_at(unsigned number)
{
    Cell cell;
    for (unsigned field = N_FIELDS; field-- > 0; number /= n_parts[field]) {
        cell.part[field] = number % n_parts[field];
    }
    return cell;
}

static unsigned
number_of(Cell cell)
{
    unsigned number = 0;
    for (unsigned field = 0; field < N_FIELDS; field++) {
        number = number * n_parts[field] + cell.part[field];
    }
    return number;
}

static bool
exists(Cell cell)
{
    unsigned n = n_port_parts[cell.part[PROTOCOL]];
    return cell.part[PORT_1] < n && cell.part[PORT_2] < n;
}

static bool
has_ports(Cell cell)
{
    return n_port_parts[cell.part[PROTOCOL]] == 4;
}

static const AcvUint128 *
parts_of(Cell cell, Field field)
{
    const AcvUint128 *addresses = cell.part[FAMILY] == 0 ? ipv4_parts : ipv6_parts;
    const AcvUint128 *parts[N_FIELDS] = { NULL,           addresses,  addresses,
                                          protocol_parts, port_parts, port_parts };
    return parts[field];
}

static AcvUint128
first_of(Cell cell, Field field)
{
    return parts_of(cell, field)[cell.part[field]];
}

static AcvUint128
last_of(Cell cell, Field field)
{
    static const AcvUint128 port_tops[] = { 0, 0, UINT8_MAX, 0, UINT16_MAX };
    unsigned n = field < PORT_1 ? n_parts[field] : n_port_parts[cell.part[PROTOCOL]];
    if (cell.part[field] + 1 < n) {
        return parts_of(cell, field)[cell.part[field] + 1] - 1;
    }
    if (field >= PORT_1) {
        return port_tops[n];
    }
    AcvUint128 top = cell.part[FAMILY] == 0 ? UINT32_MAX : ~(AcvUint128) 0;
    return field == PROTOCOL ? UINT8_MAX : top;
}

/* Any header of the cell, or its least if 'random' is NULL. */
static AcvPacket
packet_in(Cell cell, GRand *random)
{
    AcvUint128 value[N_FIELDS];
    for (Field field = SOURCE; field < N_FIELDS; field++) {
        AcvUint128 first = first_of(cell, field);
        AcvUint128 span = last_of(cell, field) - first;
        AcvUint128 offset = random ? (AcvUint128) g_rand_int(random) << 96 | g_rand_int(random) : 0;
        value[field] = first + (span == ~(AcvUint128) 0 ? offset : offset % (span + 1));
    }
    return (AcvPacket){
        .family = cell.part[FAMILY] == 0 ? ACV_FAMILY_IPV4 : ACV_FAMILY_IPV6,
        .source = value[SOURCE],
        .destination = value[DESTINATION],
        .protocol = (uint8_t) value[PROTOCOL],
        .source_port = (uint16_t) value[PORT_1],
        .destination_port = (uint16_t) value[PORT_2],
    };
}

static double
size_of(Cell cell)
{
    double size = 1;
    for (Field field = SOURCE; field < N_FIELDS; field++) {
        size *= (double) (last_of(cell, field) - first_of(cell, field)) + 1;
    }
    return size;
}

/* --- Comparing --- */

static unsigned
count_differences(const AcvPacketSet *set, const Flags *flags, GRand *random)
{
    unsigned differences = 0;
    for (unsigned i = 0; i < N_CELLS; i++) {
        Cell cell = cell_at(i);
        if (exists(cell)) {
            AcvPacket packet = packet_in(cell, random);
            differences += acv_packet_set_contains(set, &packet) != flags->holds[i];
        }
    }
    return differences;
}

static double
count_headers(const Flags *flags)
{
    double sum = 0;
    for (unsigned i = 0; i < N_CELLS; i++) {
        sum += flags->holds[i] ? size_of(cell_at(i)) : 0;
    }
    return sum;
}

/* The least header of the least cell, since cells are numbered by the fields in their order. */
static bool
least_packet(const Flags *flags, AcvPacket *out_packet)
{
    for (unsigned i = 0; i < N_CELLS; i++) {
        if (flags->holds[i]) {
            *out_packet = packet_in(cell_at(i), NULL);
            return true;
        }
    }
    return false;
}

static void
compare(const char *name, AcvPacketSpace *space, const Pair *pair, GRand *random)
{
    EXPECT_INT(name, count_differences(pair->set, &pair->flags, random), 0);

    double expected = count_headers(&pair->flags);
    EXPECT_TRUE(name, fabs(acv_packet_set_count(pair->set) - expected) <= expected * 1e-12);

    AcvPacket sample;
    AcvPacket least;
    bool found = acv_packet_set_sample(pair->set, &sample);
    EXPECT_INT(name, found, least_packet(&pair->flags, &least));
    if (found) {
        EXPECT_TRUE(name, acv_packet_set_from_packet(space, &sample)
                              == acv_packet_set_from_packet(space, &least));
    }
}

/* --- Matches of whole cells --- */

/* The parts of each field that a match wants. */
typedef struct {
    bool wants[N_FIELDS][2][MOST_PARTS]; /* By family, for those that depend on it. */
} CellMatch;

/* Wants parts 'low' to 'high' of 'field'; the range of values that this is. */
static AcvAddressRange
want(CellMatch *cells, Field field, unsigned family, GRand *random)
{
    unsigned n = n_parts[field];
    unsigned a = (unsigned) g_rand_int(random) % n;
    unsigned b = (unsigned) g_rand_int(random) % n;
    unsigned low = g_rand_int_range(random, 0, 3) == 0 ? 0 : MIN(a, b);
    unsigned high = g_rand_int_range(random, 0, 3) == 0 ? n - 1 : MAX(a, b);
    for (unsigned i = low; i <= high; i++) {
        cells->wants[field][family][i] = true;
    }
    Cell cell = { .part = { [FAMILY] = family, [PROTOCOL] = 3 } };
    cell.part[field] = low;
    AcvUint128 first = first_of(cell, field);
    cell.part[field] = high;
    AcvFamily families[] = { ACV_FAMILY_IPV4, ACV_FAMILY_IPV6 };
    return (AcvAddressRange){ first, last_of(cell, field), families[family] };
}

static AcvAddressSet *
want_addresses(CellMatch *cells, Field field, GRand *random)
{
    AcvAddressRange ranges[] = { want(cells, field, 0, random), want(cells, field, 1, random) };
    if (g_rand_int_range(random, 0, 6) == 0) {
        memset(cells->wants[field][1], 0, sizeof cells->wants[field][1]);
        return acv_address_set_new(ranges, 1);
    }
    return acv_address_set_new(ranges, 2);
}

static AcvPortRange
want_numbers(CellMatch *cells, Field field, GRand *random)
{
    AcvAddressRange range = want(cells, field, 0, random);
    memcpy(cells->wants[field][1], cells->wants[field][0], sizeof cells->wants[field][0]);
    return (AcvPortRange){ (uint16_t) range.first, (uint16_t) range.last };
}

static bool
is_wanted(const CellMatch *cells, Cell cell)
{
    bool reads_ports = n_port_parts[cell.part[PROTOCOL]] > 1;
    for (Field field = SOURCE; field < N_FIELDS; field++) {
        if ((field < PORT_1 || reads_ports)
            && !cells->wants[field][cell.part[FAMILY]][cell.part[field]]) {
            return false;
        }
    }
    return exists(cell);
}

static Pair
pair_random(AcvPacketSpace *space, GRand *random)
{
    CellMatch cells = { 0 };
    Pair pair;
    g_autoptr(AcvAddressSet) sources = want_addresses(&cells, SOURCE, random);
    g_autoptr(AcvAddressSet) destinations = want_addresses(&cells, DESTINATION, random);
    AcvPortRange protocols = want_numbers(&cells, PROTOCOL, random);
    AcvMatch match = {
        .sources = sources,
        .destinations = destinations,
        .first_protocol = (uint8_t) protocols.first,
        .last_protocol = (uint8_t) protocols.last,
        .source_ports = want_numbers(&cells, PORT_1, random),
        .destination_ports = want_numbers(&cells, PORT_2, random),
    };
    pair.set = acv_packet_set_from_match(space, &match);
    for (unsigned i = 0; i < N_CELLS; i++) {
        pair.flags.holds[i] = is_wanted(&cells, cell_at(i));
    }
    return pair;
}

/* --- Operations on both --- */

static Pair
union_of(AcvPacketSpace *space, const Pair *a, const Pair *b)
{
    Pair result = { .set = acv_packet_set_union(space, a->set, b->set) };
    for (unsigned i = 0; i < N_CELLS; i++) {
        result.flags.holds[i] = a->flags.holds[i] || b->flags.holds[i];
    }
    return result;
}

static Pair
intersection_of(AcvPacketSpace *space, const Pair *a, const Pair *b)
{
    Pair result = { .set = acv_packet_set_intersect(space, a->set, b->set) };
    for (unsigned i = 0; i < N_CELLS; i++) {
        result.flags.holds[i] = a->flags.holds[i] && b->flags.holds[i];
    }
    return result;
}

static Pair
difference_of(AcvPacketSpace *space, const Pair *a, const Pair *b)
{
    Pair result = { .set = acv_packet_set_subtract(space, a->set, b->set) };
    for (unsigned i = 0; i < N_CELLS; i++) {
        result.flags.holds[i] = a->flags.holds[i] && !b->flags.holds[i];
    }
    return result;
}

/* Spreads each flag over all parts of 'field', or over those that 'wanted' wants. */
static Flags
spread(const Flags *flags, Field field, const CellMatch *wanted)
{
    Flags result = { 0 };
    for (unsigned i = 0; i < N_CELLS; i++) {
        Cell cell = cell_at(i);
        if (!flags->holds[i]) {
            continue;
        }
        if (field >= PORT_1 && !has_ports(cell)) {
            result.holds[i] = true;
            continue;
        }
        for (unsigned part = 0; part < n_parts[field]; part++) {
            cell.part[field] = part;
            if (!wanted || wanted->wants[field][cell.part[FAMILY]][part]) {
                result.holds[number_of(cell)] = true;
            }
        }
    }
    return result;
}

static Pair
forget_in(AcvPacketSpace *space, const Pair *a, GRand *random)
{
    int choice = g_rand_int_range(random, 0, 4);
    static const Field fields[] = { SOURCE, DESTINATION, PORT_1, PORT_2 };
    return (Pair){
        .set = acv_packet_set_forget(space, a->set, (AcvField) choice),
        .flags = spread(&a->flags, fields[choice], NULL),
    };
}

static Pair
assign_in(AcvPacketSpace *space, const Pair *a, GRand *random)
{
    int choice = g_rand_int_range(random, 0, 4);
    static const Field fields[] = { SOURCE, DESTINATION, PORT_1, PORT_2 };
    Field field = fields[choice];
    CellMatch wanted = { 0 };
    Pair result;
    if (field < PORT_1) {
        g_autoptr(AcvAddressSet) to = want_addresses(&wanted, field, random);
        result.set = acv_packet_set_assign_address(space, a->set, (AcvField) choice, to);
    } else {
        AcvPortRange to = want_numbers(&wanted, field, random);
        result.set = acv_packet_set_assign_port(space, a->set, (AcvField) choice, to);
    }
    result.flags = spread(&a->flags, field, &wanted);
    return result;
}

/* --- Tests --- */

static const char *
step(AcvPacketSpace *space, Pair *pairs, GRand *random)
{
    Pair *target = &pairs[g_rand_int_range(random, 0, N_PAIRS)];
    const Pair *a = &pairs[g_rand_int_range(random, 0, N_PAIRS)];
    const Pair *b = &pairs[g_rand_int_range(random, 0, N_PAIRS)];
    switch (g_rand_int_range(random, 0, 6)) {
    case 0:
        *target = intersection_of(space, a, b);
        return "intersection";
    case 1:
        *target = difference_of(space, a, b);
        return "difference";
    case 2:
        *target = forget_in(space, a, random);
        return "forget";
    case 3:
        *target = assign_in(space, a, random);
        return "assign";
    case 4:
        *target = pair_random(space, random);
        return "match";
    default:
        *target = union_of(space, a, b);
        return "union";
    }
}

static void
operations_agree_with_flags(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(random_seed(2001));
    g_autofree Pair *pairs = g_new(Pair, N_PAIRS);
    unsigned n_rounds = random_rounds(N_ROUNDS);
    for (unsigned round = 0; round < n_rounds; round++) {
        g_autoptr(AcvPacketSpace) space = acv_packet_space_new();
        for (int i = 0; i < N_PAIRS; i++) {
            pairs[i] = pair_random(space, random);
            compare("match", space, &pairs[i], random);
        }
        for (int i = 0; i < N_STEPS; i++) {
            const char *name = step(space, pairs, random);
            for (int j = 0; j < N_PAIRS; j++) {
                compare(name, space, &pairs[j], random);
            }
        }
    }
}

static void
the_oracle_notices_a_planted_fault(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(random_seed(2002));
    g_autoptr(AcvPacketSpace) space = acv_packet_space_new();
    g_autofree Pair *pair = g_new(Pair, 1);
    *pair = pair_random(space, random);
    EXPECT_INT("no fault", count_differences(pair->set, &pair->flags, random), 0);

    /* One header that the flags hold is gone. */
    AcvPacket least;
    while (!least_packet(&pair->flags, &least)) {
        *pair = pair_random(space, random);
    }
    const AcvPacketSet *one = acv_packet_set_from_packet(space, &least);
    const AcvPacketSet *faulty = acv_packet_set_subtract(space, pair->set, one);
    EXPECT_INT("a header", count_differences(faulty, &pair->flags, NULL), 1);

    pair->flags.holds[number_of((Cell){ 0 })] ^= true;
    EXPECT_INT("a flag", count_differences(pair->set, &pair->flags, random), 1);
}

SUITE_MAIN(packet_set_cells, TEST(operations_agree_with_flags),
           TEST(the_oracle_notices_a_planted_fault))
