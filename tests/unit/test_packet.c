#include "expect.h"
#include "packets.h"
#include "suite.h"

/* "10.0.0.1 10.0.0.2 6 1024 443": source, destination, protocol, two ports. */
static AcvPacket
packet_of(const char *text)
{
    AcvPacket packet = { 0 };
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    EXPECT_INT(text, g_strv_length(words), 5);
    AcvAddress source = { 0 };
    AcvAddress destination = { 0 };
    EXPECT_TRUE(text, acv_address_parse(words[0], &source, NULL)
                          && acv_address_parse(words[1], &destination, NULL));
    packet.source = source.value;
    packet.destination = destination.value;
    packet.family = source.family;
    packet.protocol = (uint8_t) g_ascii_strtoull(words[2], NULL, 10);
    packet.source_port = (uint16_t) g_ascii_strtoull(words[3], NULL, 10);
    packet.destination_port = (uint16_t) g_ascii_strtoull(words[4], NULL, 10);
    return packet;
}

/* The same as text, the caller's. */
static char *
print_packet(const AcvPacket *packet)
{
    char source[ACV_ADDRESS_TEXT_SIZE];
    char destination[ACV_ADDRESS_TEXT_SIZE];
    acv_address_print((AcvAddress){ packet->source, packet->family }, source);
    acv_address_print((AcvAddress){ packet->destination, packet->family }, destination);
    return g_strdup_printf("%s %s %u %u %u", source, destination, packet->protocol,
                           packet->source_port, packet->destination_port);
}

static void
protocols_say_what_follows_them(void)
{
    static const struct {
        const char *name;
        uint8_t protocol;
        AcvLayer4 expected;
    } rows[] = {
        { "hop-by-hop", 0, ACV_LAYER4_NONE }, { "ICMP", 1, ACV_LAYER4_ICMP },
        { "TCP", 6, ACV_LAYER4_PORTS },       { "UDP", 17, ACV_LAYER4_PORTS },
        { "ESP", 50, ACV_LAYER4_NONE },       { "ICMPv6", 58, ACV_LAYER4_ICMP },
        { "SCTP", 132, ACV_LAYER4_NONE },     { "reserved", 255, ACV_LAYER4_NONE },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        EXPECT_INT(rows[i].name, acv_protocol_layer4(rows[i].protocol), rows[i].expected);
    }
}

static void
a_match_holds_if_every_field_does(void)
{
    static const struct {
        const char *match;
        const char *packet;
        bool expected;
    } rows[] = {
        { "* * * * *", "10.0.0.1 10.0.0.2 6 1024 443", true },
        { "* * * * *", "::1 ::2 132 0 0", true },
        { "10.0.0.0/24 * 6 * 443", "10.0.0.1 10.0.0.2 6 1024 443", true },
        { "10.0.0.0/24 * 6 * 443", "10.0.1.1 10.0.0.2 6 1024 443", false },
        { "10.0.0.0/24 * 6 * 443", "10.0.0.1 10.0.0.2 17 1024 443", false },
        { "10.0.0.0/24 * 6 * 443", "10.0.0.1 10.0.0.2 6 443 1024", false },
        { "* 10.0.0.2/32 6 1024-65535 *", "10.0.0.1 10.0.0.2 6 1024 443", true },
        { "* 10.0.0.2/32 6 1024-65535 *", "10.0.0.1 10.0.0.2 6 1023 443", false },
        { "* 10.0.0.2/32 6 1024-65535 *", "10.0.0.1 10.0.0.3 6 1024 443", false },
        { "0.0.0.0/0 * * * *", "::1 ::2 6 1 1", false },
        { "- * * * *", "10.0.0.1 10.0.0.2 6 1 1", false },
        { "* - * * *", "10.0.0.1 10.0.0.2 6 1 1", false },
        /* ICMP reads types and codes, other protocols nothing. */
        { "* * 1 8 *", "10.0.0.1 10.0.0.2 1 8 0", true },
        { "* * 1 8 *", "10.0.0.1 10.0.0.2 1 0 0", false },
        { "* * 58 128 0", "::1 ::2 58 128 1", false },
        { "* * 50 80 80", "10.0.0.1 10.0.0.2 50 0 0", true },
        /* Reversed ranges hold nothing where they are read. */
        { "* * 6-5 * *", "10.0.0.1 10.0.0.2 6 1 1", false },
        { "* * * 5-4 *", "10.0.0.1 10.0.0.2 6 5 4", false },
        { "* * * * 5-4", "10.0.0.1 10.0.0.2 1 5 4", false },
        { "* * * 5-4 *", "10.0.0.1 10.0.0.2 50 0 0", true },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(AcvMatch) match = match_parse(rows[i].match);
        AcvPacket packet = packet_of(rows[i].packet);
        g_autofree char *name = g_strdup_printf("%s: %s", rows[i].match, rows[i].packet);
        EXPECT_INT(name, acv_match_contains(match, &packet), rows[i].expected);
    }
}

static void
the_match_of_nothing_matches_nothing(void)
{
    AcvPacket packet = packet_of("10.0.0.1 10.0.0.2 6 1 1");
    for (unsigned protocol = 0; protocol <= ACV_PROTOCOL_LAST; protocol++) {
        packet.protocol = (uint8_t) protocol;
        EXPECT_TRUE("all", acv_match_contains(&ACV_MATCH_ALL, &packet));
        EXPECT_TRUE("none", !acv_match_contains(&ACV_MATCH_NONE, &packet));
    }
}

static void
queries_expect_the_reply_that_belongs_to_them(void)
{
    static const struct {
        const char *packet;
        const char *reply; /* NULL if none is expected. */
    } rows[] = {
        { "10.0.0.1 10.0.0.2 6 1024 443", "10.0.0.2 10.0.0.1 6 443 1024" },
        { "::1 ::2 17 5000 53", "::2 ::1 17 53 5000" },
        { "10.0.0.1 10.0.0.2 50 0 0", "10.0.0.2 10.0.0.1 50 0 0" },
        { "10.0.0.1 10.0.0.2 1 8 0", "10.0.0.2 10.0.0.1 1 0 0" },
        { "10.0.0.1 10.0.0.2 1 13 0", "10.0.0.2 10.0.0.1 1 14 0" },
        { "10.0.0.1 10.0.0.2 1 15 0", "10.0.0.2 10.0.0.1 1 16 0" },
        { "10.0.0.1 10.0.0.2 1 17 0", "10.0.0.2 10.0.0.1 1 18 0" },
        { "10.0.0.1 10.0.0.2 1 0 0", NULL },
        { "10.0.0.1 10.0.0.2 1 3 4", NULL },
        { "10.0.0.1 10.0.0.2 1 128 0", NULL },
        { "::1 ::2 58 128 0", "::2 ::1 58 129 0" },
        { "::1 ::2 58 139 1", "::2 ::1 58 140 1" },
        { "::1 ::2 58 129 0", NULL },
        { "::1 ::2 58 8 0", NULL },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        AcvPacket packet = packet_of(rows[i].packet);
        EXPECT_INT(rows[i].packet, acv_packet_expects_reply(&packet), rows[i].reply != NULL);
        if (rows[i].reply) {
            AcvPacket reply = acv_packet_reply(&packet);
            g_autofree char *text = print_packet(&reply);
            EXPECT_TEXT(rows[i].packet, text, rows[i].reply);
        }
    }
}

static void
a_mirrored_match_holds_when_the_match_holds_for_the_reply(void)
{
    static const char *const matches[] = {
        "* * * * *",
        "10.0.0.1/32 * 6 * 443",
        "10.0.0.2/32 * 6 * 1024-65535",
        "* 10.0.0.1/32 17 53 *",
        "10.0.0.2/32 10.0.0.1/32 50 * *",
        "* * 1 * *",
        "* * 1 0-255 *",
        "10.0.0.2/32 * 1 0 *",
        "* * 1 0 1",
        "* * 1 14 *",
        "* * 1 8 *",
        "* * 1 3 4",
        "* * 58 129 *",
        "* * 58 0 *",
        "- * * * *",
        "* * 6-5 * *",
        "* * 1 5-4 *",
        "* * 1 0 5-4",
        "* * 6 5-4 *",
    };
    static const char *const packets[] = {
        "10.0.0.1 10.0.0.2 6 1024 443",
        "10.0.0.1 10.0.0.2 6 443 1024",
        "10.0.0.1 10.0.0.2 17 99 53",
        "10.0.0.1 10.0.0.2 50 0 0",
        "10.0.0.1 10.0.0.2 1 8 0",
        "10.0.0.1 10.0.0.2 1 8 1",
        "10.0.0.1 10.0.0.2 1 13 0",
        "10.0.0.2 10.0.0.1 1 8 0",
        "::1 ::2 58 128 0",
        "::1 ::2 58 139 0",
        "10.0.0.2 10.0.0.1 6 5 443",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(matches); i++) {
        g_autoptr(AcvMatch) match = match_parse(matches[i]);
        AcvMatch mirror = acv_match_mirror(match);
        for (size_t j = 0; j < G_N_ELEMENTS(packets); j++) {
            AcvPacket packet = packet_of(packets[j]);
            AcvPacket reply = acv_packet_reply(&packet);
            g_autofree char *name = g_strdup_printf("%s: %s", matches[i], packets[j]);
            EXPECT_INT(name, acv_match_contains(&mirror, &packet),
                       acv_match_contains(match, &reply));
        }
    }
}

SUITE_MAIN(packet, TEST(protocols_say_what_follows_them), TEST(a_match_holds_if_every_field_does),
           TEST(the_match_of_nothing_matches_nothing),
           TEST(queries_expect_the_reply_that_belongs_to_them),
           TEST(a_mirrored_match_holds_when_the_match_holds_for_the_reply))
