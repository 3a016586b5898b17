/* What tells one finding from another, and where it is: for the formats that other programs keep
 * and compare over time. */
#pragma once

#include "explain/checkup.h"

/* Appends what was checked, in words that do not depend on what came of it: "agent-1: TITLE, vpc-1,
 * to s3" or "TITLE, from a to b is reachable, without use1-az1". */
void acv_finding_identity(GString *out, const AcvFinding *finding);

/* Where in a scenario what a finding is about stands; NULL if that is no single place. */
const AcvPlace *acv_finding_place(const AcvFinding *finding);

/* What a finding is about: its resource, else what was checked; NULL for the design as a whole. */
const AcvRecord *acv_finding_record(const AcvFinding *finding);
