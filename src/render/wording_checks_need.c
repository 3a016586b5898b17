/* What AgentCore resources reach, by which ways, and what they expose, in words. */
#include "render/wording_checks.h"

#define SAYS(sentence, text) \
    { \
        ACV_SENTENCE_##sentence, .template_text = (text) \
    }

AcvTopicWords
acv_words_of_need(void)
{
    static const AcvSentenceWords rows[] = {
        SAYS(NEED_MET, "it reaches {value0} from each of its subnets"),
        SAYS(NEED_UNMET, "{resource} cannot reach {value0}. {value1}"),
        SAYS(NEED_PARTLY_MET, "{resource} does not always reach {value0}: {records}. {value1}"),
        SAYS(NEED_NOT_KNOWN, "whether {resource} reaches {value0} depends on {missing}"),
        SAYS(NEED_OF_AN_IMAGE,
             "{resource} cannot reach {value0}, which it needs if it is a container image; it does "
             "not say whether it is one. {value1}"),
        SAYS(NEEDS_NOTHING_HERE,
             "{resource} is in mode {value0}: AWS connects it, and no VPC of this design matters"),
        SAYS(WISH_UNMET,
             "{resource} cannot reach {value0}. Needed if: {value2} Without it: {value1}"),
        SAYS(WISH_PARTLY_MET, "{resource} does not always reach {value0}: {records}. Needed if: "
                              "{value2} Without it: {value1}"),
        SAYS(WISHES_DIFFER,
             "from {records} {resource} does not reach {values}, which it reaches from its other "
             "subnets"),
        SAYS(WISHES_MET, "it also reaches {values}, should it call them"),
        SAYS(DATABASES_FAIL_OVER, "the databases that it reaches go on in another zone: {records}"),
        SAYS(DATABASE_IN_ONE_ZONE,
             "{0}, which {resource} reaches, is in one zone alone and does not fail over"),
        SAYS(DATABASE_IN_ANOTHER_ZONE,
             "{0} is in {values}, where {resource} has no subnet: each call goes to another zone, "
             "which is slower and charged"),
        SAYS(KEPT_WITHOUT_ZONE, "it keeps what it needs when a zone is lost, be it {value0}"),
        SAYS(LOST_WITHOUT_ZONE, "{resource} loses {values} when {zone} is lost"),
        SAYS(PERHAPS_LOST_WITHOUT_ZONE,
             "whether {resource} keeps {values} when {zone} is lost depends on {missing}"),
    };
    return ACV_TOPIC_WORDS(rows);
}

AcvTopicWords
acv_words_of_way(void)
{
    static const AcvSentenceWords rows[] = {
        SAYS(POLICIES_ADMIT, "the policies of the endpoints that it uses admit what it needs"),
        SAYS(POLICY_DENIES, "the policy of {0} denies what {value1} needs"),
        SAYS(POLICY_NOT_KNOWN,
             "whether the policy of {0} admits what {value1} needs depends on {missing}"),
        SAYS(SERVICES_BY_ENDPOINT, "it reaches AWS services by endpoints"),
        SAYS(
            SERVICES_BY_INTERNET,
            "{resource} reaches {values} by the internet, where an endpoint would keep the packets "
            "within AWS's network and cost less than NAT"),
        SAYS(ENDPOINTS_IN_EACH_ZONE,
             "the endpoints that it uses have an interface in each of its zones"),
        SAYS(
            ENDPOINT_NOT_IN_ZONE,
            "{0}, which {resource} uses, has no interface in {values}: from there it is reached in "
            "another zone, and lost with that"),
        SAYS(NAT_IN_EACH_ZONE, "each of its zones leaves by a NAT gateway of its own: {records}"),
        SAYS(NAT_SHARED, "subnets of several zones leave by {0} in {value0} and lose the internet "
                         "with that zone: "
                         "{facts}"),
        SAYS(NAT_OF_ANOTHER_ZONE,
             "{1} in {value1} leaves by {0}, which is in {value0}: it loses the internet with that "
             "zone too, and traffic between zones is charged"),
        SAYS(EGRESS_IS_NARROW, "no group of it lets packets out to everyone: {records}"),
        SAYS(EGRESS_TO_ANYONE, "{0} lets packets to every port of {value0}; {1} needs {value1}"),
        SAYS(EGRESS_BY_DEFAULT,
             "{0} does not say what it lets out, so it lets out everything; {1} needs {value1}"),
        SAYS(NO_NEEDLESS_INGRESS,
             "its groups let nothing in that only it could receive: {records}"),
        SAYS(INGRESS_UNNEEDED,
             "{0} lets connections in, and only AgentCore carries it, to which nobody connects"),
    };
    return ACV_TOPIC_WORDS(rows);
}
