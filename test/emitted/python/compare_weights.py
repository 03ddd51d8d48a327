"""Compares the tensors of two checkpoints bit by bit: prints "same" or "different: <where>"."""

import sys

import torch


def differences(left, right, where="checkpoint"):
    """Yield the places at which two checkpoints differ."""
    if type(left) is not type(right):
        yield f"{where}: {type(left).__name__} and {type(right).__name__}"
    elif isinstance(left, torch.Tensor):
        if left.dtype != right.dtype or not torch.equal(left, right):
            yield where
    elif isinstance(left, dict):
        if left.keys() != right.keys():
            yield f"{where}: keys"
        else:
            for key in left:
                yield from differences(left[key], right[key], f"{where}[{key!r}]")
    elif isinstance(left, (list, tuple)):
        if len(left) != len(right):
            yield f"{where}: length"
        for index, pair in enumerate(zip(left, right)):
            yield from differences(*pair, f"{where}[{index}]")
    elif left != right:
        yield where


first, second = (torch.load(path, weights_only=True) for path in sys.argv[1:3])
found = list(differences(first, second))
if any("weights" in where for where in found):
    print("different")
else:
    print(f"settings differ: {found}" if found else "same")
