"""Prints the modules and functions of a repository that nobody reads in one sitting, and a package with too many modules.

Usage: python sizes.py <repository> <package>
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

MODULE_LINES = 150
FUNCTION_LINES = 30
MODULES_AT_THE_TOP = 20


def long_pieces(path: Path) -> Iterator[str]:
    """Name the module if it is too long, and each of its functions that is; a function begins at its ``def``."""
    text = path.read_text(encoding="utf-8")
    lines = len(text.splitlines())
    if lines > MODULE_LINES:
        yield f"{lines} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield f"{node.name} has {lines} lines"


root, package = Path(sys.argv[1]), sys.argv[2]
paths = [path for path in sorted(root.rglob("*.py")) if not any(part[0] == "." for part in path.relative_to(root).parts)]
print(f"{len(paths)} modules")
print("\n".join(f"long: {path.relative_to(root)}: {piece}" for path in paths for piece in long_pieces(path)))
top = [path.stem for path in (root / "src" / package).glob("*.py") if path.stem != "__init__"]
if len(top) > MODULES_AT_THE_TOP:
    print(f"long: {len(top)} modules at the top of {package}")
