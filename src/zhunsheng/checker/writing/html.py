"""The marked text as one web page that needs nothing else: no script, no picture, no address."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from django.template import Context, Engine

from zhunsheng.checker.check import Checked
from zhunsheng.checker.writing.marks import copy_of

TEMPLATES: Final = Path(__file__).parents[1] / "templates"


def page(checked: Checked, *, name: str) -> str:
    """Return the page of a checked text; the same text gives the same page."""
    template = _engine().get_template("checker/marked.html")
    said = {"copy": copy_of(checked), "name": name}
    return template.render(Context(said, use_l10n=False, use_tz=False))


@cache
def _engine() -> Engine:
    """An engine of its own: the command needs no site."""
    return Engine(dirs=[str(TEMPLATES)])
