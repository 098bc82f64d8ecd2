"""The stories of a year: lists, plan, draws, inspections, cases, remedies, work with others."""

from zhunsheng.demo.founding import World
from zhunsheng.demo.stories import (
    anew,
    archive,
    burden,
    coming,
    draws,
    inspections,
    jointwork,
    planning,
    powers,
    remedies,
)


def begin(world: World) -> None:
    """Let every story of the scenario begin."""
    visits = inspections.program(world)
    world.year.begin(powers.story(world))
    world.year.begin(planning.story(world))
    world.year.begin(archive.story(world))
    world.year.begin(burden.story(world))
    for story in inspections.stories(world, visits):
        world.year.begin(story)
    world.year.begin(remedies.story(world))
    world.year.begin(anew.story(world))
    for story in draws.stories(world, visits):
        world.year.begin(story)
    jointwork.begin(world)
    if world.scenario.open_matters:
        world.year.begin(coming.story(world))
