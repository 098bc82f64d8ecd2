"""Telling a year: migrate an empty site, found the bureau, let all stories run, show progress."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.core.management import call_command
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from zhunsheng.demo import founding, stories
from zhunsheng.demo.engine import Year
from zhunsheng.demo.scenario import PINNED_NOW, YEAR, Scenario
from zhunsheng.lawbook import queries as lawbook


def tell(scenario: Scenario, say: Callable[[str], None]) -> founding.World:
    """Make the year of a scenario happen on the open site; return the world as it then is."""
    say(f"情景“{scenario.name}”：{scenario.title}")
    call_command("migrate", verbosity=0, interactive=False)
    year = Year(
        bureau=founding.bureau_id(scenario.name),
        seed=scenario.name,
        calendar=lawbook.site_calendar(),
        until=PINNED_NOW,
    )
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        days = (PINNED_NOW.date() - date(YEAR, 1, 1)).days
        task = progress.add_task("设立机关", total=days)
        world = founding.found(scenario, year)
        stories.begin(world)

        def told(day: date) -> None:
            done = (day - date(YEAR, 1, 1)).days
            progress.update(task, completed=done, description=f"{day.isoformat()} 第{year.acts}步")

        year.run(told)
        progress.update(task, completed=days, description=f"全年第{year.acts}步")
    say(f"全年共办理{year.acts}步。")
    return world
