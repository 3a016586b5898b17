/* What a made-up account holds: how many of each thing, and what they are called.
 *
 * Nothing is remembered: an id follows from the seed, the kind and a number, so whoever names a
 * thing and whoever prints it agree, and any size is printed in the same small memory.
 *
 * A VPC holds at most 5,000 network interfaces. The subnets of VPC number v, of which there is one
 * of each tier in each of three zones:
 *
 *     public     10.v.0.0/24 …    internet gateway; NAT gateways
 *     data       10.v.4.0/24 …    local only; databases; a network ACL of its own
 *     agents     10.v.8.0/22 …    NAT gateway of the zone; AgentCore runtimes, endpoints
 *     closed     10.v.20.0/24 …   local only; AgentCore runtimes without a way out
 *     app        10.v.32.0/19 …   NAT gateway of the zone, gateway endpoint; everything else
 *
 * Of the runtimes of a VPC, by number modulo 4: 0 reaches its database and the internet; 1 lacks
 * the rule for the database; 2 is in the closed subnets and does not get out; 3 is as 0, but not
 * deployed yet. Runtime "agent_V_N" is meant for database "orders-V-N". */
#pragma once

#include "make_json.h"

#include <stdint.h>

enum {
    MAX_VPC_SIZE = 5000, /* Network interfaces. */
    MAX_SIZE = 250 * MAX_VPC_SIZE,
    N_ZONES = 3,
    N_SERVICES = 4, /* With an interface endpoint in each VPC. */
    FIRST_PORT_OF_APPS = 8000,
    ID_SIZE = 40,
};

/* The first numbers of network interfaces, by owner; applications begin at 0. */
enum {
    ENI_OF_NAT = 1000000,
    ENI_OF_ENDPOINT = 2000000,
    ENI_OF_DATABASE = 3000000,
    ENI_OF_RUNTIME = 4000000,
};

/* The numbers of a VPC's route tables, the last ones being one for each zone; and of its first
 * security groups. */
enum { TABLE_MAIN, TABLE_PUBLIC, TABLE_LOCAL, TABLE_OF_AGENTS, TABLE_OF_APPS = 6 };
enum { GROUP_DEFAULT, GROUP_ENDPOINTS, GROUP_OF_DATABASE };

typedef enum { TIER_PUBLIC, TIER_DATA, TIER_AGENTS, TIER_CLOSED, TIER_APP, N_TIERS } Tier;

/* One VPC of the account. */
typedef struct {
    uint64_t seed;
    unsigned number;
    unsigned n_vpcs;
    unsigned n_interfaces;
    unsigned n_groups;
    unsigned n_databases;
    unsigned n_runtimes;
} Plan;

/* Returned by value, so that plan_id(…).text is a text for as long as the call that it is given
 * to. */
typedef struct {
    char text[ID_SIZE];
} Id;

#define ACCOUNT "111122223333"
#define REGION "us-east-1"
#define SERVICE_PREFIX "com.amazonaws." REGION "."

#define S3_PREFIX_LIST "pl-63a5400a"
#define CORPORATE_PREFIX_LIST "pl-0c0ffee0c0ffee001"
#define OPEN_POLICY \
    "{\\\"Statement\\\":[{\\\"Action\\\":\\\"*\\\",\\\"Effect\\\":\\\"Allow\\\"," \
    "\\\"Principal\\\":\\\"*\\\",\\\"Resource\\\":\\\"*\\\"}]}"

extern const char *const tier_names[N_TIERS];
extern const char *const service_names[N_SERVICES];

/* The plan of VPC number 'vpc' in an account of 'n_interfaces'. */
Plan plan_make(uint64_t seed, unsigned n_interfaces, unsigned vpc);

/* A number that looks random, and is always the same for the same arguments. */
uint64_t plan_random(const Plan *plan, const char *what, uint64_t number);

/* An id such as vpc-0a1b2c3d4e5f60718, of the thing of that kind and number in this VPC. */
Id plan_id(const Plan *plan, const char *kind, uint64_t number);

Id plan_vpc(const Plan *plan);
Id plan_vpc_of(const Plan *plan, unsigned vpc);
Id plan_subnet(const Plan *plan, Tier tier, unsigned zone);

/* After the first security groups, there is one for each database, then one for each runtime, then
 * those of applications. */
unsigned plan_group_of_database(const Plan *plan, unsigned database);
unsigned plan_group_of_runtime(const Plan *plan, unsigned runtime);
unsigned plan_first_app_group(const Plan *plan);
Id plan_group(const Plan *plan, unsigned group);

/* The network interface of the NAT gateway of a zone. */
Id plan_nat_interface(const Plan *plan, unsigned zone);

Tier plan_tier_of_runtime(unsigned runtime);
gboolean plan_lacks_rule(unsigned runtime);
gboolean plan_is_deployed(unsigned runtime);

/* 'a' to 'c', and the port of a database. */
char plan_zone(unsigned zone);
unsigned plan_database_port(unsigned database);

/* What the account holds, kind by kind: each function prints the elements of one key. */
void print_vpcs(Printer *printer, const Plan *plan);
void print_vpc_attributes(Printer *printer, const Plan *plan);
void print_subnets(Printer *printer, const Plan *plan);
void print_route_tables(Printer *printer, const Plan *plan);
void print_network_acls(Printer *printer, const Plan *plan);
void print_internet_gateways(Printer *printer, const Plan *plan);
void print_nat_gateways(Printer *printer, const Plan *plan);
void print_vpc_peering_connections(Printer *printer, const Plan *plan);
void print_vpc_endpoints(Printer *printer, const Plan *plan);
void print_prefix_lists(Printer *printer, const Plan *plan);
void print_security_groups(Printer *printer, const Plan *plan);
void print_network_interfaces(Printer *printer, const Plan *plan);
void print_db_instances(Printer *printer, const Plan *plan);
void print_agent_runtimes(Printer *printer, const Plan *plan);
