#!/usr/bin/env python3
"""Records what the AWS CLI makes of commands: record_cli_forms.py FILE

FILE has cases of "== ", a name, a command in any form, "--" and the same command as the AWS CLI
understands it, with every value in JSON. The latter are written anew. Nothing is sent: the CLI
(version 1 or 2, of "import awscli") is stopped before that.
"""
import contextlib
import io
import json
import os
import shlex
import sys

os.environ.update(AWS_ACCESS_KEY_ID="x", AWS_SECRET_ACCESS_KEY="x", AWS_DEFAULT_REGION="us-east-1",
                  AWS_CONFIG_FILE=os.devnull, AWS_PAGER="", AWS_EC2_METADATA_DISABLED="true")

from awscli.clidriver import create_clidriver  # noqa: E402

LEFT_OUT = ("DryRun", "ClientToken", "clientToken")


class Stop(Exception):
    """Thrown where the request would be sent."""


def commands_of(command):
    """The commands below one, by their names; the versions of the CLI differ in this."""
    if hasattr(command, "subcommand_table"):
        return command.subcommand_table
    return command._get_command_table()


def understand(words):
    """The parameters of the request that the words of a command make, and its options."""
    seen = {}
    driver = create_clidriver()  # A new one each time: some commands leave traces.

    def keep(params, **_):
        seen.update(params)

    def stop(**_):
        raise Stop

    driver.session.register("before-parameter-build.*", keep)
    driver.session.register("before-call.*", stop)  # After the parameters were checked.
    told = io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        try:
            driver.main(words[1:])
        except (Stop, SystemExit):
            pass
    if not seen:
        sys.exit("the AWS CLI refuses %s:\n%s" % (shlex.join(words), told.getvalue()))
    commands = commands_of(driver)
    service = next(word for word in words[1:] if word in commands)
    commands = commands_of(commands[service])
    operation = next(word for word in words[1:] if word in commands)
    return ["aws", service, operation], seen, commands[operation].arg_table


def option(name, value):
    """The words of one option with its value in the plainest form."""
    if isinstance(value, bool):
        opposite = "--ingress" if name == "egress" else "--no-" + name
        return ["--" + name] if value else [opposite]
    if isinstance(value, (dict, list)):
        return ["--" + name, json.dumps(value, ensure_ascii=False)]
    return ["--%s=%s" % (name, value)]


def plain(text):
    """The command 'text' in the plainest form."""
    words, params, options = understand(shlex.split(text.replace("\\\n", "")))
    names = {argument._serialized_name: name for name, argument in options.items()
             if hasattr(argument, "_serialized_name") and not name.startswith("no-")
             and name != "ingress"}
    for key, value in params.items():
        if key not in LEFT_OUT:
            words += option(names.get(key, "ip-permissions"), value)
    return shlex.join(words)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        head, *cases = file.read().split("== ")
    out = [head]
    for case in cases:
        name, text = case.split("\n", 1)
        text = text.split("\n--\n")[0].rstrip("\n")
        out.append("== %s\n%s\n--\n%s\n\n" % (name, text, plain(text)))
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        file.write("".join(out).rstrip("\n") + "\n")


main()
