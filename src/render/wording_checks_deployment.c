/* What AgentCore itself needs and makes, in words. */
#include "render/wording_checks.h"

static const AcvSentenceWords rows[] = {
    { ACV_SENTENCE_MODE_VPC, "it connects to its VPC: the network mode is VPC", NULL },
    { ACV_SENTENCE_MODE_VPC_BY_SUBNETS, "it names subnets, so its network mode is VPC", NULL },
    { ACV_SENTENCE_MODE_PUBLIC,
      "{resource} is in network mode PUBLIC: it reaches the internet and AWS services by AWS's "
      "own network, and nothing in a VPC",
      NULL },
    { ACV_SENTENCE_MODE_SANDBOX,
      "{resource} is in network mode SANDBOX: it reaches Amazon S3 and resolves names, and "
      "reaches nothing else",
      NULL },
    { ACV_SENTENCE_MODE_UNKNOWN,
      "the scenario does not say the network mode of {resource}; get- calls print it, list- "
      "calls do not",
      NULL },
    { ACV_SENTENCE_STATUS_READY, "it is READY", NULL },
    { ACV_SENTENCE_STATUS_UNSETTLED,
      "{resource} is {value0}, so it does not answer yet, or no longer", NULL },
    { ACV_SENTENCE_STATUS_FAILED, "{resource} is {value0}", NULL },
    { ACV_SENTENCE_INTERFACES_IN_USE,
      "its network {interface|interfaces} {records} {is|are} in use", NULL },
    { ACV_SENTENCE_INTERFACES_NOT_IN_USE,
      "the network {interface|interfaces} {records} {is|are} not in use but {values}, so {it "
      "carries|they carry} nothing",
      NULL },
    { ACV_SENTENCE_INTERFACES_MISSING,
      "{resource} is READY, but the input has no network interface of its own with exactly its "
      "security groups in {facts}",
      NULL },
    { ACV_SENTENCE_INTERFACES_NOT_COLLECTED,
      "NetworkInterfaces is not in the input (aws ec2 describe-network-interfaces), so nobody "
      "can tell whether those of {resource} are there",
      NULL },
    { ACV_SENTENCE_ROLE_THERE, "AWSServiceRoleForBedrockAgentCoreNetwork exists", NULL },
    { ACV_SENTENCE_ROLE_AT_WORK, "AWSServiceRoleForBedrockAgentCoreNetwork has made {records}",
      NULL },
    { ACV_SENTENCE_ROLE_MISSING,
      "{resource} is READY, but AWSServiceRoleForBedrockAgentCoreNetwork, by which AgentCore "
      "makes network interfaces, is not among Roles",
      NULL },
    { ACV_SENTENCE_ROLE_TO_BE_MADE,
      "AWSServiceRoleForBedrockAgentCoreNetwork is not among Roles; AgentCore makes it when a "
      "VPC is configured for the first time",
      NULL },
    { ACV_SENTENCE_ROLES_NOT_COLLECTED,
      "Roles is not in the input (aws iam list-roles), so nobody can tell whether "
      "AWSServiceRoleForBedrockAgentCoreNetwork exists; AgentCore makes it when a VPC is "
      "configured for the first time",
      NULL },
    { ACV_SENTENCE_EXECUTION_ROLE_GIVEN, "it has the execution role {value0}", NULL },
    { ACV_SENTENCE_EXECUTION_ROLE_NONE,
      "{resource} has no execution role, and without one its code has no credentials", NULL },
    { ACV_SENTENCE_EXECUTION_ROLE_NOT_GIVEN,
      "roleArn of {resource} is not in the input (aws bedrock-agentcore-control "
      "get-agent-runtime), and every runtime has one",
      NULL },
    { ACV_SENTENCE_EXECUTION_ROLE_NO_ROLE,
      "the execution role of {resource} is \"{value0}\", which is no ARN of a role", NULL },
    { ACV_SENTENCE_EXECUTION_ROLE_UNSEEN,
      "the execution role of {resource}, {value0}, is not among Roles", NULL },
};

AcvTopicWords
acv_words_of_deployment(void)
{
    return ACV_TOPIC_WORDS(rows);
}
