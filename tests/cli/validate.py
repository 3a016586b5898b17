"""Validates JSON files against a JSON Schema, and prints what is wrong with them.

usage: validate.py SCHEMA FILE...
"""
import json
import sys

from jsonschema import Draft202012Validator


def load(name):
    with open(name, encoding="utf-8") as file:
        return json.load(file)


def main():
    validator = Draft202012Validator(load(sys.argv[1]))
    faults = 0
    for name in sys.argv[2:]:
        for error in validator.iter_errors(load(name)):
            print("%s: %s: %s" % (name, error.json_path, error.message))
            faults += 1
    return faults > 0


if __name__ == "__main__":
    sys.exit(main())
