"""Run a command in a pseudo-terminal of a given size: what comes in on standard input is typed, what it prints comes out.

Node has no pseudo-terminals without a native module; Python's standard library has them. Usage: pty_child.py COLUMNS ROWS COMMAND...
"""

import fcntl
import os
import pty
import select
import struct
import sys
import termios


def relay(master: int) -> None:
    """Carry bytes both ways until the command has closed its side."""
    sources = [master, 0]
    while True:
        for source in select.select(sources, [], [])[0]:
            try:
                data = os.read(source, 65536)
            except OSError:  # Linux reports the closed side of a terminal as an input/output error.
                data = b""
            if source == master:
                if not data:
                    return
                os.write(1, data)
            elif data:
                os.write(master, data)
            else:
                sources.remove(0)


def main() -> int:
    """Start the command, relay, and end as it ended: its status, or 128 and the signal's number."""
    columns, rows = int(sys.argv[1]), int(sys.argv[2])
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    child = os.fork()
    if child == 0:
        os.close(master)
        os.login_tty(slave) if hasattr(os, "login_tty") else take_terminal(slave)
        os.execvp(sys.argv[3], sys.argv[3:])
    os.close(slave)
    relay(master)
    status = os.waitpid(child, 0)[1]
    return os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status)


def take_terminal(slave: int) -> None:
    """Make the terminal this process's own, as `login_tty` does from Python 3.11 on."""
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    for stream in (0, 1, 2):
        os.dup2(slave, stream)


sys.exit(main())
