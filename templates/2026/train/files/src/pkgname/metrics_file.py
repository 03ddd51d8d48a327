"""The figures of a run as a file that programs read."""

import json
from dataclasses import asdict
from pathlib import Path

from pkgname.config import TrainConfig
from pkgname.events import Callback, EpochMetrics


class MetricsFile(Callback):
    """Writes ``metrics.json``: the figures of the last epoch, and those of all epochs below ``history``."""

    def __init__(self, config: TrainConfig) -> None:
        self.path = Path(config.reports_dir, "metrics.json")

    def on_end(self, history: list[EpochMetrics]) -> None:
        """Write the file; it holds no time, so that the same run gives the same file."""
        rows = [asdict(metrics) for metrics in history]
        self.path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({**rows[-1], "history": rows}, indent=2) + "\n"
        self.path.write_text(text, encoding="utf-8", newline="\n")
