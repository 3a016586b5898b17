#!/bin/sh
# Another NAT gateway with the address of the first.
set -eu
nat=$(aws ec2 create-nat-gateway --subnet-id subnet-0public --allocation-id eipalloc-0shop \
    --query NatGateway.NatGatewayId --output text)
aws ec2 replace-route --route-table-id rtb-0agents --destination-cidr-block 0.0.0.0/0 \
    --nat-gateway-id "$nat"
