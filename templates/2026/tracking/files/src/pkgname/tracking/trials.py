"""The file of a sweep: which settings are tried, and which result is the best.

It is a file for Weights & Biases, which describes all keys: https://docs.wandb.ai/guides/sweeps/sweep-config-keys. This
module reads those that also make sense without an account.
"""

from __future__ import annotations

import json
import math
import random
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from pkgname.runtime import InputError, MissingFileError

METHODS = ("grid", "random", "bayes")
DRAWN_TRIALS = 8
"""How many trials are drawn where nothing says how many."""
Settings = dict[str, Any]
Parameters = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Sweep:
    """What a sweep tries and what it looks for.

    Attributes:
        method: ``grid`` tries every combination, ``random`` draws. Weights & Biases also knows ``bayes``, which is drawn here.
        metric: A metric of ``metrics.json``.
        highest: Whether the highest value is the best.
        parameters: The values or the distribution of each setting.
        count: The number of trials (``run_cap``); 0 if the file does not say it.
    """

    method: str
    metric: str
    highest: bool
    parameters: Parameters
    count: int

    def trials(self, count: int, seed: int) -> list[Settings]:
        """Return the settings of each trial, at most ``count``; 0 is the number in the file, and without that all of a grid."""
        count = count or self.count
        if self.method == "grid":
            lists = [list_values(name, parameter) for name, parameter in self.parameters.items()]
            return [dict(zip(self.parameters, values, strict=True)) for values in product(*lists)][: count or None]
        generator = random.Random(seed)
        return [self.draw_trial(generator) for _ in range(count or DRAWN_TRIALS)]

    def draw_trial(self, generator: random.Random) -> Settings:
        """Draw a value for each setting."""
        return {name: draw(name, parameter, generator) for name, parameter in self.parameters.items()}


def read_sweep(path: Path) -> Sweep:
    """Read the file of a sweep."""
    if not path.is_file():
        raise MissingFileError(f"{path} does not exist: run from the root of the repository, or name another file")
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        metric = content["metric"]
        highest = metric.get("goal", "minimize") == "maximize"
        count = int(content.get("run_cap", 0))
        plan = Sweep(content["method"], metric["name"], highest, dict(content["parameters"]), count)
    except (yaml.YAMLError, LookupError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"{path} is no sweep with a method, a metric and parameters: {one_line(error)}") from error
    if plan.method not in METHODS:
        raise InputError(f"{path} has the method {plan.method!r}: use {', '.join(METHODS)}")
    for name, parameter in plan.parameters.items():
        if not isinstance(parameter, dict):
            raise InputError(f"the parameter {name} is {parameter!r}: write `value: {parameter}` below it")
    return plan


def list_values(name: str, parameter: dict[str, Any]) -> list[Any]:
    """Return the values of a parameter that has a list of them."""
    if "value" in parameter:
        return [parameter["value"]]
    values = parameter.get("values")
    if isinstance(values, list) and values:
        return values
    raise InputError(f"the parameter {name} has no list of values: a grid needs one, or use the method random")


def draw(name: str, parameter: dict[str, Any], generator: random.Random) -> Any:
    """Draw a value of a parameter from its list or its distribution."""
    if "value" in parameter or parameter.get("values"):
        return generator.choice(list_values(name, parameter))
    low, high = parameter.get("min"), parameter.get("max")
    if low is None or high is None:
        raise InputError(f"the parameter {name} has neither values nor min and max")
    # YAML reads 1e-4 as a text, and 1.0e-4 as a number.
    if not isinstance(low, int | float) or not isinstance(high, int | float) or low > high:
        raise InputError(f"{name} goes from {low!r} to {high!r}: use numbers such as 1.0e-4, the smaller one first")
    default = "int_uniform" if isinstance(low, int) and isinstance(high, int) else "uniform"
    match parameter.get("distribution", default):
        case "int_uniform" if isinstance(low, int) and isinstance(high, int):
            return generator.randint(low, high)
        case "uniform":
            return float(f"{generator.uniform(low, high):.4g}")
        case "log_uniform_values" if low > 0:
            return float(f"{math.exp(generator.uniform(math.log(low), math.log(high))):.4g}")
        case other:
            known = "uniform, int_uniform between integers, or log_uniform_values above 0"
            raise InputError(f"{name} has the distribution {other} from {low} to {high}: use {known}")


def read_result(folder: Path, metric: str) -> float | None:
    """Return the metric of the trial in a folder; None if the trial has not finished."""
    path = next(folder.rglob("metrics.json"), None)
    if path is None:
        return None
    metrics = json.loads(path.read_text(encoding="utf-8"))
    if metric not in metrics:
        names = ", ".join(name for name in metrics if name != "history")
        raise InputError(f"the sweep looks for {metric}, and metrics.json has {names}")
    return float(metrics[metric])


def one_line(error: Exception) -> str:
    """Return what an error says in one line."""
    return " ".join(str(error).split())
