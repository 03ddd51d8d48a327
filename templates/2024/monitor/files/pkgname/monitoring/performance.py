"""Say how good the predictions of the API were: ``make performance``.

Accuracy where the true class is known, and how sure the model was of all. The exit status is 1 if a day was worse than the
limits, so that a scheduled job can raise an alarm.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import click

from pkgname.monitoring.records import records_folder
from pkgname.runtime import InputError, plain_errors


@dataclass(frozen=True)
class Record:
    """A prediction; the label is empty where nobody has told it."""

    day: str
    class_name: str
    probability: float
    label: str


@dataclass(frozen=True)
class Day:
    """The predictions of one day; without labels there is no accuracy."""

    day: str
    count: int
    confidence: float
    labelled: int
    accuracy: float | None


def read_records(folder: Path) -> Iterator[Record]:
    """Read the records of the API."""
    for path in sorted(folder.glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        label = path.with_suffix(".label")
        text = label.read_text(encoding="utf-8") if label.is_file() else ""
        yield Record(content["time"][:10], content["class_name"], content["probability"], text)


def summarise(records: Iterator[Record]) -> list[Day]:
    """Compute the numbers of each day, in their order."""
    days: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        days[record.day].append(record)
    if not days:
        raise InputError("there are no predictions yet: make serve, and send some images")
    return [summarise_day(day, days[day]) for day in sorted(days)]


def summarise_day(day: str, records: list[Record]) -> Day:
    """Compute the numbers of one day."""
    right = [record.label == record.class_name for record in records if record.label]
    confidence = mean(record.probability for record in records)
    return Day(day, len(records), confidence, len(right), mean(right) if right else None)


@click.command()
@click.option("--folder", type=Path, default=None, help="The records.  [default: PREDICTIONS_DIR, or predictions]")
@click.option("--min-accuracy", type=click.FloatRange(0, 1), default=0.8, show_default=True, help="Alarm below it.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.5, show_default=True, help="Alarm below it.")
def main(folder: Path | None, min_accuracy: float, min_confidence: float) -> None:
    """Say how good the predictions of each day were."""
    with plain_errors():
        days = summarise(read_records(folder or records_folder()))
    bad = 0
    for day in days:
        known = "no labels" if day.accuracy is None else f"{day.accuracy:.0%} of {day.labelled} labelled ones right"
        is_bad = day.confidence < min_confidence or (day.accuracy is not None and day.accuracy < min_accuracy)
        bad += is_bad
        alarm = "  ALARM" if is_bad else ""
        click.echo(f"{day.day}: {day.count} predictions, mean probability {day.confidence:.2f}, {known}{alarm}")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
