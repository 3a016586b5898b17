/* EC2 instances. Source:
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_StartInstances.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_StopInstances.html */
#include "change/apply.h"
#include "change/operation.h"

#include <string.h>

/* To turn an instance that is so already changes nothing; in any other state than those two it
 * cannot be turned. */
static void
turn(AcvEditing *editing, const char *id, const char *from, const char *to)
{
    const AcvInstance *instance = (const AcvInstance *) acv_editing_find(
        editing, "instance-ids", "InvalidInstanceID.NotFound", ACV_KIND_INSTANCE, id);
    if (!instance) {
        return;
    }
    const char *state = instance->state ? instance->state : "running";
    if (strcmp(state, from) == 0) {
        ((AcvInstance *) acv_editing_touch(editing, ACV_KIND_INSTANCE, id))->state = to;
    } else if (strcmp(state, to) != 0) {
        acv_editing_fail(editing, "instance-ids", "IncorrectInstanceState: %s is %s, not %s", id,
                         state, from);
    }
}

static void
turn_all(AcvEditing *editing, const AcvInstancesRequest *asked, const char *from, const char *to)
{
    for (size_t i = 0; i < asked->instance_ids.n; i++) {
        turn(editing, asked->instance_ids.items[i], from, to);
    }
}

void
acv_apply_start_instances(AcvEditing *editing, const void *request)
{
    turn_all(editing, request, "stopped", "running");
}

void
acv_apply_stop_instances(AcvEditing *editing, const void *request)
{
    turn_all(editing, request, "running", "stopped");
}
