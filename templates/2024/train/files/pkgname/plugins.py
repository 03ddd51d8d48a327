"""What the parts of the project plug in: callbacks, the training loop, parts of the API.

The generator rewrites this module when you add a part; there is nothing to edit here. Settings of your own go into
``settings.py``, callbacks into ``train_model.py``, routes into ``api.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pkgname.callbacks import Callback, Epoch
    from pkgname.settings import TrainSettings


def default_callbacks(settings: TrainSettings) -> list[Callback]:
    """Make the callbacks of a run. Their modules are imported here, so that only a training waits for slow imports."""
    from pkgname.callbacks import (
        MetricsFile,
        Progress,
        TrainingFigure,
    )

    callbacks: list[Callback] = [Progress(settings), MetricsFile(settings), TrainingFigure(settings)]
<%_ for (const part of callbacks) { _%>
<%_ if (part.stage !== 'train') { _%>

    # <%- part.title %>
<%_ for (const entry of part.entries) { _%>

    from pkgname.<%- entry.module %> import <%- entry.name %>

    callbacks.append(<%- entry.name %>(settings))
<%_ } _%>

<%_ } _%>
<%_ } _%>
    return callbacks


def training_loop() -> Callable[..., list[Epoch]]:
    """Return the function that trains: ``fit``."""
<%_ if (tasks.includes('lightning')) { _%>
    from pkgname.lightning_loop import fit
<%_ } else { _%>
    from pkgname.loop import fit
<%_ } _%>

    return fit


def setting_arguments(settings: dict[str, Any]) -> list[str]:
    """Write settings as the command line of the training takes them."""
<%_ if (tasks.includes('hydra')) { _%>
    return [f"{name}={value}" for name, value in settings.items()]
<%_ } else { _%>
    return [f"--{name.replace('_', '-')}={value}" for name, value in settings.items()]
<%_ } _%>


def install(app: Any) -> None:
    """Add the parts that others bring to the API, if there is one: each is a module with ``install(app)``."""
<%_ for (const part of extensions) { _%>
<%_ if (part.stage !== 'train') { _%>
    # <%- part.title %>
<%_ for (const entry of part.entries) { _%>

    from pkgname.<%- entry.folder %> import <%- entry.module %>

    <%- entry.module %>.install(app)
<%_ } _%>
<%_ if (!last(part)) { _%>

<%_ } _%>
<%_ } _%>
<%_ } _%>
