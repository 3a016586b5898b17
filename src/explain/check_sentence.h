/* Which checks there are, and what they can say. The words are in render/wording_checks*.c. */
#pragma once

/* X(constant, id, function, is_of_scenario): the checks, in the order in which they are made of one
 * subject. 'id' is that of a row of models/checks.tsv. */
/* clang-format off */
#define ACV_CHECKS(X) \
    /* What the resource is made of. */ \
    X(NETWORK_MODE, "network-mode", acv_check_network_mode, false) \
    X(RESOURCE_STATUS, "resource-status", acv_check_resource_status, false) \
    X(SUBNETS, "subnets", acv_check_subnets, false) \
    X(SUBNET_ZONES, "subnet-zones", acv_check_subnet_zones, false) \
    X(TWO_ZONES, "two-zones", acv_check_two_zones, false) \
    X(SUBNET_ADDRESSES, "subnet-addresses", acv_check_subnet_addresses, false) \
    X(PRIVATE_SUBNETS, "private-subnets", acv_check_private_subnets, false) \
    X(SECURITY_GROUPS, "security-groups", acv_check_security_groups, false) \
    X(SECURITY_GROUP_RULES, "security-group-rules", acv_check_security_group_rules, false) \
    X(INTERFACES, "interfaces", acv_check_interfaces, false) \
    X(SERVICE_LINKED_ROLE, "service-linked-role", acv_check_service_linked_role, false) \
    X(EXECUTION_ROLE, "execution-role", acv_check_execution_role, false) \
    X(DNS_ATTRIBUTES, "dns-attributes", acv_check_dns_attributes, false) \
    X(DHCP_OPTIONS, "dhcp-options", acv_check_dhcp_options, false) \
    X(FLOW_LOGS, "flow-logs", acv_check_flow_logs, false) \
    /* What AgentCore resources reach. */ \
    X(REQUIRED_SERVICE, "required-service", acv_check_required_services, false) \
    X(INTERNET_ACCESS, "internet-access", acv_check_internet_access, false) \
    X(RECOMMENDED_SERVICE, "recommended-service", acv_check_recommended_services, false) \
    X(OPTIONAL_SERVICE, "optional-service", acv_check_optional_services, false) \
    X(ENDPOINT_POLICY, "endpoint-policy", acv_check_endpoint_policy, false) \
    X(ENDPOINT_PREFERRED, "endpoint-preferred", acv_check_endpoint_preferred, false) \
    X(ENDPOINT_ZONES, "endpoint-zones", acv_check_endpoint_zones, false) \
    X(NAT_PER_ZONE, "nat-per-zone", acv_check_nat_per_zone, false) \
    X(TARGET_ZONES, "target-zones", acv_check_target_zones, false) \
    X(SERVICE_ZONE_LOSS, "service-zone-loss", acv_check_service_zone_loss, false) \
    X(EGRESS_SCOPE, "egress-scope", acv_check_egress_scope, false) \
    X(INGRESS_UNNEEDED, "ingress-unneeded", acv_check_ingress_unneeded, false) \
    /* Expectations. */ \
    X(EXPECTATION, "expectation", acv_check_expectations, true) \
    X(ZONE_LOSS, "zone-loss", acv_check_zone_loss, true) \
    /* What makes a design hard to reason about. */ \
    X(NETWORK_ACL_DENY_NEVER_ACTS, "network-acl-deny-never-acts", acv_check_denials_act, true) \
    X(NETWORK_ACL_ENTRY_NEVER_REACHED, "network-acl-entry-never-reached", \
      acv_check_entries_are_reached, true) \
    X(SECURITY_GROUP_RULE_CONTAINED, "security-group-rule-contained", \
      acv_check_group_rules_count, true) \
    X(SECURITY_GROUP_OPEN_RISKY, "security-group-open-risky-port", acv_check_risky_ports, true) \
    X(SECURITY_GROUP_OPEN, "security-group-open", acv_check_open_groups, true) \
    X(SECURITY_GROUP_UNUSED, "security-group-unused", acv_check_unused_groups, true) \
    X(NETWORK_ACL_UNUSED, "network-acl-unused", acv_check_unused_acls, true) \
    X(ROUTE_TABLE_UNUSED, "route-table-unused", acv_check_unused_tables, true) \
    X(GATEWAY_ENDPOINT_UNUSED, "gateway-endpoint-unused", acv_check_unused_endpoints, true) \
    X(ROUTE_BLACKHOLE, "route-blackhole", acv_check_blackholes, true) \
    X(ROUTE_NEVER_USED, "route-never-used", acv_check_routes_are_used, true) \
    X(ROUTE_PREFIX_LISTS_OVERLAP, "route-prefix-lists-overlap", acv_check_rival_routes, true)
/* clang-format on */

typedef enum {
#define ACV_CHECK_CONSTANT(constant, id, function, is_of_scenario) ACV_CHECK_##constant,
    ACV_CHECKS(ACV_CHECK_CONSTANT)
#undef ACV_CHECK_CONSTANT
} AcvCheck;

enum {
#define ACV_CHECK_COUNT(constant, id, function, is_of_scenario) +1
    ACV_N_CHECKS = 0 ACV_CHECKS(ACV_CHECK_COUNT),
#undef ACV_CHECK_COUNT
};

/* What findings say, by topic. */
#define ACV_SENTENCES_EXPECTATION(X) \
    X(AS_EXPECTED) \
    X(NOT_AS_EXPECTED) \
    X(STILL_AS_EXPECTED)     /* With a zone less. */ \
    X(NO_LONGER_AS_EXPECTED) /* With a zone less. */ \
    X(LOST_WITH_ZONE)        /* An end is in the zone. */

#define ACV_SENTENCES_HYGIENE(X) \
    X(DENIALS_ACT) \
    X(DENIAL_NEVER_ACTS) \
    X(ENTRIES_ARE_REACHED) \
    X(ENTRY_NEVER_REACHED) \
    X(GROUP_RULES_COUNT) \
    X(GROUP_RULE_CONTAINED) \
    X(NO_RISKY_PORT_OPEN) \
    X(RISKY_PORTS_OPEN) \
    X(NO_GROUP_OPEN) \
    X(GROUP_OPEN) \
    X(GROUPS_USED) \
    X(GROUP_UNUSED) \
    X(ACLS_USED) \
    X(ACL_UNUSED) \
    X(TABLES_USED) \
    X(TABLE_UNUSED) \
    X(GATEWAY_ENDPOINTS_USED) \
    X(GATEWAY_ENDPOINT_UNUSED) \
    X(NO_BLACKHOLE) \
    X(BLACKHOLE) \
    X(ROUTES_USED) \
    X(ROUTE_NEVER_USED) \
    X(NO_RIVAL_ROUTES) \
    X(RIVAL_ROUTES)

#define ACV_SENTENCES_DEPLOYMENT(X) \
    X(MODE_VPC) \
    X(MODE_VPC_BY_SUBNETS) \
    X(MODE_PUBLIC) \
    X(MODE_SANDBOX) \
    X(MODE_UNKNOWN) \
    X(STATUS_READY) \
    X(STATUS_UNSETTLED) \
    X(STATUS_FAILED) \
    X(INTERFACES_IN_USE) \
    X(INTERFACES_NOT_IN_USE) \
    X(INTERFACES_MISSING) \
    X(INTERFACES_NOT_COLLECTED) \
    X(ROLE_THERE) \
    X(ROLE_AT_WORK) \
    X(ROLE_MISSING) \
    X(ROLE_TO_BE_MADE) \
    X(ROLES_NOT_COLLECTED) \
    X(EXECUTION_ROLE_GIVEN) \
    X(EXECUTION_ROLE_NONE) \
    X(EXECUTION_ROLE_NOT_GIVEN) \
    X(EXECUTION_ROLE_NO_ROLE) \
    X(EXECUTION_ROLE_UNSEEN)

#define ACV_SENTENCES_SUBNETS(X) \
    X(SUBNETS_OF_ONE_VPC) \
    X(SUBNETS_OF_SEVERAL_VPCS) \
    X(SUBNETS_NOT_AVAILABLE) \
    X(SUBNETS_MISSING) \
    X(SUBNETS_COUNT) \
    X(ZONES_SUPPORTED) \
    X(ZONES_UNSUPPORTED) \
    X(ZONES_UNKNOWN) \
    X(SEVERAL_ZONES) \
    X(SEVERAL_ZONES_UNKNOWN) \
    X(ONE_ZONE) \
    X(ADDRESSES_FREE) \
    X(ADDRESSES_FEW) \
    X(ADDRESSES_NONE) \
    X(ADDRESSES_NOT_GIVEN) \
    X(ADDRESSES_UNKNOWN) \
    X(SUBNETS_PRIVATE) \
    X(SUBNETS_PUBLIC) \
    X(SUBNET_ROUTES_UNKNOWN) \
    X(GROUPS_OF_VPC) \
    X(GROUPS_OF_ANOTHER_VPC) \
    X(GROUPS_ASSOCIATED) \
    X(GROUPS_UNKNOWN) \
    X(GROUPS_COUNT) \
    X(GROUPS_MANY) \
    X(RULES_WITHIN) \
    X(RULES_MANY) \
    X(RULES_TOO_MANY)

#define ACV_SENTENCES_VPC(X) \
    X(DNS_ON) \
    X(DNS_OFF) \
    X(DNS_NOT_GIVEN) \
    X(HOSTNAMES_OFF) \
    X(RESOLVER_ANSWERS) \
    X(RESOLVER_UNREACHABLE) \
    X(RESOLVER_UNKNOWN) \
    X(RESOLVER_NOT_COLLECTED) \
    X(FLOW_LOGS_ON) \
    X(FLOW_LOGS_NONE) \
    X(FLOW_LOGS_FAIL) \
    X(FLOW_LOGS_NOT_COLLECTED)

#define ACV_SENTENCES_NEED(X) \
    X(NEED_MET) \
    X(NEED_UNMET) \
    X(NEED_PARTLY_MET) \
    X(NEED_NOT_KNOWN) \
    X(NEED_OF_AN_IMAGE)   /* It is not met, and it is not said whether there is an image. */ \
    X(NEEDS_NOTHING_HERE) /* AWS runs it outside any VPC. */ \
    X(WISH_UNMET)         /* What is recommended, or what only the code knows. */ \
    X(WISH_PARTLY_MET) \
    X(WISHES_DIFFER) /* By subnet. */ \
    X(WISHES_MET)

#define ACV_SENTENCES_WAY(X) \
    X(POLICIES_ADMIT) \
    X(POLICY_DENIES) \
    X(POLICY_NOT_KNOWN) \
    X(SERVICES_BY_ENDPOINT) \
    X(SERVICES_BY_INTERNET) \
    X(ENDPOINTS_IN_EACH_ZONE) \
    X(ENDPOINT_NOT_IN_ZONE) \
    X(NAT_IN_EACH_ZONE) \
    X(NAT_SHARED) /* By subnets of several zones. */ \
    X(NAT_OF_ANOTHER_ZONE)

#define ACV_SENTENCES_RESILIENCE(X) \
    X(DATABASES_FAIL_OVER) \
    X(DATABASE_IN_ONE_ZONE) \
    X(DATABASE_IN_ANOTHER_ZONE) /* Than all subnets of the resource. */ \
    X(KEPT_WITHOUT_ZONE)        /* Whichever zone it is. */ \
    X(LOST_WITHOUT_ZONE) \
    X(PERHAPS_LOST_WITHOUT_ZONE)

#define ACV_SENTENCES_EXPOSURE(X) \
    X(EGRESS_IS_NARROW) \
    X(EGRESS_TO_ANYONE) \
    X(EGRESS_BY_DEFAULT) /* The group does not say what it lets out. */ \
    X(NO_NEEDLESS_INGRESS) \
    X(INGRESS_UNNEEDED)

#define ACV_SENTENCES(X) \
    ACV_SENTENCES_EXPECTATION(X) \
    ACV_SENTENCES_HYGIENE(X) \
    ACV_SENTENCES_DEPLOYMENT(X) \
    ACV_SENTENCES_SUBNETS(X) \
    ACV_SENTENCES_VPC(X) \
    ACV_SENTENCES_NEED(X) \
    ACV_SENTENCES_WAY(X) \
    ACV_SENTENCES_RESILIENCE(X) \
    ACV_SENTENCES_EXPOSURE(X)

typedef enum {
#define ACV_SENTENCE_CONSTANT(constant) ACV_SENTENCE_##constant,
    ACV_SENTENCES(ACV_SENTENCE_CONSTANT)
#undef ACV_SENTENCE_CONSTANT
} AcvSentence;

enum {
#define ACV_SENTENCE_COUNT(constant) +1
    ACV_N_SENTENCES = 0 ACV_SENTENCES(ACV_SENTENCE_COUNT),
#undef ACV_SENTENCE_COUNT
};
