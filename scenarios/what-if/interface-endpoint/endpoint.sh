#!/bin/sh
# An endpoint with a group of its own.
set -eu
group=$(aws ec2 create-security-group --group-name endpoints --description endpoints \
    --vpc-id vpc-0a1b2c3d4e5f60718 --query GroupId --output text)
aws ec2 authorize-security-group-ingress --group-id "$group" --protocol tcp --port 443 \
    --source-group sg-0runtime
aws ec2 create-vpc-endpoint --vpc-id vpc-0a1b2c3d4e5f60718 --vpc-endpoint-type Interface \
    --service-name com.amazonaws.us-east-1.logs \
    --subnet-ids subnet-0data --security-group-ids "$group"
