"""What a run stands on: the device it uses and the chance it takes."""

import os
import random

import numpy as np
import torch


def pick_device(name: str = "auto") -> torch.device:
    """Return the named device; ``auto`` is a graphics card where there is one, else the processor."""
    if name != "auto":
        return torch.device(name)
    if torch.cuda.is_available():
        return torch.device("cuda")
    if torch.backends.mps.is_available():
        return torch.device("mps")
    return torch.device("cpu")


def set_seed(seed: int) -> None:
    """Make what follows repeatable: the same seed gives the same weights, bit by bit, on the same machine."""
    random.seed(seed)
    np.random.seed(seed % 2**32)
    torch.manual_seed(seed)  # seeds every device
    # Matrix products on a graphics card are only repeatable with a workspace of fixed size.
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
    # A few operations have no repeatable form on graphics cards: there, say so and go on.
    torch.use_deterministic_algorithms(True, warn_only=True)
