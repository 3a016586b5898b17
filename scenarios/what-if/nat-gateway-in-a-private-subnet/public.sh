#!/bin/sh
# A NAT gateway in the public subnet.
set -eu
nat=$(aws ec2 create-nat-gateway --subnet-id subnet-0public --allocation-id eipalloc-0shop \
    --query NatGateway.NatGatewayId --output text)
aws ec2 create-route --route-table-id rtb-0agents --destination-cidr-block 0.0.0.0/0 \
    --nat-gateway-id "$nat"
