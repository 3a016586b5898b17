/* Findings: what came of each check, as data. See check.h for how a check makes them. */
#pragma once

#include "acv/checkup.h"
#include "explain/answer.h"
#include "explain/check_sentence.h"

/* A piece of evidence: a record, a field of it and the field's value, each of which may be left out
 * (the record NULL, the texts NULL). */
typedef struct {
    const AcvRecord *record;
    const char *field; /* AWS's key. */
    const char *value;
} AcvFact;

/* What came of one check of one thing. */
typedef struct {
    AcvCheck check;
    const AcvCheckRow *row;
    AcvStatus status;
    AcvCheckSeverity severity; /* That of the row, but where a check finds it lighter. */
    AcvSentence sentence;
    const AcvRecord *subject; /* The AgentCore resource that was checked; NULL: the whole design. */
    const AcvRecord *resource; /* What it is about; NULL if that is no single one. */
    GArray *facts;             /* Elements AcvFact, in the order in which sentences name them. */
    GArray *missing;           /* Elements AcvMissing: what an undetermined status depends on. */
    GPtrArray *rules;          /* Elements const AcvRule *. */
    GPtrArray *answers;        /* Elements const AcvAnswer *. */
    AcvOutcome expected;       /* Of the answers. */
    const AcvExpectation *expectation; /* Or NULL. */
    const char *zone;                  /* That is lost; NULL if none is. */
    const AcvSuppression *suppression; /* By which it is accepted; NULL if by none. */
} AcvFinding;

/* The design without a zone. */
typedef struct {
    const char *zone;
    AcvNetwork *network;
} AcvLostZone;

struct AcvCheckup {
    AcvSnapshot *snapshot;
    const AcvCatalog *catalog;
    AcvNetwork *network;
    GPtrArray *findings;  /* Elements AcvFinding *; what to look at first comes first. */
    GArray *lost_zones;   /* Elements AcvLostZone; NULL until asked for. */
    GHashTable *needs;    /* Of AgentCore resources: arrays of AcvNeed by AcvAgentCore *. */
    GHashTable *parties;  /* Of questions about needs: GPtrArray of AcvParty * by what was asked. */
    GHashTable *matrices; /* AcvMatrix * of AgentCore resources and databases. */
    GHashTable *groups_of_others; /* Ids of groups that not AgentCore alone carries, or NULL. */
    GPtrArray *questions;         /* Of the answers. */
    GPtrArray *answers;           /* Elements AcvAnswer *. */
    GPtrArray *networks;          /* Of the answers; freed after them. */
};

/* The answer of a finding at that index; NULL if it has not so many. */
const AcvAnswer *acv_finding_answer(const AcvFinding *finding, guint index);
