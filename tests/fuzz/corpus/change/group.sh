#!/bin/sh
set -eu
# The runtime may call the database.
aws ec2 authorize-security-group-ingress --group-id sg-1 --protocol tcp --port 3306 \
    --source-group sg-2
aws ec2 authorize-security-group-ingress --group-id sg-1 --ip-permissions 'IpProtocol=tcp,FromPort=443,ToPort=443,IpRanges=[{CidrIp=10.0.0.0/8,Description="a, b"}]' IpProtocol=-1,UserIdGroupPairs=[{GroupId=sg-2}]
