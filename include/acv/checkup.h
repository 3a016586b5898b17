/* A design held to what must be true of it: what AgentCore needs, and what the design is expected
 * to reach, and not to.
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

/* "HIGH" and so on: static. */
const char *acv_check_severity_name(AcvCheckSeverity severity);

/* How the questions of all checks are asked, and which checks are made: those of 'only', or if that
 * is NULL all, but for those of 'skip'. Both are ids of checks, ending with NULL; ids that are not
 * known select nothing. */
typedef struct {
    AcvPortRange ephemeral_ports;
    bool no_dns;
    const char *const *only;
    const char *const *skip; /* May be NULL. */
} AcvCheckOptions;

/* The check of that id, in whatever case.
 *
 * Errors: ACV_ERROR_UNKNOWN, with the nearest known ids. */
const AcvCheckRow *acv_check_find(const AcvCatalog *catalog, const char *id, GError **error);

typedef struct AcvCheckup AcvCheckup;

/* Makes every check of the catalog: of each AgentCore resource of 'snapshot', and of the design as
 * a whole, its expectations among it. The catalog must outlive the checkup.
 *
 * NULL if an expectation names what is not there, or more than one thing; all such errors are added
 * to 'problems', and so are suppressions of checks that there are not. A warning says if there is
 * neither an AgentCore resource nor an expectation, and which suppressions fit nothing. */
AcvCheckup *acv_checkup_new(AcvSnapshot *snapshot, const AcvCatalog *catalog,
                            const AcvCheckOptions *options, AcvProblems *problems);
void acv_checkup_free(AcvCheckup *checkup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvCheckup, acv_checkup_free)

/* Fail if any check failed, else undetermined if any is, else pass. What the scenario suppresses
 * does not count. */
AcvStatus acv_checkup_status(const AcvCheckup *checkup);

/* How many checks ended so, without those that the scenario suppresses; and how many those are. */
size_t acv_checkup_count(const AcvCheckup *checkup, AcvStatus status);
size_t acv_checkup_count_suppressed(const AcvCheckup *checkup);

ACV_END_DECLS
