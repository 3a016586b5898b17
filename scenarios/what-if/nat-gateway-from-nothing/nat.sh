#!/bin/sh
# All that a private subnet needs to reach the internet.
set -eu
igw=$(aws ec2 create-internet-gateway --query InternetGateway.InternetGatewayId --output text)
aws ec2 attach-internet-gateway --internet-gateway-id "$igw" --vpc-id vpc-0a1b2c3d4e5f60718
public=$(aws ec2 create-subnet --vpc-id vpc-0a1b2c3d4e5f60718 --cidr-block 10.0.101.0/24 \
    --availability-zone us-east-1a --query Subnet.SubnetId --output text)
table=$(aws ec2 create-route-table --vpc-id vpc-0a1b2c3d4e5f60718 \
    --query RouteTable.RouteTableId --output text)
aws ec2 create-route --route-table-id "$table" --destination-cidr-block 0.0.0.0/0 --gateway-id "$igw"
aws ec2 associate-route-table --route-table-id "$table" --subnet-id "$public"
address=$(aws ec2 allocate-address --domain vpc --query AllocationId --output text)
nat=$(aws ec2 create-nat-gateway --subnet-id "$public" --allocation-id "$address" \
    --query NatGateway.NatGatewayId --output text)
aws ec2 wait nat-gateway-available --nat-gateway-ids "$nat"
aws ec2 create-route --route-table-id rtb-0agents --destination-cidr-block 0.0.0.0/0 \
    --nat-gateway-id "$nat"
