"""Measure how fast batches of image files are loaded: ``make loading``.

The training holds its images in memory, where workers only cost time. This reads the files of ``data/raw`` anew in each
epoch, as data that do not fit into memory have to be.
"""

from pathlib import Path
from statistics import mean, stdev
from time import perf_counter

import click
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from pkgname.data.make_dataset import list_images, read_image
from pkgname.runtime import RAW_DIR, InputError, plain_errors


class ImageFiles(Dataset[Tensor]):
    """Images that are read when they are asked for.

    Args:
        paths: Their files.
    """

    def __init__(self, paths: list[Path]) -> None:
        self.paths = paths

    def __len__(self) -> int:
        return len(self.paths)

    def __getitem__(self, index: int) -> Tensor:
        return read_image(self.paths[index])


def measure(paths: list[Path], workers: int, batch_size: int, epochs: int) -> list[float]:
    """Return the seconds of each epoch, without a first one in which the workers start."""
    loader = DataLoader(ImageFiles(paths), batch_size=batch_size, num_workers=workers, persistent_workers=workers > 0)
    seconds = []
    for _ in range(epochs + 1):
        start = perf_counter()
        count = sum(len(batch) for batch in loader)
        seconds.append(perf_counter() - start)
        if count != len(paths):
            raise InputError(f"{count} of {len(paths)} images were loaded")
    return seconds[1:]


@click.command()
@click.option("--workers", type=click.IntRange(min=0), multiple=True, default=(0, 1, 2, 4), show_default=True)
@click.option("--batch-size", type=click.IntRange(min=1), default=32, show_default=True, help="Images in a batch.")
@click.option("--epochs", type=click.IntRange(min=2), default=5, show_default=True, help="How often it is measured.")
@click.option("--raw-dir", type=Path, default=RAW_DIR, show_default=True, help="The folder of the raw images.")
def main(workers: tuple[int, ...], batch_size: int, epochs: int, raw_dir: Path) -> None:
    """Measure the seconds of an epoch by the number of workers."""
    with plain_errors():
        paths = list_images(raw_dir)
        for count in workers:
            seconds = measure(paths, count, batch_size, epochs)
            click.echo(f"{count} workers: {mean(seconds):.3f} s (standard deviation {stdev(seconds):.3f} s)")


if __name__ == "__main__":
    main()
