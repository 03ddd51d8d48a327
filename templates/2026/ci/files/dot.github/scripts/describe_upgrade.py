"""Describe what `mlops upgrade --json` printed, for a pull request.

python3 .github/scripts/describe_upgrade.py newer|waiting|title|text FILE

newer: `yes` where the pack is another one now, else `no`. waiting: what needs a person, one a line.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

Document = dict[str, Any]
WORDS = {
    "new": "added",
    "updated": "updated, nobody had edited it",
    "merged": "merged with your lines",
    "moved": "moved",
    "removed": "removed, nobody had edited it",
    "kept": "kept as you have it",
    "conflict": "in conflict",
}
MOST = 200


def main() -> None:
    """Print what the first argument asks for."""
    what, path = sys.argv[1:]
    result: Document = json.loads(Path(path).read_text(encoding="utf-8"))
    answer = {"newer": newer, "waiting": waiting, "title": title, "text": text}[what]
    print(answer(result))


def newer(result: Document) -> str:
    """Say whether the project moves to another pack."""
    return "yes" if "news" in result else "no"


def waiting(result: Document) -> str:
    """List the files in conflict, and the warnings of files that miss something."""
    files = [change["path"] for change in result["changes"] if change["outcome"] == "conflict"]
    facts = [warning["fact"] for warning in result["warnings"] if warning.get("incomplete")]
    return "\n".join([*(f"conflict: {one_line(path)}" for path in files), *map(one_line, facts)])


def title(result: Document) -> str:
    """Name the upgrade by its revisions."""
    old, new = result["news"]["from"], result["news"]["to"]
    if old["id"] == new["id"]:
        return one_line(f"Upgrade {new['title']} from revision {old['revision']} to {new['revision']}")
    return one_line(f"Upgrade from {old['title']} to {new['title']}, revision {new['revision']}")


def text(result: Document) -> str:
    """Say what is new in the pack and what happened to each file."""
    news = result["news"]
    parts = [
        "`mlops upgrade` renders the project with the newest revision of its pack, and merges that with your work. "
        "No line of yours is in conflict with it. The checks of this pull request say whether all still works.",
        section("New tasks, off until you add them", [task(each) for each in news["newTasks"]]),
        section("Tasks that are gone", [task(each) for each in news["goneTasks"]]),
        section(
            "Tasks in other words", [f"{shown(each['slug'])}: {shown(each['after'])}" for each in news["reworded"]]
        ),
        section("Versions", [version(each) for each in news["versions"]]),
        section("Files", [change(each) for each in result["changes"]]),
        section("To do by hand", [warning(each) for each in result["warnings"]]),
        "To decline it, close this pull request: it comes back with the next revision.",
    ]
    return "\n\n".join(part for part in parts if part)


def section(head: str, lines: list[str]) -> str:
    """Put lines under a heading; nothing where there are none."""
    more = [f"- and {len(lines) - MOST} more"] if len(lines) > MOST else []
    return "\n".join([f"### {head}", "", *(f"- {line}" for line in lines[:MOST]), *more]) if lines else ""


def task(each: Document) -> str:
    """Name a task with its wording."""
    number = f"{each['id']} " if "id" in each else ""
    return f"{number}{shown(each['slug'])}: {shown(each['wording'])}"


def version(each: Document) -> str:
    """Say from which version a package moves to which."""
    return f"{shown(each['name'])}: {shown(each.get('before', 'none'))} → {shown(each.get('after', 'none'))}"


def change(each: Document) -> str:
    """Say what happened to a file."""
    note = f" ({shown(each['note'])})" if "note" in each else ""
    return f"<code>{shown(each['path'])}</code>: {WORDS.get(each['outcome'], each['outcome'])}{note}"


def warning(each: Document) -> str:
    """Say what is left to a person, with its command."""
    return shown(each["fact"]) + (f": <code>{shown(each['command'])}</code>" if "command" in each else "")


def shown(words: str) -> str:
    """Escape what Markdown would act on, and part an @ from a name, so that nobody is notified."""
    escaped = re.sub(r"[\\`*_{}\[\]<>()|~&$^]", lambda sign: f"&#{ord(sign[0])};", one_line(words))
    return re.sub(r"(?<!&)[@#]", lambda sign: f"&#{ord(sign[0])};<!-- -->", escaped)


def one_line(words: str) -> str:
    """Put words on one line, without what no screen shows."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())


if __name__ == "__main__":
    main()
