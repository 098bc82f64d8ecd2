"""A way through places that is short, by distances as the crow flies."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

from zhunsheng.registry.rules import length_of, metres_between, shortest_way


def point(east: int, north: int) -> tuple[Decimal, Decimal]:
    """Return a point some thousandths of a degree from a corner."""
    return Decimal(120) + Decimal(east) / 1000, Decimal(30) + Decimal(north) / 1000


class TestWay:
    def test_of_nothing_and_of_one_place_is_what_there_is(self):
        assert shortest_way([]) == ()
        assert shortest_way([point(0, 0)]) == (0,)

    def test_follows_a_line_from_one_end(self):
        points = [point(20, 0), point(0, 0), point(30, 0), point(10, 0)]
        assert shortest_way(points) in {(1, 3, 0, 2), (2, 0, 3, 1)}

    def test_of_six_places_is_the_shortest_of_all(self):
        points = [point(0, 0), point(9, 7), point(1, 8), point(8, 1), point(4, 4), point(15, 3)]
        best = min(length_of(points, way) for way in permutations(range(len(points))))
        assert length_of(points, shortest_way(points)) == best

    def test_takes_every_place_once_and_is_the_same_each_time(self):
        points = [point(n * 37 % 101, n * 53 % 97) for n in range(20)]
        way = shortest_way(points)
        assert sorted(way) == list(range(20))
        assert shortest_way(points) == way

    def test_goes_through_places_at_one_point(self):
        points = [point(1, 1)] * 3
        assert length_of(points, shortest_way(points)) == 0

    def test_measures_a_degree_east_shorter_than_one_north(self):
        assert metres_between(point(0, 0), point(0, 10)) == 1113
        assert metres_between(point(0, 0), point(10, 0)) == 964
