"""Writes data of somebody's own into a folder: python own_data.py <images|table|text> <folder>.

Nothing is tidy: images of many sizes and modes, a table with missing cells and columns without information, texts of every sort.
"""

import csv
import sys
from pathlib import Path

import numpy as np
from PIL import Image

CLASSES = ("cat", "dog", "owl")
ORIENTATION = 0x0112


def draw(generator, shape, index):
    """Draw noise on a slope whose direction belongs to the class."""
    height, width = shape
    slope = [np.arange(width)[None, :] / width, np.arange(height)[:, None] / height, np.ones((1, 1)) / 2][index]
    values = np.broadcast_to(slope * 180, shape)[..., None] + generator.integers(0, 60, size=(*shape, 3))
    return values.astype(np.uint8)


def write_images(folder):
    """Write images as people collect them: a format, a size and a mode of its own for each."""
    generator = np.random.default_rng(11)
    for index, name in enumerate(CLASSES):
        (folder / name).mkdir(parents=True)
        for number in range(24):
            shape = tuple(generator.integers(9, 90, size=2))
            image = Image.fromarray(draw(generator, shape, index))
            path = folder / name / f"photo {number}.png"
            match number % 8:
                case 0:
                    image.convert("L").save(path)
                case 1:
                    image.save(path.with_suffix(".bmp"))
                case 2:
                    image.convert("RGBA").save(path)
                case 3:
                    image.convert("P", palette=Image.Palette.ADAPTIVE).save(path.with_suffix(".gif"))
                case 4:
                    Image.fromarray(np.asarray(image.convert("L")).astype(np.uint16) * 257).save(path)
                case 5:
                    exif = Image.Exif()
                    exif[ORIENTATION] = 6
                    image.save(path.with_suffix(".JPG"), format="jpeg", exif=exif)
                case 6:
                    image.convert("CMYK").save(path.with_suffix(".jpeg"))
                case _:
                    image.convert("LA").save(path)


def write_table(path):
    """Write a table with missing cells, a constant column and a column in which there is nothing."""
    generator = np.random.default_rng(11)
    missing = ["", "NA", "nan", " "]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["wing, in mm", "beak", "weight", "constant", "empty", "species"])
        for number in range(150):
            index = number % 3
            cells = [f"{value:.3f}" for value in generator.normal(4 * index, 1, size=3)]
            if number % 7 == 0:
                cells[number % 2] = missing[number % 4]
            writer.writerow([*cells, "1.5", "", CLASSES[index]])


def write_texts(path):
    """Write texts in several scripts, with quotes, commas and line breaks inside."""
    generator = np.random.default_rng(11)
    words = {"cat": ["miau", "猫", "pfote"], "dog": ["wuff", "собака", "leine"], "owl": ["uhu", "γλαύξ", "nacht"]}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["when", "label", "text"])
        for number in range(120):
            name = CLASSES[number % 3]
            chosen = [str(word) for word in generator.permutation(words[name])[:2]]
            writer.writerow([f"2026-01-{number % 28 + 1:02}", name, f'day {number}, "{chosen[0]}"\nand {chosen[1]}!'])


def main(kind, folder):
    """Write one of the three kinds."""
    folder.mkdir(parents=True, exist_ok=True)
    match kind:
        case "images":
            write_images(folder)
        case "table":
            write_table(folder / "table.csv")
        case _:
            write_texts(folder / "texts.csv")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
