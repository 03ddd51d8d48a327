from pathlib import Path

import torch
from torch import nn

from pkgname.data.splits import load_split
from pkgname.models.model import Model
from pkgname.scale.compress import (
    compare,
    packed_size,
    prune_weights,
    quantise,
)


def test_pruning_sets_the_share_to_zero_and_leaves_the_model_alone(model: Model):
    pruned = prune_weights(model, 0.5)
    weights = torch.cat([part.weight.flatten() for part in pruned.modules() if isinstance(part, nn.Linear | nn.Conv2d)])
    assert 0.49 < (weights == 0).float().mean() < 0.51
    assert (model.head.weight != 0).all()


def test_integers_are_smaller_and_nearly_as_good(model: Model, processed_dir: Path):
    split = load_split(processed_dir, "test")
    quantised = quantise(model)
    assert packed_size(quantised) < packed_size(model) / 2
    assert (quantised(split.images) - model(split.images)).abs().max() < 1


def test_each_variant_has_a_row(model: Model, processed_dir: Path):
    rows = compare(model, load_split(processed_dir, "test"), amount=0.3, with_compiler=False)
    assert [row.split(" | ")[0] for row in rows[2:]] == ["| trained", "| pruned", "| 8 bits"]
