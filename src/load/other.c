/* Resources of which little more is read than that they exist. */
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

static const char *const flow_log_statuses[] = { "ACTIVE", NULL };
static const char *const deliver_statuses[] = { "SUCCESS", "FAILED", NULL };

static const AcvJsonField flow_log_fields[] = {
    ACV_ENUM("DeliverLogsStatus", AcvFlowLog, deliver_status, deliver_statuses),
    ACV_REQUIRED("FlowLogId", AcvFlowLog, record.id),
    ACV_ENUM("FlowLogStatus", AcvFlowLog, status, flow_log_statuses),
    ACV_STRING("ResourceId", AcvFlowLog, resource_id),
    ACV_TAGS("Tags", AcvFlowLog),
};
ACV_TABLE_WITH(flow_log, AcvFlowLog, flow_log_fields, .is_open = true);

static const AcvJsonField role_fields[] = {
    ACV_STRING("Arn", AcvIamRole, record.arn),
    ACV_REQUIRED("RoleId", AcvIamRole, record.id),
    ACV_STRING("RoleName", AcvIamRole, name),
    ACV_TAGS("Tags", AcvIamRole),
};
ACV_TABLE_WITH(role, AcvIamRole, role_fields, .is_open = true);
