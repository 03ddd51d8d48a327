"""The features by which images are compared, and changes that images undergo."""

import torch
from torch import Tensor


def compute_features(images: Tensor) -> dict[str, list[float]]:
    """Compute the features of images ``(N, C, H, W)`` in [0, 1]: a number for each image, by their names."""
    pixels = images.flatten(1)  # (N, C * H * W)
    edges = (images[..., 1:] - images[..., :-1]).abs()  # (N, C, H, W - 1): what differs from its left neighbour
    return {
        "brightness": pixels.mean(dim=1).tolist(),
        "contrast": pixels.std(dim=1).tolist(),
        "sharpness": edges.flatten(1).mean(dim=1).tolist(),
    }


def change_images(images: Tensor, darkness: float = 0.0, noise: float = 0.0, seed: int = 0) -> Tensor:
    """Darken images and add noise, each from 0, no change, to 1; the result is in [0, 1] again."""
    generator = torch.Generator().manual_seed(seed)
    noisy = images * (1 - darkness) + noise * torch.randn(images.shape, generator=generator)
    return noisy.clamp(0, 1)
