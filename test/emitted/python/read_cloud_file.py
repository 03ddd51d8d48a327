"""Reads a YAML file as the message of Google Cloud that it is: python read_cloud_file.py Build cloudbuild.yaml.

It fails where the message does not know a field, and also where it would take a field that nobody knows.
"""

import copy
import json
import sys

import yaml
from google.cloud.aiplatform_v1.types import CustomJobSpec
from google.cloud.devtools.cloudbuild_v1 import Build
from google.protobuf.json_format import ParseError

KINDS = {"Build": Build, "CustomJobSpec": CustomJobSpec}
# Maps whose keys are free.
FREE = {"substitutions"}


def read(kind, content):
    """Read what a file says, to the last field."""
    return KINDS[kind].from_json(json.dumps(content), ignore_unknown_fields=False)


def maps(content, path=()):
    """Find each map in a document, by the way that leads to it."""
    if isinstance(content, dict) and not FREE & set(path):
        yield path
    for key, value in content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ():
        yield from maps(value, (*path, key))


def spoil(content, path):
    """Add a field that nobody knows to one of the maps."""
    wrong = copy.deepcopy(content)
    place = wrong
    for key in path:
        place = place[key]
    place["nobodyKnowsThis"] = 1
    return wrong


def main():
    """Read the file, then one that is wrong at each of its places."""
    kind, name = sys.argv[1:]
    with open(name) as file:
        content = yaml.safe_load(file)
    read(kind, content)
    for path in maps(content):
        try:
            read(kind, spoil(content, path))
        except ParseError:
            continue
        sys.exit(f"{name}: a wrong field in {path} is taken")
    print(f"{name}: {len(list(maps(content)))} places, each refuses a wrong field")


main()
