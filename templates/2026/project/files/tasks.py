"""The commands of this project. `invoke --list` shows them, `invoke --help train` explains one.

They are the tasks of the modules in `tasks_stages/`. Add your own at the end of this file:

    @invoke.task
    def hello(ctx: invoke.Context) -> None:
        '''Say hello.'''
        ctx.run("echo hello")
"""

from importlib import import_module
from pkgutil import iter_modules

import invoke

import tasks_stages

for module in iter_modules(tasks_stages.__path__):
    members = vars(import_module(f"tasks_stages.{module.name}"))
    globals().update({name: member for name, member in members.items() if isinstance(member, invoke.Task)})
