"""Reads the files for Cloud Monitoring as Google does: python monitoring_messages.py <repository> <file for the queries>.

Each one has to be a message of the provider's own classes, and must not be one any more with a field that nobody knows or a word
in the place of a number. The queries in them are written as rules, so that promtool can read them.
"""

import copy
import json
import sys
from pathlib import Path

import yaml
from google.cloud import monitoring_dashboard_v1, monitoring_v3

FOLDER = Path(sys.argv[1], "monitoring")
KINDS = {
    "slo*.yaml": monitoring_v3.ServiceLevelObjective,
    "dashboard.json": monitoring_dashboard_v1.Dashboard,
    "alerts/*.yaml": monitoring_v3.AlertPolicy,
    "rehearsal.yaml": monitoring_v3.AlertPolicy,
    "notification_channel.yaml": monitoring_v3.NotificationChannel,
}


def read(kind, content):
    """Read a message strictly."""
    return kind.from_json(json.dumps(content), ignore_unknown_fields=False)


def expect_refusal(kind, content, path):
    """A field that nobody knows has to be refused, wherever it stands."""
    try:
        read(kind, content)
    except Exception:
        return
    sys.exit(f"{path} is read with a wrong field")


def branches(content):
    """List every map in a document, except those whose keys are free."""
    if isinstance(content, dict):
        yield content
        for key, value in content.items():
            if key not in ("labels", "userLabels"):
                yield from branches(value)
    elif isinstance(content, list):
        for value in content:
            yield from branches(value)


def check_file(kind, path):
    """Read a file, then with one wrong field after the other."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    read(kind, content)
    for number in range(len(list(branches(content)))):
        wrong = copy.deepcopy(content)
        list(branches(wrong))[number]["noSuchField"] = 1
        expect_refusal(kind, wrong, path)
    for branch in branches(content):
        yield from (branch[key] for key in ("query", "prometheusQuery") if isinstance(branch.get(key), str))


def main():
    """Check all files, and write the queries."""
    queries, seen = [], 0
    for pattern, kind in KINDS.items():
        for path in sorted(FOLDER.glob(pattern)):
            queries += check_file(kind, path)
            seen += 1
    rules = [{"record": f"query_{number}", "expr": query} for number, query in enumerate(queries)]
    Path(sys.argv[2]).write_text(json.dumps({"groups": [{"name": "queries", "rules": rules}]}))
    print(f"{seen} files, {len(queries)} queries")


main()
