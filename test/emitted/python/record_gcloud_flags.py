"""Records which flags each command of the gcloud client knows: python record_gcloud_flags.py > gcloud_flags.txt.

It reads what the client has for the completion of its own commands, so it needs no network. One command a line; a flag that
takes a value ends in `=`, and one that can be negated stands with `--no-` too.
"""

import subprocess
import sys
from pathlib import Path

GROUPS = "ai artifacts auth billing builds config functions iam logging monitoring projects run secrets services storage".split()
COMPUTE = "accelerator-types disks images instances machine-types regions scp ssh zones".split()
# Since December 2025 these are there without `alpha`: https://cloud.google.com/sdk/gcloud/reference/monitoring/policies/create
SINCE = {"monitoring policies": "alpha monitoring policies"}


def words_of(flags):
    """Write flags as one types them."""
    for name, kind in sorted(flags.items()):
        if kind != "bool":
            yield f"{name}="
        else:
            yield name
            if not name.startswith("--no-"):
                yield f"--no-{name[2:]}"


def at(tree, path):
    """Find the node of a group or command."""
    for word in path.split():
        tree = tree["commands"][word]
    return tree


def lines_below(node, path):
    """Write the commands of a group."""
    children = node.get("commands", {})
    for name in sorted(children):
        yield from lines_below(children[name], f"{path} {name}")
    if not children:
        yield " ".join([path, *words_of(node["flags"])])


def main():
    """Print the table."""
    root = Path(subprocess.run(["gcloud", "info", "--format", "value(installation.sdk_root)"], capture_output=True, text=True).stdout.strip())
    sys.path.insert(0, str(root / "data" / "cli"))
    from gcloud_completions import STATIC_COMPLETION_CLI_TREE as tree

    print(f"# What gcloud {(root / 'VERSION').read_text().strip()} knows, recorded by record_gcloud_flags.py.")
    print(" ".join(["*", *words_of(tree["flags"])]))
    # It is not in the completion, and works.
    print("config get-value")
    groups = [*GROUPS, *(f"compute {name}" for name in COMPUTE), "alpha monitoring", "beta monitoring"]
    for path in groups:
        print("\n".join(lines_below(at(tree, path), path)))
    for path, before in SINCE.items():
        print("\n".join(lines_below(at(tree, before), path)))


main()
