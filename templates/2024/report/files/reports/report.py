"""Checks the exam report in README.md: by the rules of the course's own checker, and for what those do not see.

``python reports/report.py check`` prints a line for each finding, and changes nothing. The exit status is 1 if there is one. The course drops
the first 43 characters, and what stands above the first "Answer:" if there is a "###" in it. It cuts each answer at the next "###" or "##", and
counts words between blanks. If it does not find as many answers as questions, it reads none.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

FOLDER = Path(__file__).resolve().parent
HEAD = 43
"""What the course drops at the beginning of the file."""
WORD = "Answer:"
IMAGE = re.compile(r"!\[.*?\]\(.*?\)")
LINK = re.compile(r"(!?)\[[^\]]*\]\(\s*<?([^)>\s]*)")
MARKER = re.compile(r"-{3}\s*question\s+\d+\s+fill here\s*-{3}")
STARTS = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff"}
"""How the files of figures begin, by the endings that the course takes."""


class Finding(NamedTuple):
    """What is wrong, at which place of the text, and how often the course's checker warns of it."""

    place: int
    text: str
    warnings: int = 0


def main(arguments: list[str]) -> int:
    """Check the report, print what was found, and return the exit status."""
    if arguments[:1] != ["check"] or len(arguments) > 2:
        sys.exit("usage: python reports/report.py check [REPORT]")
    path = Path(arguments[1]) if arguments[1:] else FOLDER / "README.md"
    try:
        rules = tomllib.loads((FOLDER / "questions.toml").read_text(encoding="utf-8-sig"))
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        sys.exit(f"error: the report cannot be checked: {error}")
    broken = list(find_broken_form(text, rules))
    parts = split_answers(text)
    is_read = len(parts) == rules["questions"]
    found = broken if not is_read else [*broken, *find_in_answers(parts, rules, path.parent)]
    for finding in sorted(found):
        line = text.count("\n", 0, finding.place) + 1
        print(f"{path.name}:{line}: {finding.text}")
    if not is_read:
        print(f"the course's checker finds {len(parts)} answers and not {rules['questions']}, so it reads none of them")
        return 1
    warnings = sum(finding.warnings for finding in found)
    print(f"{len(parts)} answers, {len(found)} findings; the course's checker warns {warnings} times")
    return 1 if found else 0


def split_answers(text: str) -> list[tuple[int, str]]:
    """Return each answer as the course reads it, after the place at which it begins."""
    parts, place = [], HEAD
    for part in text[HEAD:].split(WORD):
        parts.append((place, part))
        place += len(part) + len(WORD)
    kept = [(at, part.split("###")[0].split("##")[0]) for at, part in parts if "###" in part]
    # The first that is kept is taken for the preamble, whatever it is.
    return [*kept, parts[-1]][1:]


def find_broken_form(text: str, rules: dict[str, Any]) -> Iterator[Finding]:
    """Find questions that are missing, that are there twice, or that have no answer or two, and headings that cut an answer short."""
    heading = re.compile(r"^### Question (\d+)[ \t]*$", re.MULTILINE)
    starts = [(int(found[1]), found.start()) for found in heading.finditer(text)]
    numbers = [number for number, _ in starts]
    first = starts[0][1] if starts else len(text)
    if WORD in text[:first]:
        yield Finding(text.index(WORD), f'"{WORD}" stands above the first question: take it out')
    if "###" not in text[HEAD:].split(WORD)[0]:
        yield Finding(0, 'no "###" stands above the first answer, so the course takes that answer for the preamble')
    expected = range(1, rules["questions"] + 1)
    for number in expected:
        if number not in numbers:
            yield Finding(len(text), f'the heading "### Question {number}" is missing')
    for (number, start), (_, end) in zip(starts, [*starts[1:], (0, len(text))], strict=True):
        if number not in expected:
            yield Finding(start, f"this year has {rules['questions']} questions: is this the form of another year?")
        elif numbers.count(number) > 1:
            yield Finding(start, f"question {number} is there twice")
        elif number != numbers.index(number) + 1 and sorted(numbers) == list(expected):
            yield Finding(start, f"question {number} is not in its order")
        yield from find_broken_answer(text, number, (start, end), rules)


def find_broken_answer(text: str, number: int, span: tuple[int, int], rules: dict[str, Any]) -> Iterator[Finding]:
    """Find what is wrong with the form of one question."""
    block = text[span[0] : span[1]]
    if block.count(WORD) != 1:
        place = span[0] + (block.rindex(WORD) if WORD in block else 0)
        yield Finding(place, f'question {number} has "{WORD}" {block.count(WORD)} times, and needs it once')
        return
    begin = span[0] + block.index(WORD)
    sections = {f"## {section}" for section in rules["sections"]}
    for found in re.finditer(r"^.*##.*$", text[begin : span[1]], re.MULTILINE):
        if found[0].strip() not in sections or number == rules["questions"]:
            yield Finding(begin + found.start(), f'"##" cuts the answer to question {number} short')


def find_in_answers(parts: list[tuple[int, str]], rules: dict[str, Any], folder: Path) -> Iterator[Finding]:
    """Find answers that are missing, too short or too long, and figures and links that lead nowhere."""
    for number, (place, part) in enumerate(parts, start=1):
        bounds = list(find_out_of_bounds(number, part, rules))
        may_be_empty = rules["words"].get(str(number), [1])[0] == 0
        if MARKER.search(part) or not (part.strip() or may_be_empty):
            needs = f", {', '.join(bounds)}" if bounds else ""
            yield Finding(place, f"question {number} has no answer yet{needs}", len(bounds))
        else:
            for bound in bounds:
                yield Finding(place, f"the answer to question {number} has {bound}", 1)
        for found in LINK.finditer(part):
            if problem := find_bad_link(found[2], folder, is_figure=bool(found[1])):
                yield Finding(place + found.start(), f"question {number}: {problem}")
        if "<img" in part:
            yield Finding(place + part.index("<img"), f"question {number}: <img> does not count, write ![...](...)")


def find_out_of_bounds(number: int, part: str, rules: dict[str, Any]) -> Iterator[str]:
    """Yield the counts of words and of figures that are too low or too high."""
    for what, count in (("words", len(part.split())), ("figures", len(IMAGE.findall(part)))):
        low, high = rules[what].get(str(number), (0, sys.maxsize))
        if not low <= count <= high:
            yield f"{count} {what} of {low}{f' to {high}' if high > low else ''}"


def find_bad_link(link: str, folder: Path, *, is_figure: bool) -> str | None:
    """Say what is wrong with a target."""
    path = folder / unquote(link.split("#")[0])
    if "://" in link or link.startswith(("#", "mailto:")):
        return f"the figure {link} is not in the repository: put it into reports/figures" if is_figure else None
    if is_figure and path.suffix.lower() not in STARTS:
        return f"the figure {link} is not png, jpg or jpeg"
    if not path.is_file() and (is_figure or not path.is_dir()):
        return f"{link or 'the target of a link'} does not exist"
    if is_figure and not path.read_bytes().startswith(STARTS[path.suffix.lower()]):
        return f"the figure {link} does not hold what its name says: save it as {path.suffix.lower()[1:]} again"
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
