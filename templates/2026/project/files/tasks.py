"""The commands of this project: `invoke --list` names them, `invoke --help train` explains one.

Every task in a module of `tasks_stages/` is a command. Add your own below (`from invoke import task`), or in a module
of your own beside the others: both are found.
"""

from importlib import import_module
from pkgutil import iter_modules

from invoke import Task

import tasks_stages

for module in iter_modules(tasks_stages.__path__):
    members = vars(import_module(f"tasks_stages.{module.name}"))
    globals().update({name: member for name, member in members.items() if isinstance(member, Task)})
