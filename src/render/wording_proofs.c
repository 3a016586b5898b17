/* How to see an answer in the account, in words. */
#include "render/wording.h"

static void
word_path(GString *out, const AcvWords *words, const AcvPath *path)
{
    g_string_append(out, "from ");
    acv_word_end(out, words, &path->source);
    g_string_append(out, " to ");
    acv_word_end(out, words, &path->target);
}

void
acv_word_proof(GString *out, const AcvWords *words, const AcvProof *proof)
{
    switch (proof->kind) {
    case ACV_PROOF_MISSING:
        g_string_append(out, "Read what the answer depends on, and add it to the scenario.");
        return;
    case ACV_PROOF_COMPONENTS:
        g_string_append(out, "Read the components on the way as they are now.");
        return;
    case ACV_PROOF_FACTS:
        g_string_append(out, "Read what this is about as it is now.");
        return;
    case ACV_PROOF_ANALYZER:
        g_string_append(out, "Ask AWS Reachability Analyzer for the path ");
        word_path(out, words, proof->path);
        g_string_append(out, ".");
        return;
    case ACV_PROOF_PROBE:
        g_string_append(out, "Try it from a Code Interpreter, ");
        word_path(out, words, proof->path);
        g_string_append(out, ".");
        return;
    case ACV_PROOF_CONTAINER:
        g_string_append(out, "Or try it in the container of the runtime itself, ");
        word_path(out, words, proof->path);
        g_string_append(out, ".");
        return;
    }
}

void
acv_word_proof_outcome(GString *out, const AcvProof *proof)
{
    if (proof->commands->len == 0 || !proof->path) {
        return;
    }
    static const char *const found[] = {
        [ACV_OUTCOME_REACHABLE] = "NetworkPathFound is to be true.",
        [ACV_OUTCOME_UNREACHABLE] = "NetworkPathFound is to be false.",
        [ACV_OUTCOME_PARTIAL] = "It is true for a part of the packets: the analyzer shows one way.",
        [ACV_OUTCOME_UNDETERMINED] = "NetworkPathFound decides what the scenario leaves open.",
    };
    static const char *const connected[] = {
        [ACV_OUTCOME_REACHABLE] = "\"Connected to\" and an address are to appear.",
        [ACV_OUTCOME_UNREACHABLE] = "No \"Connected to\" is to appear: it times out, or finds no "
                                    "address for the name.",
        [ACV_OUTCOME_PARTIAL] = "\"Connected to\" is to appear in a part of the attempts.",
        [ACV_OUTCOME_UNDETERMINED] = "Whether \"Connected to\" appears decides what the scenario "
                                     "leaves open.",
    };
    bool is_analyzer = proof->kind == ACV_PROOF_ANALYZER;
    g_string_append(out, proof->is_unseen
                             ? "NetworkPathFound is to be true all the same: it does not look at "
                               "what stops the packets."
                             : (is_analyzer ? found : connected)[proof->path->outcome]);
    if (is_analyzer) {
        g_string_append(out, " AWS charges for each analysis; it takes a minute or so.");
    } else if (proof->kind == ACV_PROOF_CONTAINER) {
        g_string_append(out, " The image must have curl, and the runtime must have been created "
                             "after 17 March 2026.");
    }
}

const char *
acv_proof_limit_words(AcvProofLimit limit)
{
    static const char *const words[] = {
        [ACV_PROOF_LIMIT_NAMES] = "Reachability Analyzer asks no name server, so that it does not "
                                  "see what the name leads to.",
        [ACV_PROOF_LIMIT_POLICIES] = "It does not read the policy of an endpoint.",
        [ACV_PROOF_LIMIT_SYMBOLIC] = "The scenario has no network interface there: it can be asked "
                                     "once AWS has made one.",
        [ACV_PROOF_LIMIT_OUTSIDE] = "Reachability Analyzer cannot answer this: AWS runs the "
                                    "resource outside any VPC.",
        [ACV_PROOF_LIMIT_PROTOCOL] = "Reachability Analyzer cannot answer this: it takes TCP and "
                                     "UDP alone.",
        [ACV_PROOF_LIMIT_FAMILY] = "Reachability Analyzer cannot answer this: it takes IPv4 alone.",
        [ACV_PROOF_LIMIT_SOURCE] = "Reachability Analyzer cannot answer this: nothing that it "
                                   "takes as a source stands for this one.",
        [ACV_PROOF_LIMIT_DESTINATION] = "Reachability Analyzer cannot answer this: nothing that it "
                                        "takes as a destination stands for this target.",
        [ACV_PROOF_LIMIT_ONE_OF_MANY] = "It takes one address, which stands for all.",
        [ACV_PROOF_LIMIT_WAIT] = "The Code Interpreter takes a session once its status is READY.",
        [ACV_PROOF_LIMIT_PROBE_TCP] = "No probe: what is asked is not TCP.",
        [ACV_PROOF_LIMIT_PROBE_PLACE] = "No probe: a Code Interpreter cannot be put where this "
                                        "source is.",
        [ACV_PROOF_LIMIT_PROBE_TARGET] = "No probe: by what name, address or port to ask is not "
                                         "known.",
    };
    return words[limit];
}
