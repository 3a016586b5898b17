/* A design held to what must be true of it: what it is expected to reach, and not to.
 *
 *     AcvCheckup *checkup = acv_checkup_new(snapshot, catalog, &options, problems);
 *     acv_render_checkup_text(out, checkup, &style); */
#pragma once

#include <acv/api.h>
#include <acv/catalog.h>
#include <acv/packet.h>
#include <acv/problem.h>
#include <acv/snapshot.h>

ACV_BEGIN_DECLS

/* What came of a check. */
typedef enum {
    ACV_STATUS_PASS,
    ACV_STATUS_FAIL,
    ACV_STATUS_WARNING,      /* It holds, but not for sure or not for long. */
    ACV_STATUS_UNDETERMINED, /* It depends on what the scenario lacks. */
} AcvStatus;

enum { ACV_N_STATUSES = ACV_STATUS_UNDETERMINED + 1 };

/* "pass" and so on: static. */
const char *acv_status_name(AcvStatus status);

/* How the questions of all expectations are asked. */
typedef struct {
    AcvPortRange ephemeral_ports;
    bool no_dns;
} AcvCheckOptions;

typedef struct AcvCheckup AcvCheckup;

/* Verifies all expectations of 'snapshot', and whether those that hold survive the loss of any one
 * zone; one that does not is a warning. The catalog must outlive the checkup.
 *
 * NULL if an expectation names what is not there, or more than one thing; all such errors are added
 * to 'problems', and a warning if there is no expectation at all. */
AcvCheckup *acv_checkup_new(AcvSnapshot *snapshot, const AcvCatalog *catalog,
                            const AcvCheckOptions *options, AcvProblems *problems);
void acv_checkup_free(AcvCheckup *checkup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvCheckup, acv_checkup_free)

/* Fail if any check failed, else undetermined if any is, else pass. */
AcvStatus acv_checkup_status(const AcvCheckup *checkup);

/* How many checks ended so. */
size_t acv_checkup_count(const AcvCheckup *checkup, AcvStatus status);

ACV_END_DECLS
