/* Resources of which no more is read than that they exist. */
#include "load/tables.h"

static const AcvJsonField load_balancer_fields[] = {
    ACV_REQUIRED("LoadBalancerArn", AcvOther, record.id),
    ACV_STRING("VpcId", AcvOther, vpc_id),
};
ACV_TABLE_WITH(load_balancer, AcvOther, load_balancer_fields, .is_open = true);

static const AcvJsonField target_group_fields[] = {
    ACV_REQUIRED("TargetGroupArn", AcvOther, record.id),
    ACV_STRING("VpcId", AcvOther, vpc_id),
};
ACV_TABLE_WITH(target_group, AcvOther, target_group_fields, .is_open = true);

static const AcvJsonField listener_fields[] = {
    ACV_REQUIRED("ListenerArn", AcvOther, record.id),
};
ACV_TABLE_WITH(listener, AcvOther, listener_fields, .is_open = true);

static const AcvJsonField flow_log_fields[] = {
    ACV_REQUIRED("FlowLogId", AcvOther, record.id),
    ACV_TAGS("Tags", AcvOther),
};
ACV_TABLE_WITH(flow_log, AcvOther, flow_log_fields, .is_open = true);

static const AcvJsonField role_fields[] = {
    ACV_STRING("Arn", AcvOther, record.arn),
    ACV_REQUIRED("RoleId", AcvOther, record.id),
    ACV_TAGS("Tags", AcvOther),
};
ACV_TABLE_WITH(role, AcvOther, role_fields, .is_open = true);
