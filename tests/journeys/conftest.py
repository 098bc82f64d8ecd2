"""Demos that several stories look at: each is built once for all workers."""

from __future__ import annotations

import pytest

from tests.demos import Demos


@pytest.fixture(scope="session")
def demos(tmp_path_factory: pytest.TempPathFactory) -> Demos:
    """Give access to the demos of this run."""
    return Demos(Demos.folder(tmp_path_factory))
