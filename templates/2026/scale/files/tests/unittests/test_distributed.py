from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
import torch.distributed as dist
from torch import Generator
from torch.utils.data import RandomSampler

from pkgname.callbacks import Callback, EpochMetrics
from pkgname.config import ModelConfig, TrainConfig
from pkgname.interfaces import Metadata
from pkgname.model import Model
from pkgname.runtime import InputError
from pkgname.scale.processes import (
    Processes,
    Replica,
    fingerprint,
)
from pkgname.scale.shares import Shares, share
from pkgname.scale.together import Together
from pkgname.splits import load_split, make_loaders


def draw(size: int, batch_size: int, count: int, epochs: int = 1) -> list[list[list[int]]]:
    """Draw the batches of some epochs in each of some processes."""
    shares = []
    for rank in range(count):
        order = RandomSampler(range(size), generator=Generator().manual_seed(0))
        sampler = Shares(order, batch_size, rank, count)
        shares.append([batch for _ in range(epochs) for batch in sampler])
    return shares


@pytest.mark.parametrize(
    ("size", "batch_size", "count"), [(103, 8, 2), (103, 8, 3), (64, 32, 2), (9, 32, 4), (33, 32, 2)]
)
def test_each_item_is_in_the_share_of_one_process(size: int, batch_size: int, count: int) -> None:
    shares = draw(size, batch_size, count)
    assert sorted(item for batches in shares for batch in batches for item in batch) == list(range(size))
    assert len({len(batches) for batches in shares}) == 1, "a process with more batches would wait for ever"
    sizes = [len(batch) for batches in shares for batch in batches]
    assert min(sizes) >= 2, "batch normalisation cannot train on one item"
    assert max(sizes) - min(sizes) <= 2


def test_the_order_is_drawn_anew_for_each_epoch() -> None:
    (batches,) = draw(40, 40, 1, epochs=2)
    assert batches[0] != batches[1]


def test_one_process_has_the_batches_of_a_training_without_others(config: TrainConfig) -> None:
    data = load_split(config.processed_dir, "train")
    size = len(make_loaders(data, config)[0].loader.dataset)  # type: ignore[arg-type]
    config.batch_size = -(-size // 2)  # two batches, the second one may have an item less
    expected, _ = make_loaders(data, config)
    batches, _ = make_loaders(data, config)
    found = share(batches, config.batch_size, 0, 1)
    for _ in range(2):  # epochs
        for (inputs, _), (others, _) in zip(expected, found, strict=True):
            assert torch.equal(inputs, others)


@pytest.mark.parametrize(("size", "batch_size"), [(3, 32), (100, 7)])
def test_more_processes_than_a_batch_has_items_for_are_refused(size: int, batch_size: int) -> None:
    with pytest.raises(InputError, match="start at most"):
        draw(size, batch_size, 8)


def test_a_device_that_processes_cannot_share_is_refused() -> None:
    with pytest.raises(InputError, match="cpu or cuda"):
        Processes(count=2).pick_device("mps")


def test_more_processes_than_gpus_are_refused() -> None:
    gpus = torch.cuda.device_count()
    with pytest.raises(InputError, match=rf"more processes than GPUs \({gpus}\)"):
        Processes(rank=gpus, local_rank=gpus, count=gpus + 1).pick_device("cuda")


@pytest.mark.parametrize("local_rank", [0, 1])
def test_with_fewer_gpus_than_processes_all_are_on_the_cpu(monkeypatch: pytest.MonkeyPatch, local_rank: int) -> None:
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 1)
    monkeypatch.delenv("LOCAL_WORLD_SIZE", raising=False)
    assert Processes(rank=local_rank, local_rank=local_rank, count=2).pick_device("auto").type == "cpu"


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Processes]:
    """Make a group of one process."""
    dist.init_process_group("gloo", init_method=(tmp_path / "group").as_uri(), rank=0, world_size=1)
    yield Processes()
    dist.destroy_process_group()


def test_the_weights_of_a_replica_have_the_names_of_the_model(metadata: Metadata, alone: Processes) -> None:
    model, other = (Model(metadata, ModelConfig()) for _ in range(2))
    replica = Replica(model, torch.device("cpu"))
    assert list(replica.state_dict()) == list(other.state_dict())
    replica.load_state_dict(other.state_dict())
    assert fingerprint(model) == fingerprint(other)
    # Also as a part of something else, such as Lightning's module.
    outer, weights = torch.nn.ModuleDict({"model": replica}), Model(metadata, ModelConfig()).state_dict()
    outer.load_state_dict({f"model.{name}": tensor for name, tensor in weights.items()})
    assert all(torch.equal(tensor, weights[name]) for name, tensor in model.state_dict().items())


def test_the_epoch_that_a_loop_went_back_to_is_reported(alone: Processes) -> None:
    class Recorder(Callback):
        restored: tuple[bool, ...] = ()

        def on_end(self, history: object) -> None:
            assert isinstance(history, list)
            self.restored = tuple(metrics.restored for metrics in history)

    recorder = Recorder()
    together = Together(alone, TrainConfig(), [recorder])
    for epoch in (1, 2):
        together.on_epoch(EpochMetrics(epoch, {"loss": 1.0}, {"loss": 1.0}))
    together.on_end([EpochMetrics(1, {}, {}, restored=True), EpochMetrics(2, {}, {})])
    assert recorder.restored == (True, False)
