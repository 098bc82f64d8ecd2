"""
Tries changes in children of one process, which has loaded and run the tests once.

That first run tells which tests pass through which function, which ask about which step, and how
long each takes. For a change only those run, the quick ones first, in a fork of this process: what
the change broke ends with the child. Tests of the database roll back, so all share the one.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import _lru_cache_wrapper, partial
from inspect import CO_NEWLOCALS
from pathlib import Path
from types import CodeType, FrameType
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import Phase, settings

from tests import keeping
from tests.mutation import placing
from tests.mutation.forks import in_child
from tests.mutation.sources import SOURCE, Mutant
from zhunsheng.kernel.procedure import Procedure

#: A child may take so many times as long as its tests take without a change, and so many seconds.
PATIENCE, LEAST = 10, 5
#: Tests that start programs of their own do not meet the change.
OUTSIDE: Final = frozenset({"live_site", "page"})
WITH_DATABASE: Final = frozenset({"db", "django_db_setup", "own_database"})
if TYPE_CHECKING:
    Cached = _lru_cache_wrapper[Any]
else:
    Cached = _lru_cache_wrapper


class Reached:
    """Which code a test passes through, and which caches stand above that code."""

    def __init__(self) -> None:
        self.by_code: dict[placing.Code, set[int]] = {}
        self.asked: dict[str, set[int]] = {}
        self.caches: dict[placing.Code, set[Cached]] = {}
        self.test = -1  # while tests are collected
        #: By the place of a code in memory, where it is held: a place is not taken twice.
        self._ours: dict[int, tuple[CodeType, bool]] = {}
        self._seen: set[int] = set()
        self._cached: dict[int, Cached] = {}
        self._questions = (Procedure.findings.__code__, Procedure.step.__code__)

    def look_for_caches(self) -> None:
        """Take note of every function of the program whose results are kept."""
        for one in gc.get_objects():
            if type(one) is _lru_cache_wrapper and hasattr(one.__wrapped__, "__code__"):
                self._cached[id(one.__wrapped__.__code__)] = one

    def begin(self, test: int) -> None:
        """Take note from here on for this test."""
        self.test, self._seen = test, set()
        sys.settrace(self._look)

    def _look(self, frame: FrameType, event: str, argument: object) -> None:
        code = frame.f_code  # only calls are told: nothing is returned that would see lines
        if code is self._questions[0] or code is self._questions[1]:
            asked = frame.f_locals
            self.asked.setdefault(f"{asked['self'].key}.{asked['key']}", set()).add(self.test)
        if id(code) in self._seen:
            return
        self._seen.add(id(code))
        if id(code) not in self._ours:
            self._ours[id(code)] = (code, code.co_filename.startswith(str(SOURCE)))
        if self._ours[id(code)][1]:
            self._keep(code, frame)

    def _keep(self, code: CodeType, frame: FrameType | None) -> None:
        known = placing.known(code)
        self.by_code.setdefault(known, set()).add(self.test)
        while frame is not None:
            if cached := self._cached.get(id(frame.f_code)):
                self.caches.setdefault(known, set()).add(cached)
            frame = frame.f_back


class Placed:
    """A change, the tests that could notice it, and how it is put in place."""

    def __init__(self, tests: set[int], put: Callable[[], None], *, doubtful: bool) -> None:
        self.tests, self.put = tests, put
        #: Not all that follows from the change is reached by putting it in place.
        self.doubtful = doubtful


class Engine:
    """A plugin of pytest: runs the tests once, then tries what it is given."""

    def __init__(self, work: Callable[[Engine], None], *, slowest: float) -> None:
        self.work, self.slowest = work, slowest
        self.reached = Reached()
        self.items: list[pytest.Item] = []
        self.failed: list[str] = []
        self.every: set[int] = set()
        self.seconds: list[float] = []
        self._order: list[int] = []
        self._functions: dict[placing.Code, list[Any]] = {}

    @pytest.hookimpl(hookwrapper=True)
    def pytest_collection(self) -> Iterator[None]:
        """See what runs while tests are collected: a change there comes too late."""
        self.reached.begin(-1)
        yield
        sys.settrace(None)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run every test once, then do the work."""
        keeping.is_on = False  # each test passes through all that founds its world
        self.items = [i for i in session.items if not OUTSIDE & set(getattr(i, "fixturenames", ()))]
        self.items.sort(key=_uses_database)
        settings.register_profile(
            "mutation", derandomize=True, database=None, deadline=None,
            phases=(Phase.explicit, Phase.generate),
        )  # fmt: skip
        settings.load_profile("mutation")
        self.reached.look_for_caches()
        following: list[pytest.Item | pytest.Session] = [*self.items[1:], session]
        for number, (item, after) in enumerate(zip(self.items, following, strict=False)):
            begin = time.process_time()
            self.reached.begin(number)
            passed = _passes(item, after)
            sys.settrace(None)
            self.seconds.append(time.process_time() - begin)
            if not passed:
                self.failed.append(item.nodeid)
        self.every = {number for number, took in enumerate(self.seconds) if took <= self.slowest}
        self._order = self._quick_first()
        self._functions = placing.functions()
        _close_connections()
        gc.collect()
        gc.freeze()
        if not self.failed:
            self.work(self)
        return True

    def _quick_first(self) -> list[int]:
        files: dict[Path, list[int]] = {}
        for number, item in enumerate(self.items):
            files.setdefault(item.path, []).append(number)
        mean = {path: sum(self.seconds[n] for n in of) / len(of) for path, of in files.items()}
        place = {number: (mean[item.path], number) for number, item in enumerate(self.items)}
        return sorted(place, key=place.__getitem__)

    def placed(self, mutant: Mutant) -> Placed | None:
        """Tell how a change is put in place, nothing where it has to be there at import."""
        if mutant.declared is not None:
            return self._declared(*mutant.declared)
        path, index = mutant.path, mutant.index
        pairs, inner = placing.changed_code(path, index)
        if any(_runs_at_import(code) for code in inner):
            first = placing.constant(path, index)
            if first is None:
                return None
            again = partial(placing.assign_again, path, index, first)
            return Placed(self.every, again, doubtful=True)
        known = [placing.known(code) for code in inner]
        tests = set[int]().union(*(self.reached.by_code.get(one, ()) for one in known))
        caches = set[Cached]().union(*(self.reached.caches.get(one, ()) for one in known))

        def put() -> None:
            for before, after in pairs:
                for function in self._functions.get(placing.known(before), ()):
                    function.__code__ = after
            for cached in caches:
                cached.cache_clear()

        return Placed(self.every if caches else tests & self.every, put, doubtful=-1 in tests)

    def _declared(self, module: str, name: str, step: str, part: str, index: int) -> Placed:
        procedure = getattr(sys.modules[module], name)
        asking = self.reached.asked.get(f"{procedure.key}.{step}", set())
        put = partial(placing.without, procedure, step, part, index)
        return Placed(asking & self.every, put, doubtful=False)

    def noticed_by(self, placed: Placed) -> str:
        """Return the test that notices a change, empty where none does; run in a child."""
        tests = [self.items[number] for number in self._order if number in placed.tests]
        seconds = LEAST + PATIENCE * sum(self.seconds[number] for number in placed.tests)
        return in_child(lambda: self._first_failure(tests, placed), seconds)

    def _first_failure(self, tests: Sequence[pytest.Item], placed: Placed) -> str:
        placed.put()
        for number, item in enumerate(tests, 1):
            if not _passes(item, tests[number] if number < len(tests) else item.session):
                return item.nodeid
        return ""


def _runs_at_import(code: CodeType) -> bool:
    return not code.co_flags & CO_NEWLOCALS  # modules, and bodies of classes


def _uses_database(item: pytest.Item) -> bool:
    return bool(WITH_DATABASE & set(getattr(item, "fixturenames", ()))) or (
        item.get_closest_marker("django_db") is not None
    )


def _close_connections() -> None:
    from django.db import connections

    connections.close_all()


def _passes(item: pytest.Item, following: pytest.Item | pytest.Session) -> bool:
    """Run a test without a report, and say whether it passes."""
    if not getattr(item, "_request", True):
        item._initrequest()  # type: ignore[attr-defined]  # as pytest's own runner does
    try:
        try:
            item.ihook.pytest_runtest_setup(item=item)
            item.ihook.pytest_runtest_call(item=item)
        finally:
            item.ihook.pytest_runtest_teardown(item=item, nextitem=following)
            item._request = False  # type: ignore[attr-defined]
            item.funcargs = None  # type: ignore[attr-defined]
    except pytest.skip.Exception:
        return True
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001  # whatever it is, the test noticed
        return False
    return True
