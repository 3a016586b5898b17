/* Prints a made-up AWS account as the AWS CLI would.
 * usage: make-scenario N [SEED]
 * of N network interfaces. The same arguments give the same bytes. */
#include "make_plan.h"

#include <stdlib.h>

enum { FEWEST = 500 };

static const struct {
    const char *key;
    void (*print)(Printer *printer, const Plan *plan);
} sections[] = {
    { "Vpcs", print_vpcs },
    { "VpcAttributes", print_vpc_attributes },
    { "Subnets", print_subnets },
    { "RouteTables", print_route_tables },
    { "NetworkAcls", print_network_acls },
    { "InternetGateways", print_internet_gateways },
    { "NatGateways", print_nat_gateways },
    { "VpcPeeringConnections", print_vpc_peering_connections },
    { "VpcEndpoints", print_vpc_endpoints },
    { "PrefixLists", print_prefix_lists },
    { "SecurityGroups", print_security_groups },
    { "NetworkInterfaces", print_network_interfaces },
    { "DBInstances", print_db_instances },
    { "AgentRuntimes", print_agent_runtimes },
};

static void
print_account(Printer *printer, uint64_t seed, unsigned n_interfaces)
{
    unsigned n_vpcs = plan_make(seed, n_interfaces, 0).n_vpcs;

    printer_text(printer, "Region", REGION);
    for (size_t i = 0; i < G_N_ELEMENTS(sections); i++) {
        printer_open(printer, sections[i].key);
        for (unsigned vpc = 0; vpc < n_vpcs; vpc++) {
            Plan plan = plan_make(seed, n_interfaces, vpc);
            sections[i].print(printer, &plan);
        }
        printer_close(printer);
    }
}

int
main(int argc, char **argv)
{
    guint64 n_interfaces = 0;
    guint64 seed = 1;
    Printer printer;

    if (argc < 2 || argc > 3
        || !g_ascii_string_to_unsigned(argv[1], 10, FEWEST, MAX_SIZE, &n_interfaces, NULL)
        || (argc == 3 && !g_ascii_string_to_unsigned(argv[2], 10, 0, G_MAXUINT64, &seed, NULL))) {
        fprintf(stderr, "usage: make-scenario N [SEED]\nN network interfaces, %d to %d\n", FEWEST,
                MAX_SIZE);
        return 2;
    }
    printer_begin(&printer, stdout);
    print_account(&printer, seed, (unsigned) n_interfaces);
    printer_end(&printer);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        perror("make-scenario");
        return 2;
    }
    return 0;
}
