"""Who may take money, and on which ground, each just inside and just outside; no database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from zhunsheng.cases.choices import CollectionWay, PaymentKind, SpotGround
from zhunsheng.cases.rules import PaymentDraft, collection_findings
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.kernel.procedure import DoneAct

ON, LATER = date(2025, 3, 20), date(2025, 4, 20)


class TestCollection:
    """行政处罚法 67 to 69: banks collect; an officer may in three cases alone."""

    @pytest.mark.parametrize(
        ("draft", "fine", "spot", "expected"),
        [
            ({}, 200_000, False, []),
            ({"way": CollectionWay.ON_SPOT}, 5_000, True, ["payment.collected_by_officer"]),
            (
                {"way": CollectionWay.ON_SPOT, "ground": SpotGround.SMALL},
                10_000,
                True,
                [],
            ),
            (
                {"way": CollectionWay.ON_SPOT, "ground": SpotGround.SMALL},
                10_001,
                True,
                ["payment.too_much_for_the_spot"],
            ),
            (
                {"way": CollectionWay.ON_SPOT, "ground": SpotGround.HARD_LATER},
                200_000,
                False,
                ["payment.hardship_unreasoned", "payment.not_decided_on_the_spot"],
            ),
            (
                {
                    "way": CollectionWay.ON_SPOT,
                    "ground": SpotGround.HARD_LATER,
                    "request": "流动摊点，没有固定经营场所。",
                },
                200_000,
                True,
                [],
            ),
            (
                {"way": CollectionWay.ON_SPOT, "ground": SpotGround.REMOTE},
                200_000,
                False,
                ["payment.not_asked_for"],
            ),
            (
                {
                    "way": CollectionWay.ON_SPOT,
                    "ground": SpotGround.REMOTE,
                    "request": "到银行往返两日，请求当场缴纳。",
                },
                200_000,
                False,
                [],
            ),
            (
                {
                    "way": CollectionWay.ON_SPOT,
                    "ground": SpotGround.SMALL,
                    "kind": PaymentKind.SURCHARGE,
                },
                5_000,
                True,
                ["payment.collected_by_officer"],
            ),
        ],
    )
    def test_by_an_officer_needs_its_ground(self, draft, fine, spot, expected):
        acts = (DoneAct("on_the_spot", ON, 1),) if spot else ()
        found = collection_findings(
            PaymentDraft(5_000, "R1", **draft),
            CaseFacts(acts, on=ON, by_handles=True),
            fine_fen=fine,
            most_fen=10_000,
        )
        assert [one.code for one in found] == expected

    @pytest.mark.parametrize(
        ("ground", "facts", "expected"),
        [
            (SpotGround.SMALL, {"by_handles": False}, ["payment.collected_by_another"]),
            (SpotGround.SMALL, {"by_is_stranger": True}, ["payment.collected_by_another"]),
            (SpotGround.SMALL, {"by_is_uncertified": True}, ["case.by.certificate_not_valid"]),
            (SpotGround.SMALL, {"by_has_interest": True}, ["case.by.interest"]),
            (SpotGround.HARD_LATER, {"on": LATER}, ["payment.not_on_the_spot"]),
            (SpotGround.REMOTE, {"on": LATER}, []),
            (SpotGround.REMOTE, {"by_handles": False}, ["payment.collected_by_another"]),
            (SpotGround.REMOTE, {"by_is_uncertified": True}, ["case.by.certificate_not_valid"]),
        ],
    )
    def test_is_by_the_officers_who_punish_and_on_the_spot(self, ground, facts, expected):
        """行政处罚法 42, 43, 67, 68, 69: "当场" is the day of the decision, by who decided."""
        draft = PaymentDraft(
            5_000,
            "R1",
            way=CollectionWay.ON_SPOT,
            ground=ground,
            request="往返两日，请求当场缴纳。",
        )
        held = CaseFacts((DoneAct("on_the_spot", ON, 1),), on=ON, by_handles=True)
        found = collection_findings(draft, replace(held, **facts), fine_fen=5_000, most_fen=10_000)
        assert [one.code for one in found] == expected
