/* What fills random VPCs, for the files that do. Ids tell the number of the VPC first:
 * "subnet-0-1". */
#pragma once

#include "random_scenario.h"

enum {
    MAX_SUBNETS = 4,
    N_GROUPS = 3,
    N_INTERFACES = 6,
    FIRST_INSTANCE = 4, /* The interfaces from here on have instances. */
    N_NAT_GATEWAYS = 2,
    N_ENDPOINTS = 3, /* With interfaces; the number after them is of the gateway endpoint. */
    N_TABLES = 3,
    N_ACLS = 2,
};

/* A VPC has a /16, its subnets a /24 each, but that the last may be of a second block. */
typedef struct {
    RandomScenario *scenario;
    int vpc;
    const char *block;
    int n_subnets;
    bool has_second_block;
    bool has_ipv6;
    bool has_internet_gateway;
    bool has_egress_only;
    bool has_gateway_endpoint;
} Filling;

#define ANY(f, texts) random_text((f)->scenario, (texts), (f)->vpc)

static inline bool
chance(const Filling *f, int percent)
{
    return random_chance(f->scenario, percent);
}

static inline int
below(const Filling *f, int n)
{
    return random_below(f->scenario, n);
}

/* Adds an element and takes its fields but the id and the VPC. */
void random_add_take(const Filling *f, const char *key, const char *id_field, const char *id,
                     GString *fields);

/* "PREFIX-VPC-NUMBER"; the caller's to free. */
char *random_id(const Filling *f, const char *prefix, int number);

/* Makes 'name' one that questions use. */
void random_add_names(const Filling *f, const char *name, bool is_source);

/* The first three bytes of a subnet's block. */
void random_subnet_block(const Filling *f, int subnet, char text[static 16]);

/* Security groups, interfaces, instances, gateways, AgentCore resources and a database. */
void random_hosts_fill(const Filling *f);

/* Endpoints, names, clusters and file systems. */
void random_services_fill(const Filling *f);
