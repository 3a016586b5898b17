ADDRESS=$(aws ec2 allocate-address --domain vpc --query AllocationId --output text)
NAT="$(aws ec2 create-nat-gateway --subnet-id subnet-1 --allocation-id "$ADDRESS" --tag-specifications 'ResourceType=natgateway,Tags=[{Key=Name,Value=egress}]' --query NatGateway.NatGatewayId --output text)"
aws ec2 wait nat-gateway-available --nat-gateway-ids "$NAT" && aws ec2 create-route --route-table-id rtb-1 --destination-cidr-block 0.0.0.0/0 --nat-gateway-id "${NAT}"
