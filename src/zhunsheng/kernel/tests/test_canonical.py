"""Canonical bytes: one text for one value."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.kernel.act import derived_id
from zhunsheng.kernel.canonical import canonical_bytes, canonical_text, sha256_hex
from zhunsheng.kernel.citation import cite


class Colour(Enum):
    RED = "RED"


@dataclass(frozen=True)
class Pair:
    b: int
    a: str


class TestCanonicalText:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            ({"b": 1, "a": [True, None]}, '{"a":[true,null],"b":1}'),
            (date(2025, 1, 2), '"2025-01-02"'),
            (Pair(1, "示例"), '{"a":"示例","b":1}'),
            (Colour.RED, '"RED"'),
            (cite("APL-2021:5.2"), '"APL-2021:5.2"'),
            (frozenset({"b", "a"}), '["a","b"]'),
            (UUID(int=1), '"00000000-0000-0000-0000-000000000001"'),
            (Decimal("113.90"), '"113.90"'),
            (datetime(2025, 1, 2, tzinfo=UTC), '"2025-01-02T00:00:00.000000Z"'),
        ],
    )
    def test_is_the_one_text_of_a_value(self, value, text):
        assert canonical_text(value) == text

    def test_is_the_same_for_one_instant_in_two_zones(self):
        utc = datetime(2025, 1, 2, 0, tzinfo=UTC)
        assert canonical_text(utc) == canonical_text(utc.astimezone(timezone(timedelta(hours=8))))

    @pytest.mark.parametrize("value", [1.5, object(), {1: 2}, b"x"])
    def test_refuses_what_has_no_one_text(self, value):
        with pytest.raises(TypeError):
            canonical_bytes(value)

    def test_refuses_an_instant_without_zone(self):
        with pytest.raises(ValueError, match="zone"):
            canonical_bytes(datetime(2025, 1, 2))  # noqa: DTZ001  # the fault under test

    def test_hashes_as_anybody_can_recompute(self):
        # sha256 of the seven bytes {"a":1}
        assert sha256_hex({"a": 1}) == (
            "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862"
        )

    @given(st.dictionaries(st.text(), st.integers() | st.text() | st.booleans()))
    def test_does_not_depend_on_the_order_of_entry(self, value):
        assert canonical_bytes(value) == canonical_bytes(dict(reversed(value.items())))


class TestDerivedId:
    def test_is_a_version_7_uuid_that_carries_its_instant(self):
        at = datetime(2025, 3, 3, 2, 0, 0, 123000, tzinfo=UTC)
        made = derived_id(at, "seed", 1)
        assert made.version == 7
        assert made.variant == "specified in RFC 4122"
        assert made.int >> 80 == 1740967200123
        assert made == derived_id(at, "seed", 1)
        assert made != derived_id(at, "seed", 2)
