"""Prints the public classes and functions of a package that no page of its documentation has.

Usage: python documented.py <repository> <package>
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

DEFINITIONS = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def public_names(source: Path, package: str) -> Iterator[str]:
    """Find what the modules of a package define at their top, by its import name."""
    for path in sorted((source / package).rglob("*.py")):
        parts = path.relative_to(source).with_suffix("").parts
        module = parts[:-1] if parts[-1] == "__init__" else parts
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, DEFINITIONS) and not node.name.startswith("_"):
                yield ".".join([*module, node.name])


root, package = Path(sys.argv[1]), sys.argv[2]
pages = (root / "site" / "reference").rglob("index.html")
anchors = {anchor for page in pages for anchor in re.findall(r'\bid="([^"]+)"', page.read_text(encoding="utf-8"))}
names = list(public_names(root / "src", package))
print(f"{len(names)} names")
print("\n".join(f"missing: {name}" for name in names if name not in anchors))
