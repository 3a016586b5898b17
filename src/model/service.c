#include "model/catalog.h"

#include <string.h>

/* A part of a pattern: literal text or the value of a placeholder. */
typedef struct {
    const char *text;
    size_t length;
} Piece;

static const char *
placeholder_value(Piece name, const AcvRegionRow *region, const char *account)
{
    const struct {
        const char *name;
        const char *value;
    } values[] = {
        { "region", region->region },
        { "suffix", region->dns_suffix },
        { "dual", region->dual_stack_suffix },
        { "partition", region->partition },
        { "account", account ? account : "*" },
        { "repository", "*" },
        { "runtime", "*" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        if (strncmp(values[i].name, name.text, name.length) == 0 && !values[i].name[name.length]) {
            return values[i].value;
        }
    }
    g_assert_not_reached(); /* The reader of the tables admits no other. */
}

/* Takes the first piece off 'pattern', which is not empty. */
static Piece
take_piece(Piece *pattern, const AcvRegionRow *region, const char *account)
{
    Piece piece = { .text = pattern->text };
    if (*piece.text == '{') {
        Piece name = { .text = piece.text + 1, .length = strcspn(piece.text + 1, "}") };
        piece.text = placeholder_value(name, region, account);
        piece.length = strlen(piece.text);
        pattern->text += name.length + 2;
        pattern->length -= name.length + 2;
    } else {
        const char *brace = memchr(piece.text, '{', pattern->length);
        piece.length = brace ? (size_t) (brace - piece.text) : pattern->length;
        pattern->text += piece.length;
        pattern->length -= piece.length;
    }
    return piece;
}

char *
acv_pattern_expand(const char *pattern, const AcvRegionRow *region, const char *account)
{
    Piece rest = { .text = pattern, .length = strlen(pattern) };
    GString *text = g_string_sized_new(2 * rest.length);
    while (rest.length > 0) {
        Piece piece = take_piece(&rest, region, account);
        g_string_append_len(text, piece.text, (gssize) piece.length);
    }
    return g_string_free(text, FALSE);
}

/* Whether 'name' is 'pattern' with something without dots for its {region}. */
static bool
name_fits(const char *name, const char *pattern)
{
    size_t head = strcspn(pattern, "{");
    if (strncmp(name, pattern, head) != 0) {
        return false;
    }
    if (!pattern[head]) {
        return !name[head];
    }
    const char *after = name + head;
    size_t region = strcspn(after, ".");
    return region > 0 && strcmp(after + region, pattern + head + strlen("{region}")) == 0;
}

static const AcvServiceRow *
find_service_named(const AcvCatalog *catalog, const char *name)
{
    if (g_str_has_prefix(name, "cn.")) {
        name += strlen("cn.");
    }
    /* "com.amazonaws.REGION.SERVICE", as nearly all of them are. */
    const char *service = name;
    for (int i = 0; i < 3 && service; i++) {
        service = strchr(service + (i > 0), '.');
    }
    const AcvServiceRow *row = service ? acv_catalog_find_service(catalog, service + 1) : NULL;
    if (row && name_fits(name, row->name)) {
        return row;
    }
    size_t n;
    const AcvServiceRow *rows = acv_catalog_list_service(catalog, &n);
    for (size_t i = 0; i < n; i++) {
        if (name_fits(name, rows[i].name)) {
            return &rows[i];
        }
    }
    return NULL;
}

/* The same names come again and again, and not every one is in the order of a table. */
const AcvServiceRow *
acv_catalog_find_service_named(const AcvCatalog *catalog, const char *name)
{
    const void *row;
    g_autofree char *key = g_strconcat("name ", name, NULL);
    if (!acv_catalog_recall(catalog, key, &row)) {
        row = find_service_named(catalog, name);
        acv_catalog_remember_take(catalog, g_steal_pointer(&key), row);
    }
    return row;
}

static size_t
expanded_length(Piece pattern, const AcvRegionRow *region)
{
    size_t length = 0;
    while (pattern.length > 0) {
        length += take_piece(&pattern, region, NULL).length;
    }
    return length;
}

/* Whether 'text' is what 'pattern' expands to. */
static bool
equals_expanded(const char *text, Piece pattern, const AcvRegionRow *region)
{
    while (pattern.length > 0) {
        Piece piece = take_piece(&pattern, region, NULL);
        if (strncmp(text, piece.text, piece.length) != 0) {
            return false;
        }
        text += piece.length;
    }
    return !*text;
}

/* The length of 'pattern', once expanded, if 'host' fits it, else 0. All but a few of the many
 * patterns begin with another letter than the host. */
static size_t
fit(Piece pattern, const AcvRegionRow *region, const char *host)
{
    char first = pattern.text[0];
    if (first != host[0] && first != '{' && first != '*') {
        return 0;
    }
    bool any_account = strncmp(pattern.text, "{account}", strlen("{account}")) == 0;
    if (!any_account && first != '*') {
        return equals_expanded(host, pattern, region) ? strlen(host) : 0;
    }
    size_t wildcard = any_account ? strlen("{account}") : strlen("*");
    Piece tail = { .text = pattern.text + wildcard, .length = pattern.length - wildcard };
    size_t tail_length = expanded_length(tail, region);
    size_t host_length = strlen(host);
    return host_length > tail_length
                   && equals_expanded(host + host_length - tail_length, tail, region)
               ? strlen("*") + tail_length
               : 0;
}

/* The length of the longest of the patterns in 'list' that fits, once expanded; 0 if none does. */
static size_t
longest_fit(const char *list, const AcvRegionRow *region, const char *host)
{
    size_t longest = 0;
    while (list && *list) {
        Piece pattern = { .text = list, .length = (size_t) (strchrnul(list, ',') - list) };
        size_t length = fit(pattern, region, host);
        longest = MAX(longest, length);
        list += pattern.length;
        list += *list == ',';
    }
    return longest;
}

bool
acv_service_covers(const AcvServiceRow *service, const AcvRegionRow *region, const char *host)
{
    const char *list = service->private_dns ? service->private_dns : service->host;
    return longest_fit(list, region, host) > 0;
}

static const AcvServiceRow *
find_service_of_host(const AcvCatalog *catalog, const AcvRegionRow *region, const char *host)
{
    size_t n;
    const AcvServiceRow *rows = acv_catalog_list_service(catalog, &n);
    const AcvServiceRow *best = NULL;
    size_t longest = 0;
    for (size_t i = 0; i < n; i++) {
        size_t by_private_dns = longest_fit(rows[i].private_dns, region, host);
        size_t by_host = longest_fit(rows[i].host, region, host);
        size_t length = MAX(by_private_dns, by_host);
        if (length > longest) {
            longest = length;
            best = &rows[i];
        }
    }
    return best;
}

const AcvServiceRow *
acv_catalog_find_service_of_host(const AcvCatalog *catalog, const AcvRegionRow *region,
                                 const char *host)
{
    const void *row;
    g_autofree char *key = g_strconcat("host ", region->region, " ", host, NULL);
    if (!acv_catalog_recall(catalog, key, &row)) {
        row = find_service_of_host(catalog, region, host);
        acv_catalog_remember_take(catalog, g_steal_pointer(&key), row);
    }
    return row;
}
