/* The subnets and security groups of a resource, in words. */
#include "render/wording_checks.h"

static const AcvSentenceWords rows[] = {
    { ACV_SENTENCE_SUBNETS_OF_ONE_VPC, "its {n} {subnet is|subnets are} there, of {values}", NULL },
    { ACV_SENTENCE_SUBNETS_OF_SEVERAL_VPCS,
      "the subnets of {resource} are of several VPCs: {facts}", NULL },
    { ACV_SENTENCE_SUBNETS_NOT_AVAILABLE,
      "{records} {is|are} {values}, and so {carries|carry} no traffic", NULL },
    { ACV_SENTENCE_SUBNETS_MISSING,
      "whether the subnets of {resource} are of one VPC depends on {missing}", NULL },
    { ACV_SENTENCE_SUBNETS_COUNT,
      "{resource} names {value0} subnets; AgentCore takes 1 to {value1}", NULL },
    { ACV_SENTENCE_ZONES_SUPPORTED,
      "its {subnet is|subnets are} in zones that AgentCore supports: {values}", NULL },
    { ACV_SENTENCE_ZONES_UNSUPPORTED, "AgentCore does not connect to VPCs in the zone of {facts}",
      NULL },
    { ACV_SENTENCE_ZONES_UNKNOWN, "whether the zones are right depends on {missing}", NULL },
    { ACV_SENTENCE_SEVERAL_ZONES, "its subnets are in several zones: {values}", NULL },
    { ACV_SENTENCE_SEVERAL_ZONES_UNKNOWN,
      "whether the subnets are in several zones depends on {missing}", NULL },
    { ACV_SENTENCE_ONE_ZONE,
      "all subnets of {resource} are in one zone, {values}, and are lost with it", NULL },
    { ACV_SENTENCE_ADDRESSES_FREE, "free addresses of its {subnet|subnets}: {facts}", NULL },
    { ACV_SENTENCE_ADDRESSES_FEW, "few addresses are free in {facts}", NULL },
    { ACV_SENTENCE_ADDRESSES_NONE,
      "no address is free in {records}, and AgentCore has no network interface there yet", NULL },
    { ACV_SENTENCE_ADDRESSES_NOT_GIVEN,
      "AvailableIpAddressCount is not in the input (aws ec2 describe-subnets); by their size "
      "the subnets have free {facts}",
      NULL },
    { ACV_SENTENCE_ADDRESSES_UNKNOWN, "whether addresses are free depends on {missing}", NULL },
    { ACV_SENTENCE_SUBNETS_PRIVATE, "no route of its {subnet|subnets} leads to an internet gateway",
      NULL },
    { ACV_SENTENCE_SUBNETS_PUBLIC,
      "{a public subnet gives|public subnets give} no internet access: {values}", NULL },
    { ACV_SENTENCE_SUBNET_ROUTES_UNKNOWN, "whether the subnets are private depends on {missing}",
      NULL },
    { ACV_SENTENCE_GROUPS_OF_VPC,
      "its security {group|groups} {records} {is|are} there, of {values}", NULL },
    { ACV_SENTENCE_GROUPS_OF_ANOTHER_VPC,
      "security groups of another VPC than that of the subnets: {facts}", NULL },
    { ACV_SENTENCE_GROUPS_ASSOCIATED,
      "security groups of another VPC that are associated with that of the subnets, which AWS "
      "does not say AgentCore takes: {facts}",
      NULL },
    { ACV_SENTENCE_GROUPS_UNKNOWN, "whether the security groups are right depends on {missing}",
      NULL },
    { ACV_SENTENCE_GROUPS_COUNT,
      "{resource} names {value0} security groups; AgentCore takes 1 to {value1}", NULL },
    { ACV_SENTENCE_GROUPS_MANY,
      "{resource} names {value0} security groups; without a higher quota a network interface "
      "takes {value1}",
      NULL },
    { ACV_SENTENCE_RULES_WITHIN, "its security groups keep to the quota of rules", NULL },
    { ACV_SENTENCE_RULES_MANY,
      "more rules than the quota of a security group is by default, or nobody can tell how "
      "many: {facts}",
      NULL },
    { ACV_SENTENCE_RULES_TOO_MANY, "more rules than any quota allows: {facts}", NULL },
};

AcvTopicWords
acv_words_of_subnets(void)
{
    return ACV_TOPIC_WORDS(rows);
}
