#include "acv/record.h"

#include "model/builder.h"

#include <string.h>

static const size_t sizes[] = {
#define ROW(constant, noun, type, key, id_key) [ACV_KIND_##constant] = sizeof(type),
    ACV_KINDS(ROW)
#undef ROW
};

/* Every record begins with its head. */
#define CHECK(constant, noun, type, key, id_key) G_STATIC_ASSERT(offsetof(type, record) == 0);
ACV_KINDS(CHECK)
#undef CHECK

size_t
acv_record_size(AcvKind kind)
{
    return sizes[kind];
}

const char *
acv_record_name(const AcvRecord *record)
{
    for (size_t i = 0; i < record->tags.n; i++) {
        if (g_strcmp0(record->tags.items[i].key, "Name") == 0) {
            return record->tags.items[i].value;
        }
    }
    return NULL;
}

char *
acv_place_pointer(const AcvPlace *place)
{
    const char *parent = place->parent ? place->parent : "";
    return place->index < 0 ? g_strdup(parent) : g_strdup_printf("%s%d", parent, place->index);
}

const AcvStrings *
acv_dhcp_options_values(const AcvDhcpOptions *options, const char *key)
{
    for (size_t i = 0; i < options->configurations.n; i++) {
        if (g_strcmp0(options->configurations.items[i].key, key) == 0) {
            return &options->configurations.items[i].values;
        }
    }
    return NULL;
}

const char *
acv_record_title(const AcvRecord *record)
{
    const char *name = acv_record_name(record);
    if (name) {
        return name;
    }
    if (record->kind == ACV_KIND_SECURITY_GROUP) {
        return ((const AcvSecurityGroup *) record)->group_name;
    }
    if (record->kind == ACV_KIND_AGENT_RUNTIME || record->kind == ACV_KIND_CODE_INTERPRETER
        || record->kind == ACV_KIND_BROWSER) {
        return ((const AcvAgentCore *) record)->name;
    }
    if (record->kind == ACV_KIND_FILE_SYSTEM) {
        return ((const AcvFileSystem *) record)->name;
    }
    return NULL;
}
