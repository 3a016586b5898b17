/* What a VPC has for a resource, in words. */
#include "render/wording_checks.h"

static const AcvSentenceWords rows[] = {
    { ACV_SENTENCE_DNS_ON, "DNS is on in {records}", NULL },
    { ACV_SENTENCE_DNS_OFF, "{value0} is off in {records}", NULL },
    { ACV_SENTENCE_DNS_NOT_GIVEN,
      "EnableDnsSupport of {records} is not in the input (aws ec2 describe-vpc-attribute); it "
      "is on unless somebody has switched it off",
      NULL },
    { ACV_SENTENCE_HOSTNAMES_OFF,
      "enableDnsHostnames is off in {records}; private DNS of endpoints and private hosted zones, "
      "which are not all in the input, would need it",
      NULL },
    { ACV_SENTENCE_RESOLVER_ANSWERS, "a DNS server answers: {values}", NULL },
    { ACV_SENTENCE_RESOLVER_UNREACHABLE, "no DNS server of {records} can be reached from {values}",
      NULL },
    { ACV_SENTENCE_RESOLVER_UNKNOWN, "whether a DNS server answers depends on {missing}", NULL },
    { ACV_SENTENCE_RESOLVER_NOT_COLLECTED,
      "DhcpOptions is not in the input (aws ec2 describe-dhcp-options); Amazon's DNS server "
      "answers unless the options of {records} name others",
      NULL },
    { ACV_SENTENCE_FLOW_LOGS_ON, "flow logs are on: {records}", NULL },
    { ACV_SENTENCE_FLOW_LOGS_NONE,
      "no flow log of the VPC, the subnet or the interface records the traffic in {facts}", NULL },
    { ACV_SENTENCE_FLOW_LOGS_FAIL,
      "the records of {records} are not delivered, so nothing shows what is refused", NULL },
    { ACV_SENTENCE_FLOW_LOGS_NOT_COLLECTED,
      "FlowLogs is not in the input (aws ec2 describe-flow-logs), so nobody can tell whether "
      "flow logs are on",
      NULL },
};

AcvTopicWords
acv_words_of_vpc(void)
{
    return ACV_TOPIC_WORDS(rows);
}
