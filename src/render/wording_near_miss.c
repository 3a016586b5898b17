/* The rule that comes closest, and what it lacks. */
#include "render/wording.h"

static const struct {
    AcvMiss miss;
    const char *text;
} miss_texts[] = {
    { ACV_MISS_FAMILY, "the other IP version" },
    { ACV_MISS_PROTOCOL, "another protocol" },
    { ACV_MISS_ADDRESS, "another peer" },
    { ACV_MISS_PORT, "another port" },
};

/* Whether a rule's ports are types and codes. */
static bool
is_of_icmp(const AcvRule *rule)
{
    const AcvProtocol *protocol =
        rule->entry ? &rule->entry->protocol : &rule->permission->protocol;
    return protocol->first == protocol->last
           && acv_protocol_layer4(protocol->first) == ACV_LAYER4_ICMP;
}

void
acv_word_near_miss(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    const AcvNearMiss *near = &explanation->near_miss;
    if (!near->rule || (!near->rule->peer && !near->rule->entry)) {
        return;
    }
    g_string_append(out, "The nearest rule is ");
    acv_word_rule(out, words, near->rule);
    if (near->misses == 0) {
        g_string_append(out, ", which comes too late");
    }
    const char *separator = ": for ";
    for (size_t i = 0; i < G_N_ELEMENTS(miss_texts); i++) {
        if (near->misses & miss_texts[i].miss) {
            bool is_type = miss_texts[i].miss == ACV_MISS_PORT && is_of_icmp(near->rule);
            g_string_append_printf(out, "%s%s", separator,
                                   is_type ? "another type or code" : miss_texts[i].text);
            separator = " and ";
        }
    }
    g_string_append_c(out, '.');
}
