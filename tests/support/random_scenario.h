/* Random scenarios, small but nasty, as the JSON that AWS would print, and questions about them.
 *
 * Addresses and ports are few, so that rules, routes and packets have much in common. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* One element of one of the arrays. */
typedef struct {
    const char *key; /* "Subnets"; static. */
    char *id;
    char *json;
} RandomElement;

/* What a scenario does not have; bits. */
typedef enum {
    RANDOM_ANYTHING = 0,
    RANDOM_COMPLETE = 1 << 0, /* Nothing is left out, and nothing leads out of what is there. */
    RANDOM_LOCAL = 1 << 1,    /* No route is more specific than the local one. */
} RandomLimits;

typedef struct {
    GArray *elements;   /* Of RandomElement. */
    GPtrArray *sources; /* Of char *: names for --from, */
    GPtrArray *targets; /* and for --to, without ports. */
    GRand *random;      /* Borrowed. */
    bool is_complete;
    bool is_local;
    bool is_collected; /* There are DHCP options and mount targets; else nobody knows of any. */
    int n_vpcs;
} RandomScenario;

/* Uses up numbers of 'random', which must live as long. */
RandomScenario *random_scenario_new(GRand *random, RandomLimits limits);
void random_scenario_free(RandomScenario *scenario);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RandomScenario, random_scenario_free)

/* Without what has that key, and if 'id' is not NULL, that id; security group rules go with their
 * group. */
void random_scenario_drop(RandomScenario *scenario, const char *key, const char *id);

/* The id of any element of 'key'; NULL if there is none. */
const char *random_scenario_pick(RandomScenario *scenario, const char *key);

/* Puts 'text' in place of the first 'old' in the JSON of that element; false if it has none. */
bool random_scenario_replace(RandomScenario *scenario, const char *key, const char *id,
                             const char *old, const char *text);

/* One more VPC with everything that belongs to it. */
void random_scenario_add_vpc(RandomScenario *scenario);

/* All elements in another order. */
void random_scenario_shuffle(RandomScenario *scenario);

/* The whole as one JSON object; the caller's to free. */
char *random_scenario_json(const RandomScenario *scenario);

/* A name for --from, borrowed; and one for --to with ports, the caller's to free. */
const char *random_scenario_source(RandomScenario *scenario);
char *random_scenario_target(RandomScenario *scenario);

/* --- For what fills it --- */

int random_below(RandomScenario *scenario, int n);
bool random_chance(RandomScenario *scenario, int percent);

/* One of the texts; '%d' in it stands for 'vpc'. The caller's to free. */
#define random_text(scenario, texts, vpc) \
    random_text_of((scenario), (texts), G_N_ELEMENTS(texts), (vpc))
char *random_text_of(RandomScenario *scenario, const char *const *texts, size_t n_texts, int vpc);

void random_scenario_add(RandomScenario *scenario, const char *key, const char *id,
                         const char *json);

/* Everything of one VPC. */
void random_vpc_fill(RandomScenario *scenario, int vpc);
