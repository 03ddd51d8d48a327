"""The log of a run: lines on the terminal, and ``train.log`` in the folder of the run, which has everything.

Write to it with ``logging.getLogger(__name__)``, as the modules of this package do, or with ``from loguru import logger``.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pkgname.runtime import InputError
from pkgname.tracking.environment import load_env

if TYPE_CHECKING:
    import loguru

    from pkgname.config import TrainConfig

LEVELS = ("TRACE", "DEBUG", "INFO", "SUCCESS", "WARNING", "ERROR", "CRITICAL")
# A module that is run as a command logs as __main__.
OUR_LOGGERS = ("pkgname", "__main__")
TERMINAL_FORMAT = "<green>{time:HH:mm:ss}</green> <level>{level: <8}</level> {message}"
ROTATION = "100 MB"  # a file that is larger is renamed, and a new one begins


class ToLoguru(logging.Handler):
    """Passes what is logged with the standard library on to loguru."""

    def emit(self, record: logging.LogRecord) -> None:
        """Pass a record on, with the place where it was logged."""
        from loguru import logger

        def locate(entry: loguru.Record) -> None:
            entry["name"], entry["function"], entry["line"] = record.name, record.funcName, record.lineno

        level = record.levelname if record.levelname in LEVELS else record.levelno
        logger.patch(locate).opt(exception=record.exc_info).log(level, record.getMessage())


def with_log(train: Callable[[TrainConfig], Any]) -> Callable[[TrainConfig], Any]:
    """Wrap a training, so that each run has a log."""

    @wraps(train)
    def logged(config: TrainConfig) -> Any:
        with log_to(run_folder() / "train.log"):
            return train(config)

    return logged


def run_folder() -> Path:
    """Return the folder of this run: Hydra's, or one of its own in ``logs/``."""
    hydra = sys.modules.get("hydra.core.hydra_config")  # imported already where Hydra runs the training
    if hydra is not None and hydra.HydraConfig.initialized():
        return Path(hydra.HydraConfig.get().runtime.output_dir)
    return Path("logs", f"{datetime.now():%Y-%m-%d_%H-%M-%S}_{os.getpid()}")


@contextmanager
def log_to(path: Path) -> Iterator[None]:
    """Log to the terminal and to a file. An error that ends the run is in the file with its traceback."""
    terminal = open_terminal()
    from loguru import logger

    # diagnose would write the values of variables into the log, passwords and keys among them.
    file = logger.add(path, level="DEBUG", rotation=ROTATION, encoding="utf-8", backtrace=False, diagnose=False)
    # force: Hydra has set up the standard library's logging, and each line would be there twice. From other packages only
    # warnings and errors are kept.
    logging.basicConfig(handlers=[ToLoguru()], level=logging.WARNING, force=True)
    for name in OUR_LOGGERS:
        logging.getLogger(name).setLevel(logging.DEBUG)
    try:
        yield
        logger.info("the log of this run is in {}", path)
    except BaseException as error:
        logger.bind(file_only=True).opt(exception=error).critical("the run ended with an error")
        raise
    finally:
        logger.remove(file)
        logger.remove(terminal)


def open_terminal() -> int:
    """Let loguru write to the terminal, from the level in ``LOGURU_LEVEL``; return the number of this sink."""
    level = read_level()
    from loguru import logger  # it reads LOGURU_LEVEL when it is imported, and fails with a traceback if that is wrong

    with suppress(ValueError):
        logger.remove(0)  # the one that is there from the start
    return logger.add(sys.stderr, level=level, format=TERMINAL_FORMAT, filter=is_for_terminal, diagnose=False)


def is_for_terminal(record: loguru.Record) -> bool:
    """Keep the traceback of an error off the terminal, where Python or ``plain_errors`` shows it."""
    return not record["extra"].get("file_only")


def read_level() -> str:
    """Return the level of the terminal from the environment."""
    load_env()
    given = os.environ.get("LOGURU_LEVEL", "INFO")
    level = given.upper()
    if level not in LEVELS:
        raise InputError(f"LOGURU_LEVEL is {given!r}: use one of {', '.join(LEVELS)}")
    if level != given:
        os.environ["LOGURU_LEVEL"] = level  # loguru reads it too, and knows only capital letters
    return level
