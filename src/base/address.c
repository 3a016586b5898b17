#include "acv/address.h"

#include "acv/problem.h"

#include <arpa/inet.h>
#include <string.h>

G_STATIC_ASSERT(ACV_ADDRESS_TEXT_SIZE >= 2 * INET6_ADDRSTRLEN);

static AcvUint128
low_bits(unsigned n)
{
    return n >= 128 ? ~(AcvUint128) 0 : ((AcvUint128) 1 << n) - 1;
}

static AcvUint128
host_mask(AcvFamily family, unsigned length)
{
    return low_bits(acv_family_bits(family) - length);
}

unsigned
acv_family_bits(AcvFamily family)
{
    g_assert(family != ACV_FAMILY_NONE);
    return family == ACV_FAMILY_IPV4 ? 32 : 128;
}

AcvUint128
acv_family_last(AcvFamily family)
{
    return low_bits(acv_family_bits(family));
}

static AcvUint128
from_network_order(const uint8_t *bytes, size_t n)
{
    AcvUint128 value = 0;
    for (size_t i = 0; i < n; i++) {
        value = value << 8 | bytes[i];
    }
    return value;
}

static void
to_network_order(AcvUint128 value, uint8_t *bytes, size_t n)
{
    for (size_t i = n; i-- > 0; value >>= 8) {
        bytes[i] = (uint8_t) value;
    }
}

static bool
parse_address(const char *text, AcvAddress *out_address)
{
    uint8_t bytes[sizeof(struct in6_addr)];
    AcvFamily family;

    if (inet_pton(AF_INET, text, bytes) == 1) {
        family = ACV_FAMILY_IPV4;
    } else if (inet_pton(AF_INET6, text, bytes) == 1) {
        family = ACV_FAMILY_IPV6;
    } else {
        return false;
    }
    out_address->value = from_network_order(bytes, acv_family_bits(family) / 8);
    out_address->family = family;
    return true;
}

bool
acv_address_parse(const char *text, AcvAddress *out_address, GError **error)
{
    if (!parse_address(text, out_address)) {
        g_set_error(error, ACV_ERROR, ACV_ERROR_SYNTAX, "expected an IP address, got \"%s\"", text);
        return false;
    }
    return true;
}

/* Digits only: no sign, space or leading zero. */
static bool
parse_length(const char *text, unsigned bits, uint8_t *out_length)
{
    unsigned value = 0;
    size_t n = strspn(text, "0123456789");

    if (n == 0 || n > 3 || text[n] != '\0' || (text[0] == '0' && n > 1)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        value = 10 * value + (unsigned) (text[i] - '0');
    }
    *out_length = (uint8_t) value;
    return value <= bits;
}

static bool
parse_cidr(const char *text, AcvAddress *out_address, uint8_t *out_length)
{
    char address[INET6_ADDRSTRLEN];
    const char *slash = strchr(text, '/');

    if (!slash || (size_t) (slash - text) >= sizeof address) {
        return false;
    }
    memcpy(address, text, (size_t) (slash - text));
    address[slash - text] = '\0';
    return parse_address(address, out_address)
           && parse_length(slash + 1, acv_family_bits(out_address->family), out_length);
}

bool
acv_prefix_parse(const char *text, AcvPrefix *out_prefix, bool *out_had_host_bits, GError **error)
{
    AcvAddress address;
    uint8_t length;

    if (!parse_cidr(text, &address, &length)) {
        g_set_error(error, ACV_ERROR, ACV_ERROR_SYNTAX,
                    "expected a CIDR block such as 10.0.0.0/16, got \"%s\"", text);
        return false;
    }
    *out_prefix = acv_prefix_of(address, length);
    if (out_had_host_bits) {
        *out_had_host_bits = out_prefix->address.value != address.value;
    }
    return true;
}

AcvPrefix
acv_prefix_of(AcvAddress address, unsigned length)
{
    g_assert(length <= acv_family_bits(address.family));
    address.value &= ~host_mask(address.family, length);
    return (AcvPrefix){ .address = address, .length = (uint8_t) length };
}

AcvAddressRange
acv_prefix_range(AcvPrefix prefix)
{
    AcvAddress address = prefix.address;
    return (AcvAddressRange){
        .first = address.value,
        .last = address.value | host_mask(address.family, prefix.length),
        .family = address.family,
    };
}

AcvAddressRange
acv_address_range(AcvAddress address)
{
    return (AcvAddressRange){ address.value, address.value, address.family };
}

bool
acv_prefix_contains(AcvPrefix prefix, AcvAddress address)
{
    return prefix.address.family == address.family
           && acv_prefix_of(address, prefix.length).address.value == prefix.address.value;
}

bool
acv_prefix_covers(AcvPrefix outer, AcvPrefix inner)
{
    return outer.length <= inner.length && acv_prefix_contains(outer, inner.address);
}

int
acv_address_compare(AcvAddress a, AcvAddress b)
{
    if (a.family != b.family) {
        return a.family < b.family ? -1 : 1;
    }
    return (a.value > b.value) - (a.value < b.value);
}

int
acv_prefix_compare(AcvPrefix a, AcvPrefix b)
{
    int order = acv_address_compare(a.address, b.address);
    return order ? order : (a.length > b.length) - (a.length < b.length);
}

const char *
acv_address_print(AcvAddress address, char buffer[static ACV_ADDRESS_TEXT_SIZE])
{
    uint8_t bytes[sizeof(struct in6_addr)];
    int family = address.family == ACV_FAMILY_IPV4 ? AF_INET : AF_INET6;

    to_network_order(address.value, bytes, acv_family_bits(address.family) / 8);
    return inet_ntop(family, bytes, buffer, ACV_ADDRESS_TEXT_SIZE);
}

const char *
acv_prefix_print(AcvPrefix prefix, char buffer[static ACV_ADDRESS_TEXT_SIZE])
{
    acv_address_print(prefix.address, buffer);
    size_t length = strlen(buffer);
    g_snprintf(buffer + length, ACV_ADDRESS_TEXT_SIZE - (gulong) length, "/%u", prefix.length);
    return buffer;
}

/* How many low bits are free in the widest aligned block that begins at 'range.first' and stays
 * within 'range'. */
static unsigned
widest_block(AcvAddressRange range)
{
    unsigned free_bits = 0;
    while (free_bits < acv_family_bits(range.family)) {
        AcvUint128 wider = low_bits(free_bits + 1);
        if ((range.first & wider) != 0 || (range.first | wider) > range.last) {
            break;
        }
        free_bits++;
    }
    return free_bits;
}

AcvPrefix
acv_address_range_first_prefix(AcvAddressRange range)
{
    AcvAddress first = { range.first, range.family };
    return acv_prefix_of(first, acv_family_bits(range.family) - widest_block(range));
}

const char *
acv_address_range_print(AcvAddressRange range, char buffer[static ACV_ADDRESS_TEXT_SIZE])
{
    AcvPrefix prefix = acv_address_range_first_prefix(range);
    if (acv_prefix_range(prefix).last == range.last) {
        return acv_prefix_print(prefix, buffer);
    }
    acv_address_print((AcvAddress){ range.first, range.family }, buffer);
    size_t length = strlen(buffer);
    buffer[length++] = '-';
    char last[ACV_ADDRESS_TEXT_SIZE];
    acv_address_print((AcvAddress){ range.last, range.family }, last);
    g_strlcpy(buffer + length, last, ACV_ADDRESS_TEXT_SIZE - length);
    return buffer;
}
