"""Makes an environment that holds exactly what a wheel asks for: python isolate.py <wheel> <extras, by commas> <site-packages>.

The distributions are links to those of the environment that runs this, so that nothing is downloaded; what the wheel does not
ask for, directly or by way of another one, cannot be imported there. Prints the extras that the wheel offers.
"""

import sys
from email import message_from_bytes
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from zipfile import ZipFile

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def applies(requirement, extras):
    """Whether a requirement holds here, with some extras."""
    return requirement.marker is None or any(requirement.marker.evaluate({"extra": extra}) for extra in ["", *extras])


def closure(own, requirements, extras):
    """Collect all distributions that are asked for; an extra of the wheel may name other extras of it."""
    found: dict[str, Distribution] = {}
    seen = set()
    open_ = [(requirement, extras) for requirement in requirements]
    while open_:
        requirement, extras = open_.pop()
        name = canonicalize_name(requirement.name)
        if not applies(requirement, extras) or (str(requirement), tuple(extras)) in seen:
            continue
        seen.add((str(requirement), tuple(extras)))
        wanted = sorted(requirement.extras)
        if name == own:
            open_ += [(other, wanted) for other in requirements]
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            sys.exit(f"{name} is asked for, and is not in the environment of the checks")
        if found[name].version not in requirement.specifier:
            sys.exit(f"{requirement} is asked for, and {found[name].version} is in the environment of the checks")
        open_ += [(Requirement(other), wanted) for other in found[name].requires or ()]
    return found


def link(distributions, target):
    """Link the files of distributions into a folder: whole folders where no other distribution has a part in them."""
    owners = {}
    for name, found in distributions.items():
        for file in found.files or ():
            top = file.parts[0]
            if top not in ("..", "__pycache__"):
                owners.setdefault(top, {}).setdefault(name, []).append(file)
    for top, shared in owners.items():
        for files in shared.values():
            whole = len(shared) == 1
            for file in {file if not whole else file.parts[0]: file for file in files}.values():
                path = file.parts[0] if whole else file
                source = Path(file.locate()).parents[len(file.parts) - 2] if whole and len(file.parts) > 1 else file.locate()
                (target / path).parent.mkdir(parents=True, exist_ok=True)
                (target / path).symlink_to(source)


def main(wheel, extras, target):
    """Link what a wheel asks for with some of its extras."""
    with ZipFile(wheel) as archive:
        (path,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = message_from_bytes(archive.read(path))
    requirements = [Requirement(text) for text in metadata.get_all("Requires-Dist", [])]
    link(closure(canonicalize_name(metadata["Name"]), requirements, extras), target)
    print("\n".join(metadata.get_all("Provides-Extra", [])))


if __name__ == "__main__":
    main(sys.argv[1], [extra for extra in sys.argv[2].split(",") if extra], Path(sys.argv[3]))
