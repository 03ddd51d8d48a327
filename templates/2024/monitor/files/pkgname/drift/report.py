"""Report how images differ from the training images: ``python -m pkgname.drift.report``.

Evidently compares the features of both by a statistical test, and writes a page for people.
"""

import warnings
from pathlib import Path

import click
import torch
from torch import Tensor

from pkgname.data.make_dataset import read_image
from pkgname.data.splits import load_split
from pkgname.drift.features import (
    change_images,
    compute_features,
)
from pkgname.predict_model import find_images
from pkgname.runtime import (
    PROCESSED_DIR,
    REPORTS_DIR,
    plain_errors,
)

PAGE = REPORTS_DIR / "drift" / "report.html"


def compare(reference: Tensor, current: Tensor, page: Path) -> dict[str, float]:
    """Write the page, and return the p-value of each feature: how probable the difference is if nothing has changed.

    Args:
        reference: The training images, ``(M, C, H, W)`` in [0, 1].
        current: The other images, ``(N, C, H, W)`` in [0, 1].
        page: What is written.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that NumPy has moved, and of columns that are constant
        import pandas as pd
        from evidently import DataDefinition, Dataset, Report
        from evidently.presets import DataDriftPreset

        tables = [pd.DataFrame(compute_features(images)) for images in (reference, current)]
        names = list(tables[0].columns)
        definition = DataDefinition(numerical_columns=names)
        before, now = (Dataset.from_pandas(table, data_definition=definition) for table in tables)
        result = Report([DataDriftPreset(num_method="ks", num_threshold=0.05 / len(names))]).run(now, before)
        page.parent.mkdir(parents=True, exist_ok=True)
        result.save_html(str(page))
    values = {metric["config"].get("column"): metric["value"] for metric in result.dict()["metrics"]}
    return {name: float(values[name]) for name in names}


def read_current(images: Path | None, processed_dir: Path) -> Tensor:
    """Return the images to look at, ``(N, C, H, W)``: those of a folder, else the test split."""
    split = load_split(processed_dir, "test")
    if images is None:
        return split.images
    return torch.stack([read_image(path, split.shape) for path in find_images(images)])


@click.command()
@click.argument("images", type=click.Path(exists=True, path_type=Path), required=False)
@click.option("--darkness", type=click.FloatRange(0, 1), default=0.3, show_default=True, help="Light that is taken.")
@click.option("--noise", type=click.FloatRange(0, 1), default=0.0, show_default=True, help="How much noise is added.")
@click.option("--processed-dir", type=Path, default=PROCESSED_DIR, show_default=True, help="Where the splits are.")
@click.option("--page", type=Path, default=PAGE, show_default=True, help="What is written.")
def main(images: Path | None, darkness: float, noise: float, processed_dir: Path, page: Path) -> None:
    """Compare IMAGES, or else the test split after a change, with the training images."""
    with plain_errors():
        reference = load_split(processed_dir, "train").images
        current = read_current(images, processed_dir)
        if images is None:
            current = change_images(current, darkness, noise)
        p_values = compare(reference, current, page)
    for name, value in p_values.items():
        verdict = "drifts" if value < 0.05 / len(p_values) else "is as before"
        click.echo(f"{name} {verdict} (p-value {value:.2g})")
    click.echo(f"the report is in {page}")


if __name__ == "__main__":
    main()
