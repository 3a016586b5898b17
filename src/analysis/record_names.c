#include "analysis/record_names.h"

#include "analysis/party_new.h"
#include "base/hash.h"

#include <limits.h>
#include <stdint.h>

/* --- Words --- */

/* The members of a cluster are meant by its name. */
static bool
is_no_member(AcvNetwork *network, const AcvRecord *record)
{
    return record->kind != ACV_KIND_DB_INSTANCE
           || !acv_db_instance_is_member(network, (const AcvDbInstance *) record);
}

static bool
is_efs(AcvNetwork *network, const AcvRecord *record)
{
    (void) network;
    return acv_file_system_is_efs((const AcvFileSystem *) record);
}

static const AcvNameWord words[] = {
    { "runtime", "agent runtime", { ACV_KIND_AGENT_RUNTIME }, 1, NULL },
    { "code-interpreter", "code interpreter", { ACV_KIND_CODE_INTERPRETER }, 1, NULL },
    { "browser", "browser", { ACV_KIND_BROWSER }, 1, NULL },
    { "rds",
      "database",
      { ACV_KIND_DB_INSTANCE, ACV_KIND_DB_CLUSTER, ACV_KIND_DB_PROXY },
      3,
      is_no_member },
    { "efs", "file system of Amazon EFS", { ACV_KIND_FILE_SYSTEM }, 1, is_efs },
};

const AcvNameWord *
acv_name_words(size_t *out_n)
{
    *out_n = G_N_ELEMENTS(words);
    return words;
}

/* What can be named by its id, in this order. */
static const AcvKind named_kinds[] = {
    ACV_KIND_NETWORK_INTERFACE, ACV_KIND_INSTANCE,    ACV_KIND_SUBNET,       ACV_KIND_AGENT_RUNTIME,
    ACV_KIND_CODE_INTERPRETER,  ACV_KIND_BROWSER,     ACV_KIND_DB_INSTANCE,  ACV_KIND_DB_CLUSTER,
    ACV_KIND_DB_PROXY,          ACV_KIND_FILE_SYSTEM, ACV_KIND_MOUNT_TARGET, ACV_KIND_VPC_ENDPOINT,
};

const AcvKind *
acv_named_kinds(size_t *out_n)
{
    *out_n = G_N_ELEMENTS(named_kinds);
    return named_kinds;
}

const char *
acv_given_name(const AcvRecord *record)
{
    if (acv_record_is_agentcore(record)) {
        return ((const AcvAgentCore *) record)->name;
    }
    if (record->kind == ACV_KIND_FILE_SYSTEM && ((const AcvFileSystem *) record)->name) {
        return ((const AcvFileSystem *) record)->name;
    }
    return acv_record_name(record);
}

/* --- Names that are taken --- */

/* Texts, and how they begin: nearly all others begin otherwise. */
typedef struct {
    GHashTable *texts;
    bool begins[UCHAR_MAX + 1][UCHAR_MAX + 1];
} Wanted;

static void
add_if_wanted(const Wanted *wanted, const char *text, GHashTable *taken)
{
    if (text && wanted->begins[(uint8_t) text[0]][(uint8_t) (text[0] ? text[1] : '\0')]
        && g_hash_table_contains(wanted->texts, text)) {
        g_hash_table_add(taken, (gpointer) text);
    }
}

static Wanted *
wanted_new(GHashTable *texts)
{
    Wanted *wanted = g_new0(Wanted, 1);
    wanted->texts = texts;
    GHashTableIter iter;
    gpointer key;
    g_hash_table_iter_init(&iter, texts);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        const char *text = key;
        wanted->begins[(uint8_t) text[0]][(uint8_t) (text[0] ? text[1] : '\0')] = true;
    }
    return wanted;
}

GHashTable *
acv_names_taken(AcvNetwork *network, GHashTable *texts)
{
    GHashTable *taken = g_hash_table_new(acv_text_hash, g_str_equal);
    g_autofree Wanted *wanted = wanted_new(texts);
    for (size_t i = 0; i < G_N_ELEMENTS(named_kinds); i++) {
        size_t n;
        const AcvRecord *const *all =
            acv_snapshot_list(acv_network_snapshot(network), named_kinds[i], &n);
        for (size_t j = 0; j < n && named_kinds[i] != ACV_KIND_VPC_ENDPOINT; j++) {
            add_if_wanted(wanted, all[j]->id, taken);
            add_if_wanted(wanted, acv_given_name(all[j]), taken);
            add_if_wanted(wanted, all[j]->arn, taken);
        }
    }
    return taken;
}

/* --- Listing --- */

static void
append_names_of_kind(AcvNetwork *network, AcvKind kind, const char *word, GArray *names)
{
    size_t n;
    const AcvRecord *const *all = acv_snapshot_list(acv_network_snapshot(network), kind, &n);
    for (size_t i = 0; i < n; i++) {
        const char *name = acv_given_name(all[i]);
        g_autofree char *text =
            word ? g_strconcat(word, "/", name ? name : all[i]->id, NULL) : g_strdup(all[i]->id);
        AcvName entry = { .text = acv_arena_text(acv_network_arena(network), text),
                          .record = all[i],
                          .is_source =
                              !acv_listens_on_one_port(all[i]) && kind != ACV_KIND_VPC_ENDPOINT,
                          .is_target = true };
        g_array_append_val(names, entry);
    }
}

static bool
is_among(AcvKind kind, const AcvKind *kinds, size_t n_kinds)
{
    bool is_found = false;
    for (size_t i = 0; i < n_kinds; i++) {
        is_found |= kinds[i] == kind;
    }
    return is_found;
}

static bool
has_word(AcvKind kind)
{
    bool is_found = false;
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        is_found |= is_among(kind, words[i].kinds, words[i].n_kinds);
    }
    return is_found;
}

GArray *
acv_names_list_of_kinds(AcvNetwork *network, const AcvKind *kinds, size_t n_kinds)
{
    GArray *names = g_array_new(FALSE, FALSE, sizeof(AcvName));
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        for (size_t j = 0; j < words[i].n_kinds; j++) {
            if (is_among(words[i].kinds[j], kinds, n_kinds)) {
                append_names_of_kind(network, words[i].kinds[j], words[i].word, names);
            }
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(named_kinds); i++) {
        if (!has_word(named_kinds[i]) && is_among(named_kinds[i], kinds, n_kinds)) {
            append_names_of_kind(network, named_kinds[i], NULL, names);
        }
    }
    return names;
}

GArray *
acv_names_list(AcvNetwork *network)
{
    AcvKind all[ACV_N_KINDS];
    for (int kind = 0; kind < ACV_N_KINDS; kind++) {
        all[kind] = (AcvKind) kind;
    }
    GArray *names = acv_names_list_of_kinds(network, all, ACV_N_KINDS);
    AcvName internet = { .text = "internet", .is_source = true, .is_target = true };
    g_array_append_val(names, internet);
    return names;
}
