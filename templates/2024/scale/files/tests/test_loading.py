from pathlib import Path

from pkgname.data.make_dataset import list_images
from pkgname.scale.benchmark_loading import measure


def test_all_images_are_loaded_with_and_without_workers(raw_dir: Path):
    paths = list_images(raw_dir)
    for workers in (0, 1):
        seconds = measure(paths, workers, batch_size=16, epochs=2)
        assert len(seconds) == 2
        assert min(seconds) > 0
