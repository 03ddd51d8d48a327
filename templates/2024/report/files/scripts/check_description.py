"""Counts the words of the project description in README.md: ``python scripts/check_description.py``.

It changes nothing. Only your own words count: not headings, comments, the line with the group, or the questions of the template, which are
lines in italics that end with a question mark. The exit status is 1 if a heading is missing or empty, or if there are too few words.
"""

import re
import sys
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"
TITLE = "Project description"
HEADINGS = ("Goal", "Framework", "Data", "Models")
MIN_WORDS = 300

HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t#]*$")
FENCE = re.compile(r"^[ \t]*(```|~~~)")
TEMPLATE = re.compile(r"^[ \t]*(\*[^*]+\?\*|Group: .*)[ \t]*$")


def main() -> int:
    """Print what is missing, and return the exit status."""
    try:
        text = README.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        sys.exit(f"error: README.md cannot be read: {error}")
    sections = read_sections(re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL))
    if sections is None:
        sys.exit(f'error: README.md has no heading "## {TITLE}": write the description below one')
    counts = {name: count_words(lines) for name, lines in sections.items()}
    problems = []
    for heading in HEADINGS:
        if heading.lower() not in counts:
            problems.append(f'the heading "### {heading}" is missing below "## {TITLE}"')
        elif counts[heading.lower()] == 0:
            problems.append(f'nothing of your own stands below "### {heading}"')
    total = sum(counts.values())
    if total < MIN_WORDS:
        problems.append(f"the project description has {total} words of your own, and needs {MIN_WORDS}")
    print("\n".join(f"README.md: {problem}" for problem in problems) or f"README.md: {total} words, and all headings")
    return 1 if problems else 0


def read_sections(text: str) -> dict[str, list[str]] | None:
    """Return the lines of the description by the heading above them, in small letters; nothing if there is no description."""
    sections: dict[str, list[str]] | None = None
    current, level, is_code = "", 0, False
    for line in text.splitlines():
        is_code ^= FENCE.match(line) is not None
        found = None if is_code else HEADING.match(line)
        if sections is None:
            if found and found[2].lower() == TITLE.lower():
                sections, level = {"": []}, len(found[1])
        elif found and len(found[1]) <= level:
            break
        elif found:
            current = found[2].lower() if len(found[1]) == level + 1 else current
            sections.setdefault(current, [])
        else:
            sections[current].append(line)
    return sections


def count_words(lines: list[str]) -> int:
    """Count the words that are not the template's: groups of signs with a letter or a digit in them."""
    own = (line for line in lines if not TEMPLATE.match(line))
    return sum(any(sign.isalnum() for sign in word) for line in own for word in line.split())


if __name__ == "__main__":
    sys.exit(main())
