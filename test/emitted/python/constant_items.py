"""Counts the processed images in which nothing can be seen, because all pixels have one value: python constant_items.py <folder>."""

import sys
from pathlib import Path

import numpy as np

images = [np.load(path) for path in sorted(Path(sys.argv[1]).glob("*_inputs.npy"))]
print(sum(int((rows.reshape(len(rows), -1).std(axis=1) == 0).sum()) for rows in images))
