"""Writes who did and who reviewed what as a table: ``python scripts/contributions.py``.

It reads the lines of ``reports/contributions.md`` and the members in ``.github/members.txt``, and changes nothing but the table and, with
``--propose``, the question marks. The exit status is 1 if a task lacks a name, or a member has not met a part.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "reports" / "contributions.md"
MEMBERS = ROOT / ".github" / "members.txt"
BEGIN, END = "<!-- matrix -->", "<!-- /matrix -->"
LINE = re.compile(r"^- (\d+), (\w+): (.+)\. Done by (.+), reviewed by (.+?)[ \t]*$", re.MULTILINE)
OPEN = "?"


@dataclass(frozen=True)
class Task:
    """A task, with who did it and who reviewed it; nobody yet is an empty list."""

    number: int
    stage: str
    title: str
    done: tuple[str, ...]
    reviewed: tuple[str, ...]


def main(arguments: list[str]) -> int:
    """Write the table, print what is missing, and return the exit status."""
    if arguments not in ([], ["--propose"]):
        sys.exit("usage: python scripts/contributions.py [--propose]")
    try:
        text = PAGE.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        sys.exit(f"error: {PAGE.relative_to(ROOT)} cannot be read: {error}")
    if text.count(BEGIN) != 1 or text.count(END) != 1 or text.index(BEGIN) > text.index(END):
        sys.exit(f"error: {PAGE.relative_to(ROOT)} does not have {BEGIN} and, below it, {END}, each once: put them in")
    members = read_members()
    if arguments:
        if len(members) < 2:
            sys.exit(
                "error: .github/members.txt has fewer than two members: write their user names there, one in a line"
            )
        text = propose(text, members)
    tasks = [read_task(found) for found in LINE.finditer(text)]
    newline = "\r\n" if "\r\n" in text else "\n"
    table = newline.join([BEGIN, *draw_table(tasks, members)])
    text = text[: text.index(BEGIN)] + table + newline + text[text.index(END) :]
    PAGE.write_bytes(text.encode("utf-8"))
    problems = [*find_broken_lines(text), *find_gaps(tasks, members)]
    print("\n".join([*problems, f"{len(tasks)} tasks are in the table of {PAGE.relative_to(ROOT)}"]))
    return 1 if problems else 0


def read_members() -> list[str]:
    """Return the user names of the members, without comments."""
    lines = MEMBERS.read_text(encoding="utf-8-sig").splitlines() if MEMBERS.is_file() else []
    names = (line.split("#")[0].strip().removeprefix("@") for line in lines)
    return list(dict.fromkeys(name for name in names if name))


def read_task(found: re.Match[str]) -> Task:
    """Return the task of a line."""
    return Task(int(found[1]), found[2], found[3], read_names(found[4]), read_names(found[5]))


def read_names(words: str) -> tuple[str, ...]:
    """Return the user names of a list; a question mark is none."""
    names = (word.removeprefix("@") for word in re.split(r"[\s,&]+|\band\b", words))
    return tuple(dict.fromkeys(name for name in names if name and name != OPEN))


def propose(text: str, members: list[str]) -> str:
    """Fill in each question mark in turns. Within a stage nobody comes again before all others had a turn."""
    turns: dict[str, int] = {}
    stages = list(dict.fromkeys(found[2] for found in LINE.finditer(text)))

    def fill(found: re.Match[str]) -> str:
        turn = turns.get(found[2], stages.index(found[2]))
        turns[found[2]] = turn + 2
        done = read_names(found[4]) or (first_free(members, turn, read_names(found[5])),)
        reviewed = read_names(found[5]) or (first_free(members, turn + 1, done),)
        return f"- {found[1]}, {found[2]}: {found[3]}. Done by {' '.join(done)}, reviewed by {' '.join(reviewed)}"

    return LINE.sub(fill, text)


def first_free(members: list[str], turn: int, taken: tuple[str, ...]) -> str:
    """Return the first member from a turn on who is not taken."""
    order = [members[(turn + step) % len(members)] for step in range(len(members))]
    return next((name for name in order if name not in taken), OPEN)


def draw_table(tasks: list[Task], members: list[str]) -> Iterator[str]:
    """Draw a row for each stage and a column for each person: the tasks that are done, and in brackets those reviewed."""
    people = list(dict.fromkeys([*members, *(name for task in tasks for name in (*task.done, *task.reviewed))]))
    yield ""
    yield f"| part | {' | '.join([*people, 'nobody yet'])} |"
    yield f"|---|{'---|' * (len(people) + 1)}"
    for stage in dict.fromkeys(task.stage for task in tasks):
        own = [task for task in tasks if task.stage == stage]
        cells = [
            [str(task.number) for task in own if person in task.done]
            + [f"({task.number})" for task in own if person in task.reviewed]
            for person in people
        ]
        cells.append([str(task.number) for task in own if not task.done])
        yield f"| {stage} | {' | '.join(', '.join(cell) for cell in cells)} |"
    yield ""


def find_broken_lines(text: str) -> Iterator[str]:
    """Find lines that begin as a task and do not go on as one."""
    for number, line in enumerate(text.splitlines(), start=1):
        if re.match(r"- \d+,", line) and not LINE.match(line):
            yield f'line {number} is not read: write it as "- 1, stage: Title. Done by ada, reviewed by bo"'


def find_gaps(tasks: list[Task], members: list[str]) -> Iterator[str]:
    """Find tasks without a name, and members who have not met a part."""
    if not members:
        yield ".github/members.txt names nobody: write the GitHub user names there, one in a line"
    for task in tasks:
        if strangers := [name for name in (*task.done, *task.reviewed) if members and name not in members]:
            yield f"task {task.number}: {strangers[0]} is not in .github/members.txt"
        if not task.done or not task.reviewed:
            yield f"task {task.number}, {task.title}: nobody has {'done' if not task.done else 'reviewed'} it yet"
        elif not set(task.reviewed) - set(task.done):
            yield f"task {task.number}, {task.title}: the review is by whoever did it, so let somebody else look at it"
    for member in members:
        met = {task.stage for task in tasks if member in (*task.done, *task.reviewed)}
        if missing := [stage for stage in dict.fromkeys(task.stage for task in tasks) if stage not in met]:
            yield f"{member} has not done or reviewed anything of: {', '.join(missing)}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
