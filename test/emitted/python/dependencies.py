"""Finds declared packages that nothing uses and imported modules that nothing declares, in the folder that is given.

Usage: python dependencies.py <folder> <package>
"""

import ast
import re
import sys
import tomllib
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

# Used without being imported: what has to stand somewhere in the code for it.
IMPLIED = {
    "python-multipart": r"UploadFile|\bForm\(",
    "httpx2": r"TestClient",
    "httpx": r"TestClient",
    "opentelemetry-instrumentation-aiohttp-client": r"import bentoml",
    "opentelemetry-instrumentation-asgi": r"import bentoml",
    "dvc-gs": r"gs://",
    "onnx": r'require\("onnx"\)',
    "onnxruntime": r'require\("onnxruntime"\)',
    "onnxscript": r'require\("onnxscript"\)',
    "mkdocs-material": r"name: material",
    "mkdocstrings": r"- mkdocstrings:",
    "mkdocstrings-python": r"handlers:\s+python:",
    "torchao": r'import_module\("torchao',
    "pandas": r'require\("pandas"\)',
    "pyyaml": r"\bimport yaml",
    "types-pyyaml": r"\b(import|from) yaml",
    # Formatting and typing are two tasks whose tools come together, so that two people can add one each.
    "mypy": r"'ruff': ",
    "ruff": r"'mypy': ",
}


def canonical(name):
    """Return the name of a distribution as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def requirement_name(requirement):
    """Return the distribution that a requirement names."""
    return canonical(re.match(r"[\w.-]+", requirement).group())


def declared_packages(pyproject):
    """Return the distributions of the dependencies, the extras and the groups, without the project itself."""
    project = pyproject["project"]
    groups = [project.get("dependencies", []), *project.get("optional-dependencies", {}).values()]
    groups += pyproject.get("dependency-groups", {}).values()
    names = {requirement_name(item) for group in groups for item in group if isinstance(item, str)}
    return names - {canonical(project["name"])}


def required_packages(path):
    """Return the distributions of a requirements file."""
    lines = (line.split("#")[0].strip() for line in path.read_text().splitlines())
    return {requirement_name(line) for line in lines if line and not line.startswith("-")}


def imported_modules(path):
    """Return the top modules that a Python file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module.split(".")[0]


def commands_of(name):
    """Return the console commands and pytest plugins that a distribution brings."""
    return {entry.name for entry in distribution(name).entry_points if entry.group in ("console_scripts", "pytest11")}


def is_used(name, imports, texts):
    """Whether a distribution is imported, its command called, or it is needed by what the code does."""
    provides = {module for module, names in packages_distributions().items() if name in map(canonical, names)}
    if provides & imports:
        return True
    commands = {"ruff", "uv"} & {name} | commands_of(name)
    if any(re.search(rf"(?<![\w./-]){re.escape(command)}(?![\w=>])", texts) for command in commands):
        return True
    if name.startswith("types-") and name.removeprefix("types-") in map(str.lower, imports):
        return True  # the type hints of a package that has none
    return name in IMPLIED and re.search(IMPLIED[name], texts) is not None


def main(folder, package):
    """Print what is wrong, a line each, and end with the status 1 where there is something."""
    pyproject = tomllib.loads((folder / "pyproject.toml").read_text())
    sources = [path for path in folder.rglob("*.py") if not path.relative_to(folder).parts[0].startswith(".")]
    imports = {module for path in sources for module in imported_modules(path)}
    own = {package, "tests", "conftest"} | {path.stem if path.is_file() else path.name for path in folder.iterdir()}
    own |= {path.stem for path in sources if path.parent.name == "scripts"}
    declared = declared_packages(pyproject)
    # Where a tool is called: the code, the scripts, the tasks, the hooks, the settings of the tools; not the lists of packages.
    others = [path for name in (".pre-commit-config.yaml", "mkdocs.yml", "scripts/**/*.sh") for path in folder.glob(name)]
    settings = {key: value for key, value in pyproject.items() if key == "tool"}
    texts = "\n".join([path.read_text() for path in sources + others] + [repr(settings)])
    provided = packages_distributions()
    found = []
    for module in sorted(imports - set(sys.stdlib_module_names) - own):
        names = set(map(canonical, provided.get(module, [])))
        if not names & declared:
            found.append(f"imported and not declared: {module}")
    found += [f"declared and not used: {name}" for name in sorted(declared) if not is_used(name, imports, texts)]
    files = [path for path in (folder / "requirements.txt", folder / "requirements_dev.txt") if path.exists()]
    required = set().union(*map(required_packages, files))
    found += [f"in pyproject.toml and not in the requirements files: {name}" for name in sorted(declared - required)]
    found += [f"in the requirements files and not in pyproject.toml: {name}" for name in sorted(required - declared)]
    print("\n".join(found) or f"{len(declared)} packages, all declared and used")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
