"""Those who are told of every prediction, such as a store or a counter.

An extension adds itself in its ``install(app)``: ``app.state.observers.append(remember)``.
"""

import logging
from collections.abc import Callable, Sequence

from pkgname.data import Item
from pkgname.predict import Prediction

Observer = Callable[[Sequence[Item], Sequence[Prediction], str], None]
"""Takes the items of one request, their predictions, and the version of the model."""

logger = logging.getLogger(__name__)


def notify(
    observers: Sequence[Observer],
    items: Sequence[Item],
    predictions: Sequence[Prediction],
    version: str,
) -> None:
    """Tell the observers; one that fails disturbs neither the others nor the server."""
    for observer in observers:
        try:
            observer(items, predictions, version)
        except Exception:
            logger.exception("an observer of the predictions has failed")
