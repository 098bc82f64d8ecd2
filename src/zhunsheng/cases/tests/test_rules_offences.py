"""First or not, and the exchange of tokens in the place of names: rules without a database."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhunsheng.cases import imports, rules
from zhunsheng.cases.choices import FirstOffence
from zhunsheng.cases.rules import exchange
from zhunsheng.cases.rules.exchange import Offence
from zhunsheng.cases.rules.offences import window_start
from zhunsheng.cases.tests.world import credit_code
from zhunsheng.kernel.canonical import sha256_hex
from zhunsheng.kernel.finding import StepRefused

KEY = exchange.key_of("0123456789abcdef" * 4)
MADE = datetime(2025, 6, 1, 2, tzinfo=UTC)
CODES = tuple(credit_code(serial) for serial in (11, 12, 13))
VIOLATIONS = ("safety.97-7", "safety.99-1", "safety.97-4")
DAY = date(2025, 3, 3)

some_offences = st.lists(
    st.builds(
        Offence,
        decision=st.uuids().map(str),
        credit_code=st.sampled_from(CODES),
        violations=st.lists(st.sampled_from(VIOLATIONS), min_size=1, max_size=2).map(tuple),
        decided_on=st.dates(date(2022, 12, 1), date(2025, 6, 1)),
    ),
    max_size=12,
    unique_by=lambda one: one.decision,
)


def file_of(offences: list[Offence], annulled: tuple[str, ...] = ()) -> bytes:
    return exchange.written(
        KEY,
        origin="999901",
        made_at=MADE,
        covers_since=None,
        offences=offences,
        annulled=annulled,
    )


def counted(content: bytes, code: str, own: tuple[str, ...], since: date) -> tuple[int, int]:
    """Answer from a file as the look-up does: by tokens alone."""
    asked = exchange.party_tokens(KEY, credit_code=code, since=since, until=DAY)
    rows = [row for row in imports.read(content, KEY).rows if row.party in set(asked)]
    same = [
        exchange.is_same(row.violations, KEY, credit_code=code, violations=own, day=row.decided_on)
        for row in rows
    ]
    return len(rows), sum(same)


class TestFirstOffence:
    """行政处罚法 33: a first violation, not a first one of its kind."""

    @pytest.mark.parametrize(
        ("facts", "answer", "codes"),
        [
            ({}, FirstOffence.YES, []),
            ({"any_violation": 1}, FirstOffence.NO, ["offence.not_first"]),
            (
                {"any_violation": 2, "same_violation": 1, "is_identified": False},
                FirstOffence.NO,
                ["offence.not_first"],
            ),
            ({"is_identified": False}, FirstOffence.UNKNOWN, ["offence.not_identified"]),
            ({"is_complete": False}, FirstOffence.UNKNOWN, ["offence.list_incomplete"]),
        ],
    )
    def test_is_told_from_any_violation_and_unknown_is_not_first(
        self, facts: dict[str, Any], answer: FirstOffence, codes: list[str]
    ) -> None:
        known = rules.OffenceFacts(**facts)
        assert rules.is_first(known) is answer
        assert [one.code for one in rules.first_findings(known)] == codes

    def test_looks_back_to_the_first_day_whose_term_reaches(self) -> None:
        assert window_start(day=DAY, years=2) == date(2023, 3, 3)
        assert window_start(day=date(2024, 2, 29), years=1) == date(2023, 3, 1)
        assert window_start(day=date(2025, 2, 28), years=1) == date(2024, 2, 28)


class TestExchange:
    @settings(max_examples=40, deadline=None)
    @given(
        offences=some_offences,
        code=st.sampled_from(CODES),
        own=st.sampled_from(VIOLATIONS),
        years=st.integers(1, 2),
    )
    def test_answers_as_the_full_list_would(
        self, offences: list[Offence], code: str, own: str, years: int
    ) -> None:
        since = window_start(day=DAY, years=years)
        rows = [
            one for one in offences if one.credit_code == code and since <= one.decided_on <= DAY
        ]
        expected = len(rows), sum(own in one.violations for one in rows)
        assert counted(file_of(offences), code, (own,), since) == expected

    @settings(max_examples=20, deadline=None)
    @given(offences=some_offences)
    def test_writes_no_code_no_violation_and_no_id_in_plain(self, offences: list[Offence]) -> None:
        content = file_of(offences, annulled=(str(DAY),))
        plain = {*CODES, *VIOLATIONS, *(one.decision for one in offences), KEY.hex()}
        assert [text for text in plain if text.lower().encode() in content.lower()] == []

    def test_gives_one_party_another_token_every_day(self) -> None:
        two = [
            Offence(f"d{n}", CODES[0], VIOLATIONS[:1], DAY - timedelta(days=n)) for n in range(2)
        ]
        rows = json.loads(file_of(two))["offences"]
        assert len({row["party"] for row in rows} | {row["violations"][0] for row in rows}) == 4

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"format": "x"}, "exchange.format"),
            ({"version": 2}, "exchange.version"),
            ({"origin": "999902"}, "exchange.altered"),
            ({"more": 1}, "exchange.faulty"),
            ({"made_at": 1.5}, "exchange.faulty"),
        ],
    )
    def test_refuses_a_file_that_is_not_whole(self, changes: dict[str, Any], code: str) -> None:
        body = {**json.loads(file_of([])), **changes}
        assert refused(json.dumps(body).encode()) == code

    def test_refuses_bytes_another_key_and_a_seal_made_without_it(self) -> None:
        content = file_of([Offence("d", CODES[0], VIOLATIONS[:1], DAY)])
        assert refused(b"\xff") == refused(b"[" * 100_000) == "exchange.format"
        assert refused(content, bytes(range(32))) == "exchange.foreign_key"
        body = json.loads(content)
        del body["digest"], body["seal"]
        body["offences"] = []
        forged = {**body, "digest": sha256_hex(body), "seal": "0" * 64}
        assert refused(json.dumps(forged).encode()) == "exchange.forged"

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("", "exchange.weak_key"),
            ("ab" * 31, "exchange.weak_key"),
            ("xy" * 32, "exchange.weak_key"),
            ("00" * 32, "exchange.plain_key"),
        ],
    )
    def test_refuses_a_key_that_is_short_or_guessed(self, text: str, code: str) -> None:
        with pytest.raises(StepRefused) as refusal:
            exchange.key_of(text)
        assert [one.code for one in refusal.value.findings] == [code]


def refused(content: bytes, key: bytes = KEY) -> str:
    with pytest.raises(StepRefused) as refusal:
        imports.read(content, key)
    (finding,) = refusal.value.findings
    return finding.code
