"""Writes or decodes many images: python large_images.py <write|decode> <folder> <count>.

Each is a PNG in colour, 224 by 224, with as much in it as a photograph has: a smooth part, and noise on it, some 60 kB.
"""

import sys
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image

SIZE = (224, 224)
CLASSES = 10


def write(folder, count):
    """Write the images, class after class; no two are the same."""
    generator = np.random.default_rng(5)
    noise = generator.integers(0, 4, size=(300, 300, 3), dtype=np.uint8)
    for name in range(CLASSES):
        (folder / f"class {name}").mkdir(parents=True, exist_ok=True)
    for index in range(count):
        coarse = Image.fromarray(generator.integers(0, 250, size=(7, 7, 3), dtype=np.uint8))
        top, left = generator.integers(0, 76, size=2)
        grain = noise[top : top + 224, left : left + 224]
        image = Image.fromarray(np.asarray(coarse.resize(SIZE, Image.Resampling.BILINEAR)) + grain)
        image.save(folder / f"class {index % CLASSES}" / f"{index:05}.png", compress_level=1)


def decode(folder):
    """Decode every image to an array and keep none."""
    for path in sorted(folder.glob("*/*.png")):
        with Image.open(BytesIO(path.read_bytes())) as image:
            np.asarray(image.convert("RGB"))


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        decode(Path(sys.argv[2]))
