"""What every training run reports to.

The generator writes this list anew when a part of the project is added. Callbacks of your own go into ``train.py``.
"""

from pkgname.config import TrainConfig
from pkgname.events import Callback


def default_callbacks(config: TrainConfig) -> list[Callback]:
    """Build the callbacks of one run. Each is imported here, so that only training waits for slow imports."""
    callbacks: list[Callback] = []
<%_ for (const part of callbacks) { _%>

    # <%- part.title %>
<%_ for (const entry of part.entries) { _%>

    from pkgname.<%- entry.module %> import <%- entry.name %>

    callbacks.append(<%- entry.name %>(config))
<%_ } _%>
<%_ } _%>

    return callbacks
