"""Holds commands of the AWS CLI to AWS's own model of its operations.

usage: check_aws_commands.py FILE     (a command a line, without what sh would have replaced)

The CLI checks what it is given before it sends anything; here it sends to a port on which nobody
listens. Exits with 2 if the CLI is not here or knows no AgentCore, and prints what it refuses."""

import contextlib
import io
import shlex
import sys

try:
    from awscli.clidriver import create_clidriver
    from botocore.session import get_session
    if "bedrock-agentcore-control" not in get_session().get_available_services():
        sys.exit(2)
except ImportError:
    sys.exit(2)

NOBODY = ["--endpoint-url", "http://127.0.0.1:9", "--no-sign-request", "--region", "eu-west-1"]


def reply_to(driver, words):
    """What the CLI prints as its error."""
    err = io.StringIO()
    with contextlib.redirect_stderr(err), contextlib.redirect_stdout(io.StringIO()):
        try:
            driver.main(words + NOBODY)
        except SystemExit:
            pass
    return err.getvalue().strip()


driver = create_clidriver()
refused = 0
for line in open(sys.argv[1], encoding="utf-8"):
    reply = reply_to(driver, shlex.split(line)[1:])
    if "Could not connect" not in reply:
        refused += 1
        print(line.strip(), reply, sep="\n")
sys.exit(1 if refused else 0)
