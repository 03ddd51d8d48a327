"""What the API has besides its own routes.

The generator writes this list anew when a part of the project is added. Routes of your own go into ``api.py``.
"""

from fastapi import FastAPI


def install(app: FastAPI) -> None:
    """Add the parts to the app. Each is a module with a function ``install(app)``."""
<%_ for (const part of extensions) { _%>

    # <%- part.title %>
<%_ for (const entry of part.entries) { _%>

    from pkgname import <%- entry.module %>

    <%- entry.module %>.install(app)
<%_ } _%>
<%_ } _%>
