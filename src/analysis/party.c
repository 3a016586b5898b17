/* Names are looked up in this order: the internet, an address or prefix, of targets a service, a
 * kind ("runtime", "rds/orders"), an id, a Name tag or name, the beginning of an id. */
#include "analysis/party.h"

#include "analysis/host_name.h"
#include "analysis/party_address.h"
#include "analysis/party_new.h"
#include "analysis/record_names.h"
#include "base/suggest.h"
#include "network/index.h"

#include <string.h>

/* --- Names of records --- */

static bool
is_called(const AcvRecord *record, const char *name)
{
    return g_strcmp0(record->id, name) == 0 || g_strcmp0(acv_given_name(record), name) == 0
           || g_strcmp0(record->arn, name) == 0;
}

static bool
begins_like(const AcvRecord *record, const char *name)
{
    return g_str_has_prefix(record->id, name);
}

typedef bool (*NameTest)(const AcvRecord *record, const char *name);

static void
collect(AcvNetwork *network, AcvKind kind, NameTest test, const char *name, GPtrArray *records)
{
    size_t n;
    const AcvRecord *const *all = acv_snapshot_list(acv_network_snapshot(network), kind, &n);
    for (size_t i = 0; i < n; i++) {
        if (test(all[i], name)) {
            g_ptr_array_add(records, (gpointer) all[i]);
        }
    }
}

/* An instance and its own interface of one name are the instance. */
static void
drop_own_interfaces(GPtrArray *records)
{
    for (guint i = records->len; i > 0; i--) {
        const AcvNetworkInterface *interface = g_ptr_array_index(records, i - 1);
        bool owned = false;
        for (guint j = 0; interface->record.kind == ACV_KIND_NETWORK_INTERFACE && j < records->len;
             j++) {
            const AcvRecord *other = g_ptr_array_index(records, j);
            owned |= other->kind == ACV_KIND_INSTANCE
                     && g_strcmp0(other->id, interface->instance_id) == 0;
        }
        if (owned) {
            g_ptr_array_remove_index(records, i - 1);
        }
    }
}

/* --- Errors --- */

static void
append_candidate(GString *text, const AcvRecord *record)
{
    const char *name = acv_given_name(record);
    g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "", record->id);
    if (name && !g_str_equal(name, record->id)) {
        g_string_append_printf(text, " (%s)", name);
    } else if (acv_listens_on_one_port(record)) {
        g_string_append_printf(text, " (%s)",
                               record->arn ? record->arn : acv_kind_key(record->kind));
    }
}

static void
fail_ambiguous(const char *text, const GPtrArray *records, GError **error)
{
    enum { MOST_SHOWN = 10 };
    g_autoptr(GString) list = g_string_new(NULL);
    for (guint i = 0; i < MIN(records->len, MOST_SHOWN); i++) {
        append_candidate(list, g_ptr_array_index(records, i));
    }
    if (records->len > MOST_SHOWN) {
        g_string_append_printf(list, " and %u more", records->len - MOST_SHOWN);
    }
    g_set_error(error, ACV_ERROR, ACV_ERROR_AMBIGUOUS, "\"%s\" is ambiguous: it can be %s", text,
                list->str);
}

/* What could have been meant with 'text': words, ids and names. Free with g_ptr_array_unref(); the
 * texts live as long as the network. */
static GPtrArray *
known_texts(AcvNetwork *network, const char *text, AcvRole role)
{
    g_autoptr(GArray) names = acv_names_list(network);
    size_t n_words;
    const AcvNameWord *words = acv_name_words(&n_words);
    GPtrArray *texts = g_ptr_array_new();
    for (size_t i = 0; i < n_words; i++) {
        g_ptr_array_add(texts, (gpointer) words[i].word);
    }
    for (guint i = 0; i < names->len; i++) {
        const AcvName *name = &g_array_index(names, AcvName, i);
        if (role == ACV_ROLE_SOURCE ? !name->is_source : !name->is_target) {
            continue;
        }
        g_ptr_array_add(texts, (gpointer) name->text);
        if (name->record && acv_given_name(name->record)) {
            g_ptr_array_add(texts, (gpointer) acv_given_name(name->record));
        }
    }
    if (role == ACV_ROLE_TARGET && !strchr(text, '/')) {
        acv_service_names_append(network, texts);
    }
    return texts;
}

/* Those that are like 'text', the nearest first. Free with g_ptr_array_unref(); the texts live as
 * long as the network. */
static GPtrArray *
close_names(AcvNetwork *network, const char *text, AcvRole role)
{
    enum { MOST_SHOWN = 5 };
    g_autoptr(GPtrArray) texts = known_texts(network, text, role);
    return acv_suggest(text, (const char *const *) texts->pdata, texts->len, MOST_SHOWN);
}

/* Digits, dots and the like that are no address: names are not made of these alone. */
static bool
looks_like_address(const char *text)
{
    return g_ascii_isdigit(*text) && strpbrk(text, ".:/")
           && strspn(text, "0123456789abcdefABCDEF.:/") == strlen(text);
}

static void
fail_unknown(AcvNetwork *network, const char *text, AcvRole role, GError **error)
{
    if (looks_like_address(text)) {
        g_set_error(error, ACV_ERROR, ACV_ERROR_USAGE,
                    "expected an address, or a CIDR such as 10.0.0.0/16, got \"%s\"", text);
        return;
    }
    g_autoptr(GPtrArray) close = close_names(network, text, role);
    g_autoptr(GString) list = g_string_new(NULL);
    for (guint i = 0; i < close->len; i++) {
        g_string_append_printf(list, "%s%s", i > 0 ? ", " : "",
                               (const char *) g_ptr_array_index(close, i));
    }
    const char *role_text = role == ACV_ROLE_SOURCE ? "source" : "target";
    if (list->len > 0) {
        g_set_error(error, ACV_ERROR, ACV_ERROR_UNKNOWN, "no %s is called \"%s\"; did you mean %s?",
                    role_text, text, list->str);
    } else {
        g_set_error(error, ACV_ERROR, ACV_ERROR_UNKNOWN,
                    "no %s is called \"%s\"; \"acv-path list\" shows the names", role_text, text);
    }
}

/* --- By kind --- */

static void
collect_of_word(AcvNetwork *network, const AcvNameWord *word, NameTest test, const char *name,
                GPtrArray *records)
{
    for (size_t i = 0; i < word->n_kinds; i++) {
        collect(network, word->kinds[i], test, name, records);
    }
}

/* All that the word alone means. */
static void
collect_all(AcvNetwork *network, const AcvNameWord *word, GPtrArray *records)
{
    collect_of_word(network, word, begins_like, "", records);
    for (guint i = records->len; word->is_meant && i > 0; i--) {
        if (!word->is_meant(network, g_ptr_array_index(records, i - 1))) {
            g_ptr_array_remove_index(records, i - 1);
        }
    }
}

/* The records that "word/name" means: those called so, else those whose ids begin so. */
static void
collect_named(AcvNetwork *network, const AcvNameWord *word, const char *name, GPtrArray *records)
{
    collect_of_word(network, word, is_called, name, records);
    if (records->len == 0) {
        collect_of_word(network, word, begins_like, name, records);
    }
}

/* True if 'text' uses a word; then 'records' has what it means, or 'error' is set. */
static bool
find_by_word(AcvNetwork *network, const char *text, AcvRole role, GPtrArray *records,
             GError **error)
{
    size_t n_words;
    const AcvNameWord *words = acv_name_words(&n_words);
    for (size_t i = 0; i < n_words; i++) {
        size_t length = strlen(words[i].word);
        if (strncmp(text, words[i].word, length) != 0
            || (text[length] != '\0' && text[length] != '/')) {
            continue;
        }
        if (text[length] == '\0') {
            collect_all(network, &words[i], records);
            if (records->len == 0) {
                g_set_error(error, ACV_ERROR, ACV_ERROR_UNKNOWN, "the scenario has no %s (%s)",
                            words[i].what, acv_kind_key(words[i].kinds[0]));
            }
            return true;
        }
        collect_named(network, &words[i], text + length + 1, records);
        if (records->len > 1) {
            fail_ambiguous(text, records, error);
        } else if (records->len == 0) {
            fail_unknown(network, text, role, error);
        }
        return true;
    }
    return false;
}

/* --- By id or name --- */

static bool
find_by_name(AcvNetwork *network, const char *text, NameTest test, GPtrArray *records,
             GError **error)
{
    size_t n_kinds;
    const AcvKind *kinds = acv_named_kinds(&n_kinds);
    for (size_t i = 0; i < n_kinds; i++) {
        collect(network, kinds[i], test, text, records);
    }
    drop_own_interfaces(records);
    if (records->len > 1) {
        fail_ambiguous(text, records, error);
    }
    return records->len > 0;
}

/* What listens, and opens no connection that a question could be about. */
static void
check_sources(const char *text, const GPtrArray *records, GError **error)
{
    const AcvRecord *record = g_ptr_array_index(records, 0);
    if (acv_listens_on_one_port(record)) {
        g_set_error(error, ACV_ERROR, ACV_ERROR_USAGE,
                    "\"%s\" only answers connections, so it can be a target and not a source (%s)",
                    text, acv_kind_key(record->kind));
    }
}

static bool
find_records(AcvNetwork *network, const char *text, AcvRole role, GPtrArray *records,
             GError **error)
{
    GError *failure = NULL;
    bool found = find_by_word(network, text, role, records, &failure)
                 || find_by_name(network, text, is_called, records, &failure)
                 || find_by_name(network, text, begins_like, records, &failure);
    if (!found) {
        fail_unknown(network, text, role, &failure);
    }
    if (!failure && role == ACV_ROLE_SOURCE) {
        check_sources(text, records, &failure);
    }
    if (failure) {
        g_propagate_error(error, failure);
        return false;
    }
    return true;
}

/* --- Services --- */

/* Whether 'text' is a name for all of a kind: "rds" is the databases, not the API of Amazon RDS. */
static bool
is_word(const char *text)
{
    size_t n_words;
    const AcvNameWord *words = acv_name_words(&n_words);
    for (size_t i = 0; i < n_words; i++) {
        if (g_str_equal(words[i].word, text)) {
            return true;
        }
    }
    return false;
}

/* True if something else than an endpoint is called like a service; 'error' is set. */
static bool
is_taken(AcvNetwork *network, const char *text, GError **error)
{
    size_t n_kinds;
    const AcvKind *kinds = acv_named_kinds(&n_kinds);
    g_autoptr(GPtrArray) records = g_ptr_array_new();
    for (size_t i = 0; i < n_kinds; i++) {
        if (kinds[i] != ACV_KIND_VPC_ENDPOINT) {
            collect(network, kinds[i], is_called, text, records);
        }
    }
    if (records->len > 0) {
        fail_ambiguous(text, records, error);
        g_prefix_error(error, "an AWS service and something else have this name: ");
    }
    return records->len > 0;
}

GPtrArray *
acv_parties_of_service(AcvNetwork *network, const char *text)
{
    GPtrArray *parties = acv_parties_new();
    g_autoptr(GArray) names = acv_service_names_find(network, text);
    for (guint i = 0; i < names->len; i++) {
        AcvParty *party = g_new0(AcvParty, 1);
        party->kind = ACV_PARTY_SERVICE;
        party->addresses = acv_network_all_addresses(network);
        party->service = g_array_index(names, AcvServiceName, i);
        g_ptr_array_add(parties, party);
    }
    return parties;
}

/* The services that 'text' names; empty if it names none, NULL if it can be something else. */
static GPtrArray *
find_services(AcvNetwork *network, const char *text, GError **error)
{
    if (is_word(text)) {
        return acv_parties_new();
    }
    g_autoptr(GPtrArray) parties = acv_parties_of_service(network, text);
    return parties->len > 0 && is_taken(network, text, error) ? NULL : g_steal_pointer(&parties);
}

/* --- All --- */

/* Whether 'text' is a name of something else but for a slip or two. */
static bool
is_slip(AcvNetwork *network, const char *text)
{
    enum { MOST_SLIPS = 2 };
    g_autoptr(GPtrArray) texts = known_texts(network, text, ACV_ROLE_TARGET);
    return acv_is_slip(text, (const char *const *) texts->pdata, texts->len, MOST_SLIPS);
}

/* A host name that nothing else is called like, and that is no mistyped name of anything. */
static bool
means_host(AcvNetwork *network, const char *text)
{
    size_t n_kinds;
    const AcvKind *kinds = acv_named_kinds(&n_kinds);
    if (!acv_text_is_host_name(text)) {
        return false;
    }
    g_autoptr(GPtrArray) records = g_ptr_array_new();
    for (size_t i = 0; i < n_kinds; i++) {
        collect(network, kinds[i], begins_like, text, records);
        collect(network, kinds[i], is_called, text, records);
    }
    if (records->len > 0) {
        return false;
    }
    return acv_host_name_is_known(network, text) || !is_slip(network, text);
}

GPtrArray *
acv_parties_find(AcvNetwork *network, const char *text, AcvRole role, GError **error)
{
    AcvPrefix prefix;
    if (acv_addresses_parse(text, &prefix)) {
        return acv_parties_of_addresses(network, text, prefix, role, error);
    }
    g_autoptr(GPtrArray) parties =
        role == ACV_ROLE_TARGET ? find_services(network, text, error) : acv_parties_new();
    if (!parties || parties->len > 0) {
        return g_steal_pointer(&parties);
    }
    if (role == ACV_ROLE_TARGET && means_host(network, text)) {
        g_ptr_array_add(parties, acv_party_of_host(network, text));
        return g_steal_pointer(&parties);
    }
    g_autoptr(GPtrArray) records = g_ptr_array_new();
    if (!find_records(network, text, role, records, error)) {
        return NULL;
    }
    for (guint i = 0; i < records->len; i++) {
        g_ptr_array_add(parties, acv_party_of_record(network, g_ptr_array_index(records, i), role));
    }
    return g_steal_pointer(&parties);
}
