/* IPv4 and IPv6 addresses, prefixes and ranges: values, compared member by member. */
#pragma once

#include <acv/api.h>

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

ACV_BEGIN_DECLS

__extension__ typedef unsigned __int128 AcvUint128;

/* No family is zero, so a zeroed address, prefix or range is "not given". */
typedef enum {
    ACV_FAMILY_NONE = 0,
    ACV_FAMILY_IPV4 = 4,
    ACV_FAMILY_IPV6 = 6,
} AcvFamily;

/* Host byte order; an IPv4 address fills the low 32 bits. */
typedef struct {
    AcvUint128 value;
    AcvFamily family;
} AcvAddress;

/* Invariant: every bit of 'address' after 'length' is zero: equal prefixes have equal members. */
typedef struct {
    AcvAddress address;
    uint8_t length; /* 0..32 or 0..128, in bits. */
} AcvPrefix;

/* Both ends included. Invariant: first <= last, and both fit the family. */
typedef struct {
    AcvUint128 first;
    AcvUint128 last;
    AcvFamily family;
} AcvAddressRange;

/* Room for any text that this module prints, with its terminator. */
enum { ACV_ADDRESS_TEXT_SIZE = 96 };

/* The bits of an address: 32 or 128. */
unsigned acv_family_bits(AcvFamily family);

/* The highest value of an address: 2^32-1 or 2^128-1. */
AcvUint128 acv_family_last(AcvFamily family);

/* Parses "10.0.0.1" or "2001:db8::1" into '*out_address'. On failure it is untouched.
 *
 * Errors: ACV_ERROR_SYNTAX. */
bool acv_address_parse(const char *text, AcvAddress *out_address, GError **error);

/* Parses CIDR text such as "10.0.0.0/16" into '*out_prefix'. On failure it is untouched.
 *
 * Clears host bits, as CreateSubnet and CreateNetworkAclEntry do: "10.0.0.7/16" gives 10.0.0.0/16.
 * '*out_had_host_bits', if not NULL, says whether there were any.
 *
 * Errors: ACV_ERROR_SYNTAX.
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html */
bool acv_prefix_parse(const char *text, AcvPrefix *out_prefix, bool *out_had_host_bits,
                      GError **error);

/* The prefix of 'length' bits that holds 'address'. */
AcvPrefix acv_prefix_of(AcvAddress address, unsigned length);

/* All addresses of 'prefix'. */
AcvAddressRange acv_prefix_range(AcvPrefix prefix);

/* The range that holds 'address' alone. */
AcvAddressRange acv_address_range(AcvAddress address);

/* The widest prefix that begins where 'range' does and stays within it. */
AcvPrefix acv_address_range_first_prefix(AcvAddressRange range);

bool acv_prefix_contains(AcvPrefix prefix, AcvAddress address);

/* True if every address of 'inner' lies in 'outer'. */
bool acv_prefix_covers(AcvPrefix outer, AcvPrefix inner);

/* Orders by family, then by value; 0 if equal. */
int acv_address_compare(AcvAddress a, AcvAddress b);

/* Orders by family, then by address, then the shorter prefix first; 0 if equal. */
int acv_prefix_compare(AcvPrefix a, AcvPrefix b);

/* Writes the canonical text (RFC 5952 for IPv6) into 'buffer' and returns it. */
const char *acv_address_print(AcvAddress address, char buffer[static ACV_ADDRESS_TEXT_SIZE]);
const char *acv_prefix_print(AcvPrefix prefix, char buffer[static ACV_ADDRESS_TEXT_SIZE]);

/* The same for a range: the prefix that it is, such as "10.0.0.0/24" or "10.0.0.4/32", else
 * "10.0.0.4-10.0.0.254". */
const char *acv_address_range_print(AcvAddressRange range,
                                    char buffer[static ACV_ADDRESS_TEXT_SIZE]);

ACV_END_DECLS
