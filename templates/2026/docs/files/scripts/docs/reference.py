"""Makes the API reference: a page for each module of the package, and one for each sub-package.

``mkdocs.yml`` names this file under ``hooks``, and MkDocs calls ``on_config`` and ``on_files`` in each build. The pages are made from
what is in ``src/`` at that time, so a new class is on its page without further work.
"""

from collections import defaultdict
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"
PACKAGE = "pkgname"
FOLDER = "reference"
PUBLIC = {"__init__", "__main__"}  # the only modules with an underscore in front that are documented


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the pages of the reference at the end of the navigation."""
    if config.nav is not None:
        config.nav.append({"API reference": [{shorten(name): uri_of(name)} for name in find_modules()]})
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the pages of the reference to those in ``docs/``."""
    for name, modules in find_modules().items():
        files.append(File.generated(config, uri_of(name), content=write_page(modules)))
    return files


def find_modules() -> dict[str, list[str]]:
    """Return the import names of all public modules, by the page on which they are documented.

    The package itself has a page, and so has everything in it: a module, or a sub-package with all its modules.
    """
    pages: dict[str, list[str]] = defaultdict(list)
    for path in sorted((SOURCE / PACKAGE).rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        if any(part.startswith("_") and part not in PUBLIC for part in parts):
            continue
        if parts[-1] == "__init__":
            parts = parts[:-1]
        pages[".".join(parts[:2])].append(".".join(parts))
    return dict(sorted(pages.items()))


def uri_of(name: str) -> str:
    """Return where the page of a module stands, as if it were in ``docs/``."""
    return f"{FOLDER}/{shorten(name)}.md"


def shorten(name: str) -> str:
    """Return the import name of a module without that of the package."""
    return name.removeprefix(f"{PACKAGE}.")


def write_page(modules: list[str]) -> str:
    """Return a page on which mkdocstrings documents some modules; the first one is its title."""
    levels = [1, *[2] * (len(modules) - 1)]
    blocks = zip(modules, levels, strict=True)
    return "\n".join(f"::: {name}\n    options:\n      heading_level: {level}\n" for name, level in blocks)
