/* Policies that deny in so many words what is needed.
 *
 *     Deny A, B, C on everything  -->  Deny B, C on everything
 *                                      Deny A on everything but what it is needed on
 *
 * What else the statement denies stays denied, as far as the language can say that: of resources
 * that a wildcard stands for only what is needed can be left out, of resources that are named one
 * by one the action is left out, and what can be said in neither way goes as a whole. */
#include "analysis/repair_maker.h"

#include <string.h>

static bool
is_any(const AcvStrings *strings)
{
    return strings->n == 1 && strcmp(strings->items[0], "*") == 0;
}

static AcvStrings
with(AcvArena *arena, const AcvStrings *strings, const char *text)
{
    const char **items = acv_arena_new0(arena, const char *, strings->n + 1);
    for (size_t i = 0; i < strings->n; i++) {
        items[i] = strings->items[i];
    }
    items[strings->n] = text;
    return (AcvStrings){ items, strings->n + 1 };
}

/* Case does not matter in the names of actions. */
static AcvStrings
without(AcvArena *arena, const AcvStrings *strings, const char *text)
{
    AcvStrings rest = { acv_arena_new0(arena, const char *, strings->n), 0 };
    for (size_t i = 0; i < strings->n; i++) {
        if (g_ascii_strcasecmp(strings->items[i], text) != 0) {
            rest.items[rest.n++] = strings->items[i];
        }
    }
    return rest;
}

/* The denial of all other actions; false if the language has no words for them. Without any action
 * it denies nothing. */
static bool
deny_other_actions(AcvArena *arena, const AcvPolicyStatement *denial, const char *action,
                   AcvPolicyStatement *out)
{
    static const AcvStrings none;
    *out = *denial;
    if (denial->not_action.items || is_any(&denial->action)) {
        out->not_action = with(arena, &denial->not_action, action);
        out->action = none;
        return true;
    }
    out->action = without(arena, &denial->action, action);
    return out->action.n < denial->action.n;
}

/* The denial of the same on all resources but one; false likewise. */
static bool
deny_other_resources(AcvArena *arena, const AcvPolicyStatement *denial, const char *resource,
                     AcvPolicyStatement *out)
{
    static const AcvStrings none;
    bool is_wide = denial->not_resource.items || is_any(&denial->resource);
    if (!is_wide || !resource || strcmp(resource, "*") == 0) {
        return false;
    }
    *out = *denial;
    out->not_resource = with(arena, &denial->not_resource, acv_arena_text(arena, resource));
    out->resource = none;
    return true;
}

size_t
acv_denial_narrow(AcvArena *arena, const AcvPolicyStatement *denial, const char *action,
                  const char *resource, AcvPolicyStatement *out)
{
    AcvPolicyStatement actions;
    AcvPolicyStatement resources;
    bool splits = action && deny_other_actions(arena, denial, action, &actions);
    bool narrows = action && deny_other_resources(arena, denial, resource, &resources);
    size_t n = 0;
    if (splits && (actions.action.n > 0 || actions.not_action.n > 0)) {
        out[n++] = actions;
    }
    if (narrows) {
        if (splits) {
            static const AcvStrings none;
            resources.action = with(arena, &none, action);
            resources.not_action = none;
        }
        resources.sid = n > 0 ? NULL : denial->sid; /* Those of a policy differ. */
        out[n++] = resources;
    }
    return n;
}
