"""The settings that added parts of the project bring into a training run.

The generator writes this class anew when a part is added. Settings of your own go into ``config.py``.
"""

import dataclasses
<%_ if (tasks.includes('lightning')) { _%>

<%_ for (const part of settings) { _%>
<%_ for (const entry of part.entries) { _%>
from pkgname.<%- entry.module %> import <%- entry.type %>
<%_ } _%>
<%_ } _%>
<%_ } _%>


@dataclasses.dataclass
class AddedSettings:
    """What ``TrainConfig`` has besides its own settings: a group for each part that brings some."""

<%_ for (const part of settings) { _%>
    # <%- part.title %>
<%_ for (const entry of part.entries) { _%>
    <%- entry.name %>: <%- entry.type %> = dataclasses.field(default_factory=<%- entry.type %>)
<%_ } _%>
<%_ } _%>
