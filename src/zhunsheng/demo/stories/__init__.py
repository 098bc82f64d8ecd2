"""The stories of a year: power list, plan, caps, draws, inspections, cases, remedies, archive."""

from zhunsheng.demo.founding import World
from zhunsheng.demo.stories import (
    anew,
    archive,
    burden,
    coming,
    draws,
    inspections,
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
    if world.scenario.open_matters:
        world.year.begin(coming.story(world))
