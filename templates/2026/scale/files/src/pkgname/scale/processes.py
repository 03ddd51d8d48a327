"""The processes that ``torchrun`` has started, and how they speak to each other."""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import torch
import torch.distributed as dist
from torch import nn
from torch.nn.parallel import DistributedDataParallel

from pkgname.runtime import InputError

LAUNCH = "torchrun --standalone --nproc-per-node 2 -m pkgname.scale.train_distributed"


@dataclass(frozen=True)
class Processes:
    """This process among the others.

    Attributes:
        rank: Its number among all, from 0; process 0 reads the settings and writes the results.
        local_rank: Its number among those of this machine, which is also the number of its GPU.
        count: The number of processes on all machines; 1 without ``torchrun``.
    """

    rank: int = 0
    local_rank: int = 0
    count: int = 1

    @classmethod
    def join(cls) -> Processes:
        """Find the other processes by the variables that ``torchrun`` sets; with only one there is nothing to find."""
        names = ("RANK", "LOCAL_RANK", "WORLD_SIZE")
        if not all(name in os.environ for name in names):
            return cls()
        found = cls(*(int(os.environ[name]) for name in names))
        if found.count > 1:
            # Objects and tensors of the CPU go through gloo, tensors of a GPU through nccl.
            dist.init_process_group("cpu:gloo,cuda:nccl" if torch.cuda.is_available() else "gloo")
        return found

    def pick_device(self, name: str) -> torch.device:
        """Return the device of this process: a GPU of its own where there are enough for all, else the CPU for ``auto``."""
        kind, gpus = name.partition(":")[0], torch.cuda.device_count()
        if kind not in ("auto", "cpu", "cuda"):
            raise InputError(f"device is {name!r}: several processes train on cpu or cuda, one for each GPU")
        here = int(os.environ.get("LOCAL_WORLD_SIZE", self.count))  # those of this machine
        if kind == "cpu" or (kind == "auto" and gpus < here):
            return torch.device("cpu")
        if self.local_rank >= gpus:
            fewer = f"start {gpus} with --nproc-per-node, or " if gpus else ""
            raise InputError(f"more processes than GPUs ({gpus}), and each needs its own: {fewer}use device cpu")
        torch.cuda.set_device(self.local_rank)
        return torch.device("cuda", self.local_rank)

    def leave(self) -> None:
        """Part from the other processes, at the end of all that is done together."""
        if dist.is_initialized():
            dist.destroy_process_group()

    def share(self, value: Any) -> Any:
        """Return what process 0 passes, in every process."""
        values = [value]
        dist.broadcast_object_list(values, src=0, device=torch.device("cpu"))
        return values[0]

    def gather(self, value: Any) -> list[Any]:
        """Return what each process passes, in the order of their numbers."""
        values: list[Any] = [None] * self.count
        group = dist.group.WORLD
        dist.all_gather_object(values, value, group)
        return values


class Replica(DistributedDataParallel):
    """The model of one process: in each step its gradients become the mean over all processes.

    Its weights keep the names that they have without it, so that a checkpoint fits the model alone.
    """

    def __init__(self, model: nn.Module, device: torch.device) -> None:
        super().__init__(model.to(device), device_ids=[device.index] if device.type == "cuda" else None)
        register: Any = self.register_load_state_dict_pre_hook  # which has no types
        register(add_prefix)

    def state_dict(self, *args: Any, **kwargs: Any) -> Any:
        """Return the weights of the model inside."""
        return self.module.state_dict(*args, **kwargs)


def add_prefix(module: nn.Module, weights: dict[str, Any], prefix: str, *_: Any) -> None:
    """Give weights the names by which ``Replica`` finds its parts, as they are loaded."""
    for name in [name for name in weights if name.startswith(prefix)]:
        weights[f"{prefix}module.{name.removeprefix(prefix)}"] = weights.pop(name)


def fingerprint(model: nn.Module) -> str:
    """Identify the weights of a model, with everything else in its state."""
    found = sha256()
    for name, tensor in model.state_dict().items():
        found.update(name.encode() + tensor.detach().cpu().contiguous().flatten().view(torch.uint8).numpy().tobytes())
    return found.hexdigest()[:12]
