"""Makes the links in ``docs/`` work on the site as they do on GitHub.

A page on GitHub can link to any file of the repository, such as ``../src/pkgname/model.py``, but the site has only what is in ``docs/``.
MkDocs calls the functions with ``on_`` in each build, because ``mkdocs.yml`` names this file under ``hooks``. A link to a file that does
not exist stays as it is, and MkDocs reports it.
"""

import os
import posixpath
import re
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[2]
COPIES = "repository"  # the folder of the site for images from outside docs/
ADDRESSES = {"a": "href", "img": "src"}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Give headings the anchors that they have on GitHub."""
    config.mdx_configs.setdefault("toc", {})["slugify"] = make_anchor
    return config


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Mend the links of a page when it is rendered."""
    others = [each for each in config.markdown_extensions if not isinstance(each, RepositoryLinks)]
    config.markdown_extensions = [*others, RepositoryLinks(page, config, files)]  # type: ignore[list-item]
    return markdown


def make_anchor(heading: str, separator: str) -> str:
    """Return the anchor that GitHub gives a heading.

    Args:
        heading: The text of the heading.
        separator: What stands for a blank.
    """
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", separator)


def find_repository(config: MkDocsConfig) -> str | None:
    """Return the address of the repository: ``repo_url`` of ``mkdocs.yml``, or that of the workflow that builds the site."""
    name = os.environ.get("GITHUB_REPOSITORY")
    server = os.environ.get("GITHUB_SERVER_URL", "https://github.com")
    return config.repo_url or (f"{server}/{name}" if name else None)


class RepositoryLinks(Extension):
    """Mends the links of one page that lead out of ``docs/``."""

    def __init__(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        super().__init__()
        self.page = page
        self.settings = config
        self.files = files

    def extendMarkdown(self, md: Markdown) -> None:
        """Look at the links before MkDocs does."""
        md.treeprocessors.register(LinkMender(md, self), "repository_links", priority=8)

    def find_target(self, address: str) -> Path | None:
        """Return the file or folder of the repository to which an address leads, if it exists and is outside ``docs/``."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            return None
        docs = Path(self.settings.docs_dir)
        target = (docs / posixpath.dirname(self.page.file.src_uri) / unquote(parts.path)).resolve()
        is_ours = target.exists() and target.is_relative_to(ROOT) and not target.is_relative_to(docs)
        return target if is_ours else None

    def copy(self, image: Path) -> str:
        """Add an image to the site, and return its address as seen from the page."""
        uri = f"{COPIES}/{image.relative_to(ROOT).as_posix()}"
        if self.files.get_file_from_path(uri) is None:
            copied = File.generated(self.settings, uri, abs_src_path=str(image), inclusion=InclusionLevel.INCLUDED)
            self.files.append(copied)
        return posixpath.relpath(uri, posixpath.dirname(self.page.file.src_uri) or ".")

    def locate(self, target: Path, address: str) -> str | None:
        """Return where the repository shows a file or folder, or None if it is not known where the repository is."""
        repository = find_repository(self.settings)
        if repository is None:
            return None
        kind = "tree" if target.is_dir() else "blob"
        path = quote(target.relative_to(ROOT).as_posix())
        anchor = urlsplit(address).fragment
        return f"{repository.rstrip('/')}/{kind}/HEAD/{path}" + (f"#{anchor}" if anchor else "")


class LinkMender(Treeprocessor):
    """Copies images from outside ``docs/`` to the site, and lets links lead to the repository."""

    def __init__(self, md: Markdown, links: RepositoryLinks) -> None:
        super().__init__(md)
        self.links = links

    def run(self, root: Element) -> None:
        """Mend the links of a page that has been read."""
        for element in root.iter():
            address = element.get(ADDRESSES.get(element.tag, ""), "")
            target = self.links.find_target(address)
            if target is None:
                continue
            if element.tag == "img":
                element.set("src", self.links.copy(target))
            elif located := self.links.locate(target, address):
                element.set("href", located)
            else:  # the text stays, without a link that would lead nowhere
                element.tag = "span"
                del element.attrib["href"]
