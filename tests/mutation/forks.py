"""Runs something in a fork of this process: what it changes or breaks ends with the child."""

from __future__ import annotations

import os
import resource
import signal
import traceback
from collections.abc import Callable

MEMORY = 6 << 30


def in_child(run: Callable[[], str], seconds: float = 0) -> str:
    """
    Run something in a fork and return what it says.

    :param seconds: of the processor, after which a child ends and says nothing more; it is silent
        otherwise. Without them it may take its time and speak.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        said = "(it breaks)"
        try:
            os.close(reading)
            if seconds:
                _bound(seconds)
            said = run()
        except BaseException:  # noqa: BLE001  # the child ends below, whatever it was
            traceback.print_exc()
        finally:
            with os.fdopen(writing, "wb") as telling:
                telling.write(said.encode())
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        said = told.read().decode()
    _, status = os.waitpid(child, 0)
    return "(it does not end)" if os.WIFSIGNALED(status) else said


def _bound(seconds: float) -> None:
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, 20 * seconds)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
