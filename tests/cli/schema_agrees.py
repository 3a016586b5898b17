"""Holds the JSON Schema of a scenario to a validator, to the scenarios, and to the reader.

usage: schema_agrees.py PROGRAM FOLDER...     (folders of scenarios and of the corpus)

Every record of the files is changed in every value, each time to another value; the changed records
are given to the program at once, and what it calls an error must be one to the schema too, and the
other way round. Prints what
differs; the last line says "N passed, N failed".
"""
import copy
import json
import pathlib
import re
import subprocess
import sys

from jsonschema import Draft202012Validator

VALUES = [
    None, True, "", "x", "tcp", "6", "-1", "256", "10.0.0.0/8", "10.0.0.0/33", "300.0.0.0/8",
    "10.0.0.0/08", "fd00::/8", "fd00::/129", "10.0.0.1", "256.0.0.1", "::1", -2, -1, 0, 1.5, 256,
    65536, 1e12, [], {}, [None], [{}], [1], ["x"], {"Value": True}, {"Value": 1}, {"Value": None},
]

# Errors of the reader that no schema can tell.
BEYOND_SCHEMA = re.compile(
    r"is beyond the last|not JSON at|has both |Action is missing|got [2-9] of them"
    r"|expected an IP address or AmazonProvidedDNS|/PublicIp: expected an IP address"
    r"|/SecurityGroupRules/[0-9]+: expected one CIDR"
)
RECORDS_AT_ONCE = 400


class Tally:
    passed = 0
    failed = 0

    @classmethod
    def test(cls, sentence, holds):
        if holds:
            cls.passed += 1
        else:
            cls.failed += 1
            print("FAILED", sentence)


def read_documents(folders):
    for folder in folders:
        for path in sorted(pathlib.Path(folder).rglob("*.json")):
            try:
                document = json.loads(path.read_text(encoding="utf-8-sig"))
            except (ValueError, UnicodeDecodeError):
                continue
            if isinstance(document, dict) and "SchemaVersion" not in document:
                yield path, document


def accepts(program, path):
    """Whether the reader has no error for a file but that it may hold nothing to analyze."""
    run = subprocess.run([program, "list", path], capture_output=True, text=True, check=False)
    return not [line for line in run.stderr.splitlines()
                if line.startswith("acv-path: error: ") and "nothing to analyze" not in line]


def reader_errors(program, key, records):
    """The errors of each record, by its index."""
    text = json.dumps({key: records})
    run = subprocess.run([program, "list", "-"], input=text, capture_output=True, text=True,
                         check=False)
    errors = {}
    for line in run.stderr.splitlines():
        found = re.match(r"acv-path: error: standard input: /%s/(\d+)[/:]" % key, line)
        if found:
            errors.setdefault(int(found[1]), []).append(line)
        elif line.startswith("acv-path: error: ") and "nothing to analyze" not in line:
            Tally.test("an error stands at its record: " + line, False)
    return errors


def places(value, path=()):
    """Every place below a record, as a tuple of keys and indices."""
    if isinstance(value, (dict, list)):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, child in items:
            if not (isinstance(value, list) and key > 0):
                yield path + (key,)
                yield from places(child, path + (key,))


def shape(path):
    return tuple("*" if isinstance(step, int) else step for step in path)


def changed(record, path, new):
    record = copy.deepcopy(record)
    at = record
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = new
    return record


def variations(records, seen):
    for record in records:
        if not isinstance(record, dict):
            continue
        for path in places(record):
            if shape(path) not in seen:
                seen.add(shape(path))
                for new in VALUES:
                    yield path, new, changed(record, path, new)


def differences(program, validator, key, varied):
    """What reader and schema do not agree about, a line each."""
    for start in range(0, len(varied), RECORDS_AT_ONCE):
        some = varied[start:start + RECORDS_AT_ONCE]
        errors = reader_errors(program, key, [record for _, _, record in some])
        for index, (path, new, record) in enumerate(some):
            refused = errors.get(index, [])
            told = [e.message[:120] for e in validator.iter_errors({key: [record]})]
            beyond = refused and all(BEYOND_SCHEMA.search(line) for line in refused)
            if bool(refused) != bool(told) and not beyond:
                yield "%s/%s = %s: the reader says %s, the schema %s" % (
                    key, "/".join(map(str, path)), json.dumps(new), refused[:1], told[:1])


def notices_a_planted_fault(program, schema, varied):
    planted = copy.deepcopy(schema)
    planted["$defs"]["subnet"]["properties"]["CidrBlock"] = {}
    return any(differences(program, Draft202012Validator(planted), "Subnets", varied))


def main():
    program, folders = sys.argv[1], sys.argv[2:]
    schema = json.loads(subprocess.run([program, "schema"], capture_output=True, check=True).stdout)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    by_key = {}
    for path, document in read_documents(folders):
        errors = list(validator.iter_errors(document))
        sentence = "%s is valid or refused by both: %s" % (path, [e.json_path for e in errors[:3]])
        Tally.test(sentence, accepts(program, path) == (not errors))
        for key, records in document.items():
            if isinstance(records, list) and key in schema["properties"]:
                by_key.setdefault(key, []).extend(records)
    for key, records in by_key.items():
        found = list(differences(program, validator, key, list(variations(records, set()))))
        Tally.test("%s is read as the schema says: %s" % (key, "\n  ".join(found[:9])), not found)
    subnets = list(variations(by_key["Subnets"], set()))
    Tally.test("a planted fault is noticed", notices_a_planted_fault(program, schema, subnets))
    print("schema: %d passed, %d failed" % (Tally.passed, Tally.failed))
    return Tally.failed > 0


if __name__ == "__main__":
    sys.exit(main())
