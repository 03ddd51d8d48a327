"""Stands for the client of Google Cloud: python gcloud.py <folder> <what follows gcloud>.

It writes each call to `calls` in the folder, and refuses a command or a flag that the real client does not know. What is created
is kept in `cloud.json`, as far as the scripts of a project ask for it; what is wrong with this cloud stands in `broken.json`:

    nobody, expired, unpaid: true      nobody is logged in; the login has expired; billing is off
    project: the only one there is     chosen: the one of `gcloud config`
    lost: roles that are not given     off: services that are off
    empty: true                        the secret has no value
    crashes: true                      the client does not work at all
    editor: true                       whoever is logged in may give no roles, but on a bucket
    writes: how many changes succeed, and later ones fail; what was changed before in the same way is no change
    What mends it takes it from there: services enable, billing projects link, config set project, auth login ...
    lists: {"run services": [...]}     what a list shows      logs: what `logging read` shows
"""

import json
import os
import re
import sys
from pathlib import Path

HOME = Path(sys.argv[1])
TABLE = Path(__file__).parent.parent / "gcloud_flags.txt"
# The service that a group of commands needs, as far as the set-up switches it on.
SERVICES = {"artifacts": "artifactregistry", "builds": "cloudbuild", "run": "run", "secrets": "secretmanager", "compute": "compute", "ai": "aiplatform"}


def fail(words, status=1):
    """End as the client does."""
    sys.exit(print(f"ERROR: (gcloud) {words}", file=sys.stderr) or status)


def load(name, default):
    """Read a file of the folder."""
    path = HOME / name
    return json.loads(path.read_text()) if path.is_file() else default


def parse(words):
    """Split a call into the command, its other words and its flags; refuse what the real client would."""
    rows = [line.split() for line in TABLE.read_text().splitlines() if not line.startswith("#")]
    table = {}
    for row in rows:
        flags = {word for word in row if word.startswith("--")}
        table[" ".join(word for word in row if not word.startswith("--"))] = flags
    size = max((n for n in range(1, len(words) + 1) if " ".join(words[:n]) in table), default=0)
    command = " ".join(words[:size])
    if not size:
        fail(f"Invalid choice: {' '.join(words[:3])!r}", 2)
    return command, *parse_flags(words[size:], table[command] | table["*"])


def parse_flags(words, known):
    """Split words into those without a flag and the flags with their values."""
    others, flags = [], {}
    while words:
        name, given, value = words.pop(0).partition("=")
        if name == "--":
            return others + words, flags
        if not name.startswith("--"):
            others.append(name + given + value)
        elif f"{name}=" in known and (given or (words and not words[0].startswith("-"))):
            flags.setdefault(name, []).append(value if given else words.pop(0))
        elif name in known and not given:
            flags[name] = []
        else:
            fail(f"{name}: expected one argument" if f"{name}=" in known else f"unrecognized arguments: {name}", 2)
    return others, {name: " ".join(values) for name, values in flags.items()}


def pick(resource, key):
    """Find what a key of `value(...)` names."""
    for part in re.findall(r'"[^"]+"|[^.]+', key):
        part = part.strip('"')
        if part == "basename()":
            resource = str(resource).rpartition("/")[2]
        elif part.startswith("segment("):
            resource = str(resource).split("/")[int(part[8:-1])]
        elif part.endswith("[]"):
            resource = (resource or {}).get(part[:-2], [])
        elif isinstance(resource, list):
            resource = [item.get(part, "") for item in resource]
        else:
            resource = (resource or {}).get(part)
    return ";".join(map(str, resource)) if isinstance(resource, list) else "" if resource is None else str(resource)


def show(resources, flags):
    """Print resources in the format that was asked for."""
    keys = re.fullmatch(r"value\((.*)\)", flags.get("--format", ""))
    for resource in resources:
        print("\t".join(pick(resource, key) for key in keys[1].split(",")) if keys else json.dumps(resource))


class Cloud:
    """What there is, and what is wrong with it."""

    def __init__(self):
        """Read both."""
        self.made = load("cloud.json", {"things": {}, "policies": {}, "enabled": [], "changes": []})
        self.broken = load("broken.json", {})
        self.project = self.broken.get("project", "the-project")

    def save(self):
        """Keep a change, unless no more changes succeed in this run."""
        left = self.broken.get("writes")
        if left is not None:
            if left <= 0:
                fail("the connection was lost")
            (HOME / "broken.json").write_text(json.dumps({**self.broken, "writes": left - 1}))
        (HOME / "cloud.json").write_text(json.dumps(self.made, indent=1))

    def mend(self, *names, value=None):
        """Take what is wrong away: all of it, or one value of a list."""
        for name in names:
            if value is not None and value in self.broken.get(name, []):
                self.broken[name].remove(value)
            elif value is None:
                self.broken.pop(name, None)
        (HOME / "broken.json").write_text(json.dumps(self.broken))

    def check_login(self, command):
        """Refuse where the real one would, whatever the command is."""
        if command.startswith(("auth list", "auth login", "config")):
            return
        if self.broken.get("nobody"):
            fail("You do not currently have an active account selected.")
        if self.broken.get("expired"):
            fail("There was a problem refreshing your current auth tokens: ('invalid_grant: Token has been expired or revoked.')")

    def check_service(self, command):
        """Refuse where a service is off."""
        name = f"{SERVICES.get(command.split()[0], '')}.googleapis.com"
        if name != ".googleapis.com" and name not in self.enabled():
            fail(f"API [{name}] not enabled on project [{self.project}]. SERVICE_DISABLED")

    def enabled(self):
        """List the services that are on."""
        return [name for name in self.made["enabled"] if name not in self.broken.get("off", [])]

    def bindings(self, place):
        """List who may do what, one member each, as `--flatten` gives it."""
        pairs = [pair for pair in self.made["policies"].get(place, []) if pair[1] not in self.broken.get("lost", [])]
        return [{"bindings": {"members": member, "role": role}} for member, role in pairs]


def answer(cloud, command, others, flags):
    """Do what a command does, as far as scripts rely on it."""
    group, _, verb = command.rpartition(" ")
    name = name_of(group, others, flags)
    if command in FIXED:
        FIXED[command](cloud, others, flags)
    elif verb == "get-iam-policy":
        show(cloud.bindings(name), flags)
    elif verb == "add-iam-policy-binding":
        if cloud.broken.get("editor") and group != "storage buckets":
            fail(f"[ada@example.org] does not have permission to access {group} instance [{others[0]}:setIamPolicy] (or it may not exist)")
        pair = [flags["--member"], flags["--role"]]
        policy = cloud.made["policies"].setdefault(name, [])
        policy.extend([] if pair in policy else [pair])
        cloud.mend("lost", value=pair[1])
        cloud.save()
    elif verb.startswith("create"):
        if name in cloud.made["things"]:
            fail(f"{name} already exists")
        cloud.made["things"][name] = flags
        cloud.save()
    elif verb == "describe":
        describe(cloud, group, name, others, flags)
    elif verb == "list":
        show(listed(cloud, group), flags)
    elif verb in WRITES and [name, flags] not in cloud.made["changes"]:
        cloud.made["changes"].append([name, flags])
        cloud.save()


def name_of(group, others, flags):
    """Name a thing: repositories for images are told apart by their location, accounts are created by a short name."""
    place = f" {flags.get('--location')}" if group.startswith("artifacts") else ""
    return f"{group}: {' '.join(others).partition('@')[0]}{place}"


WRITES = "update deploy delete cancel submit replace set-cleanup-policies".split()


def describe(cloud, group, name, others, flags):
    """Show one thing that was made, or that a list shows."""
    matching = [item for item in listed(cloud, group) if others[0] in (item.get("name"), item.get("id"), item.get("metadata", {}).get("name"))]
    matching = [item for item in matching if flags.get("--region") in (None, item.get("region"), item.get("location"))]
    if name in cloud.made["things"]:
        show([cloud.made["things"][name]], flags)
    elif matching:
        show(matching[:1], flags)
    else:
        fail("NOT_FOUND")


def listed(cloud, group):
    """List what was made of a kind, and what the check says there is."""
    made = [{"name": thing_name(cloud, name, flags), **flags} for name, flags in cloud.made["things"].items() if name.startswith(f"{group}: ")]
    return made + cloud.broken.get("lists", {}).get(group, [])


def thing_name(cloud, name, flags):
    """Name a thing in a list: repositories for images have long names, budgets only a title."""
    short = name.partition(": ")[2].split(" ")[0].removeprefix("gs://")
    if name.startswith("artifacts"):
        return f"projects/{cloud.project}/locations/{flags.get('--location')}/repositories/{short}"
    return short or flags.get("--display-name", "")


def auth_list(cloud, _others, flags):
    """Who is logged in."""
    show([] if cloud.broken.get("nobody") else [{"account": "ada@example.org"}], flags)


def get_project(cloud, *_):
    """Which project is chosen: the environment goes before what is configured."""
    print(os.environ.get("CLOUDSDK_CORE_PROJECT") or cloud.broken.get("chosen", cloud.project))


def describe_project(cloud, others, flags):
    """One project is there."""
    if others != [cloud.project]:
        fail(f"[ada@example.org] does not have permission to access projects instance [{others[0]}] (or it may not exist)")
    show([{"projectNumber": "4711", "projectId": cloud.project}], flags)


def enable(cloud, others, _flags):
    """Switch services on."""
    cloud.made["enabled"] = sorted({*cloud.made["enabled"], *others})
    for name in others:
        cloud.mend("off", value=name)
    cloud.save()


def add_version(cloud, others, flags):
    """Take a secret from the standard input."""
    if flags.get("--data-file") != "-":
        fail("the secret should come through a pipe")
    cloud.made["things"][f"secrets: {others[0]}"]["value"] = sys.stdin.read()
    cloud.save()


def access_version(cloud, _others, flags):
    """Show a secret."""
    secret = cloud.made["things"].get(f"secrets: {flags['--secret']}", {})
    if "value" not in secret:
        fail("NOT_FOUND")
    print(secret["value"])


def list_versions(cloud, others, flags):
    """Show the versions of a secret."""
    secret = cloud.made["things"].get(f"secrets: {others[0]}", {})
    show([{"name": "1"}] if "value" in secret and not cloud.broken.get("empty") else [], flags)


FIXED = {
    "auth list": auth_list,
    "auth login": lambda cloud, *_: cloud.mend("nobody", "expired"),
    "config set": lambda cloud, *_: cloud.mend("chosen"),
    "billing projects link": lambda cloud, *_: cloud.mend("unpaid"),
    "auth print-access-token": lambda *_: print("ya29.token"),
    "config get": get_project,
    "config get-value": get_project,
    "projects describe": describe_project,
    "billing projects describe": lambda cloud, _, flags: show(
        [{"billingEnabled": not cloud.broken.get("unpaid"), "billingAccountName": "billingAccounts/01-AB"}], flags
    ),
    "services list": lambda cloud, _, flags: show([{"config": {"name": name}} for name in cloud.enabled()], flags),
    "services enable": enable,
    "secrets versions add": add_version,
    "secrets versions access": access_version,
    "secrets versions list": list_versions,
    "logging read": lambda cloud, _, flags: show([{"textPayload": line} for line in cloud.broken.get("logs", [])], flags),
}


def main():
    """Answer a call."""
    words = sys.argv[2:]
    with (HOME / "calls").open("a") as calls:
        calls.write(" ".join(["gcloud", *words]) + "\n")
    command, others, flags = parse(words)
    cloud = Cloud()
    if cloud.broken.get("crashes"):
        fail("no module named 'grpc'")
    cloud.check_login(command)
    cloud.check_service(command)
    answer(cloud, command, others, flags)


main()
