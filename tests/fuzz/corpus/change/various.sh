VPC=vpc-1; SUBNETS="subnet-1 subnet-2"
aws ec2 create-vpc-endpoint --vpc-id $VPC --vpc-endpoint-type Interface --service-name com.amazonaws.us-east-1.logs --subnet-ids $SUBNETS --security-group-ids sg-1 --private-dns-enabled --policy-document '{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}'
aws ec2 create-network-acl-entry --network-acl-id acl-1 --ingress --rule-number 90 --protocol tcp --port-range From=1024,To=65535 --cidr-block 10.0.0.0/16 --rule-action allow
aws ec2 modify-vpc-attribute --vpc-id vpc-1 --enable-dns-hostnames '{"Value":true}'
aws ec2 modify-vpc-attribute --vpc-id vpc-1 --no-enable-dns-support
aws rds modify-db-instance --db-instance-identifier orders --db-port-number 5432 --apply-immediately
aws bedrock-agentcore-control update-agent-runtime --agent-runtime-id r-1 --network-configuration '{"networkMode":"VPC","networkModeConfig":{"subnets":["subnet-1"],"securityGroups":["sg-1"]}}'
aws ec2 create-dhcp-options --dhcp-configurations Key=domain-name-servers,Values=10.2.5.1,10.2.5.2
