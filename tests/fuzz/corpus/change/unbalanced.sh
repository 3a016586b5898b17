aws ec2 delete-subnet --subnet-id "unbalanced
