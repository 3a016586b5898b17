/* Explanations in words, the same in every format. Sentences are plain text: what came from the
 * input is escaped by who prints it.
 *
 * Every function appends to 'out'. */
#pragma once

#include "explain/answer.h"
#include "explain/checkup.h"
#include "explain/verify.h"

/* What words need besides the facts. */
typedef struct {
    const AcvCatalog *catalog;
    AcvNetwork *network;
    const char *whose; /* "the service's": whose public addresses all of them stand for; or NULL. */
} AcvWords;

AcvWords acv_words_of(const AcvAnswer *answer);

/* "sg-0a1 (orders-db)"; of NULL "the internet". */
void acv_word_record(GString *out, const AcvRecord *record);

/* Who asks, or is asked, and where that stands. */
void acv_word_end(GString *out, const AcvWords *words, const AcvEnd *end);

/* What a hop is called, which is "internet" if it has no component; "in ", "out" or blanks. */
const char *acv_hop_name(const AcvWaypoint *waypoint);
const char *acv_hop_direction(const AcvWaypoint *waypoint);

/* What a hop that lets packets pass does, and why. */
void acv_word_passage(GString *out, const AcvWords *words, const AcvWaypoint *waypoint);

/* "10.0.1.0/24 and 10.0.2.5"; of more than 'most' the first ones and how many more; "the internet",
 * with what it lacks, of all public addresses or almost all. */
void acv_word_addresses(GString *out, const AcvWords *words, const AcvAddressSet *addresses,
                        size_t most);

/* "tcp", "tcp and udp". */
void acv_word_protocols(GString *out, const AcvWords *words, const AcvHeaderSet *header);

/* "tcp 3306", "icmp type 8", "all traffic". */
void acv_word_service(GString *out, const AcvWords *words, const AcvHeaderSet *header);

/* ", from ports 1024-65535"; nothing for what has none. */
void acv_word_source_ports(GString *out, const AcvHeaderSet *header);

/* "tcp 3306 from 10.0.1.20 to 10.0.2.15, from ports 1024-65535", with at most so many addresses of
 * each end. */
void acv_word_header(GString *out, const AcvWords *words, const AcvHeaderSet *header, size_t most);

/* "Connections from source ports 1024-32767 hang.": elements char *, none if all ports fail or work
 * alike. Free with g_ptr_array_unref(). */
GPtrArray *acv_word_hanging_ports(const AcvQuestion *question, const AcvPath *path);

/* "tcp 3306 from 10.0.1.4-10.0.1.254 to 10.0.2.15"; of several headers the first and how many more.
 */
void acv_word_packets(GString *out, const AcvWords *words, const AcvPacketSet *packets);

/* The same of the replies to packets: "replies by tcp from port 3306 of 10.0.2.15 to ports
 * 1024-32767 of 10.0.1.4-10.0.1.254". */
void acv_word_replies(GString *out, const AcvWords *words, const AcvPacketSet *packets);

/* "tcp 3306 from sg-0a1", "rule 100: deny all from 0.0.0.0/0", "0.0.0.0/0 to nat-0a1". */
void acv_word_rule(GString *out, const AcvWords *words, const AcvRule *rule);

/* The component to change, and the direction at it: "egress" or "ingress". */
void acv_word_blamed(GString *out, const AcvExplanation *explanation);
const char *acv_word_direction(const AcvExplanation *explanation);

/* The state of a resource as AWS spells it; NULL if it is not given or the kind has none. */
const char *acv_state_of(const AcvRecord *record);

/* True if the target is in another VPC than the one where nobody has its address. */
bool acv_is_target_elsewhere(const AcvExplanation *explanation);

/* True for a proxy that is known to have no database behind it. */
bool acv_is_proxy_without_target(const AcvRecord *record);

/* What happened, in a sentence or two. */
void acv_word_message(GString *out, const AcvWords *words, const AcvExplanation *explanation);

/* What the nearest rule lacks; nothing if there is none. */
void acv_word_near_miss(GString *out, const AcvWords *words, const AcvExplanation *explanation);

/* What to change. */
void acv_word_remedy(GString *out, const AcvWords *words, const AcvExplanation *explanation);

void acv_word_note(GString *out, const AcvWords *words, const AcvNote *note);

void acv_word_assumed(GString *out, const AcvAssumed *assumed);
void acv_word_missing(GString *out, const AcvMissing *missing);

/* What some commands prove, and what is to come out of them; what they do not show. */
void acv_word_proof(GString *out, const AcvWords *words, const AcvProof *proof);
void acv_word_proof_outcome(GString *out, const AcvProof *proof);
const char *acv_proof_limit_words(AcvProofLimit limit);

/* What a change did: "adds sg-1, changes sg-2", "changes nothing". */
void acv_word_effects(GString *out, const AcvWhatIf *what_if, size_t index);

/* Of a code that the analysis does not produce. */
const char *acv_code_not_produced_words(void);
