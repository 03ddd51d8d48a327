"""Try the settings of a sweep without an account: ``make sweep``.

The file is one for Weights & Biases; this module draws from its values and distributions at random. Each trial is a
training of its own, with its results in a folder of its own.
"""

import json
import math
import random
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click
import yaml

from pkgname import plugins
from pkgname.runtime import InputError, plain_errors

SWEEP_FILE = Path("configs/sweep/sweep.yaml")
MODULE = "pkgname.train_model"


def draw(name: str, parameter: dict[str, Any], generator: random.Random) -> Any:
    """Draw a value of a parameter from its list or its distribution."""
    if values := parameter.get("values"):
        return generator.choice(values)
    low, high = parameter.get("min"), parameter.get("max")
    # YAML reads 1e-4 as a text, and 1.0e-4 as a number.
    if not isinstance(low, int | float) or not isinstance(high, int | float):
        raise InputError(f"the parameter {name} has neither values, nor numbers such as 1.0e-4 as min and max")
    if parameter.get("distribution") == "log_uniform_values":
        return float(f"{math.exp(generator.uniform(math.log(low), math.log(high))):.4g}")
    whole = isinstance(low, int) and isinstance(high, int)
    return generator.randint(int(low), int(high)) if whole else float(f"{generator.uniform(low, high):.4g}")


def run_trial(settings: dict[str, Any], folder: Path) -> dict[str, float] | None:
    """Train with these settings, and return the metrics; None if the training has failed."""
    paths = {"model_path": (folder / "model.pt").as_posix(), "reports_dir": folder.as_posix()}
    words = plugins.setting_arguments({**settings, **paths})
    click.echo(f"{MODULE} {' '.join(words)}")
    # A process of its own: what one trial leaves in memory, on the GPU too, does not change the next one.
    subprocess.run([sys.executable, "-m", MODULE, *words], check=False)
    path = folder / "metrics.json"
    if not path.is_file():
        return None
    metrics: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return metrics


def sweep(file: Path, trials: int, seed: int) -> str:
    """Train once for each trial, and say which was the best."""
    try:
        plan = yaml.safe_load(file.read_text(encoding="utf-8"))
        metric, parameters = plan["metric"], dict(plan["parameters"])
        name, sign = metric["name"], -1 if metric.get("goal") == "maximize" else 1
        count = trials or int(plan.get("run_cap", 6))
    except (OSError, yaml.YAMLError, LookupError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"{file} is no sweep with a metric and parameters: {error}") from error
    generator, folder = random.Random(seed), Path("multirun", f"{datetime.now():%Y-%m-%d_%H-%M-%S}")
    results = []
    for number in range(count):
        settings = {key: draw(key, parameter, generator) for key, parameter in parameters.items()}
        metrics = run_trial(settings, folder / str(number))
        if metrics is not None and name in metrics:
            results.append((sign * metrics[name], number, settings))
    if not results:
        raise InputError(f"no trial has finished with the metric {name}")
    value, number, settings = min(results, key=lambda result: result[:2])
    chosen = ", ".join(f"{key} {setting}" for key, setting in settings.items())
    return f"the best of {len(results)} trials has {name} {sign * value:.4f}, with {chosen}; it is in {folder / str(number)}"


@click.command()
@click.option("--file", type=Path, default=SWEEP_FILE, show_default=True, help="The file of the sweep.")
@click.option("--trials", type=click.IntRange(min=0), default=0, help="The number of trials; 0 is run_cap of the file.")
@click.option("--seed", default=0, show_default=True, help="Decides which values are drawn.")
def main(file: Path, trials: int, seed: int) -> None:
    """Train with several settings, and name the best ones."""
    with plain_errors():
        click.echo(sweep(file, trials, seed))


if __name__ == "__main__":
    main()
