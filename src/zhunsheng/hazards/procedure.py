"""The declared procedure of a major hazard under public supervision."""

from __future__ import annotations

from typing import Final

from zhunsheng.accounts.choices import HEAD_CODES
from zhunsheng.hazards import rules
from zhunsheng.hazards.choices import HANDLERS
from zhunsheng.hazards.rules import HazardFacts
from zhunsheng.kernel.procedure import Procedure, Step

_HANDLERS = frozenset(role.value for role in HANDLERS)
_DECIDED = (
    rules.decision_is_of_the_body,
    rules.number_is_that_of_a_paper,
    rules.decision_follows_the_proposal,
)
_DECIDED_AGAIN = (*_DECIDED, rules.body_is_the_one_that_listed)


LISTED_HAZARD: Final[Procedure[HazardFacts]] = Procedure(
    key="hazards",
    label="重大事故隐患挂牌督办",
    basis=rules.SUPERVISION,
    steps=(
        Step(
            key="listing_proposal",
            label="提请挂牌督办",
            basis=rules.SUPERVISION,
            actor=HEAD_CODES,
            guards=(
                rules.hazard_was_found_in_enforcement,
                rules.hazard_is_major,
                rules.hazard_is_open,
                rules.hazard_is_proposed_once,
                rules.proposal_has_a_reason,
            ),
        ),
        Step(
            key="listing",
            label="登记挂牌决定",
            basis=rules.SUPERVISION,
            actor=_HANDLERS,
            after=("listing_proposal",),
            required_when=rules.is_not_declined,
            guards=(rules.no_decision_stands, *_DECIDED, rules.term_is_ahead),
        ),
        Step(
            key="listing_declined",
            label="登记不予挂牌决定",
            basis=rules.SUPERVISION,
            actor=_HANDLERS,
            after=("listing_proposal",),
            guards=(rules.no_decision_stands, *_DECIDED),
            optional=True,
        ),
        Step(
            key="hazard_follow_up",
            label="跟踪督办",
            basis=rules.SUPERVISION,
            actor=_HANDLERS,
            after=("listing",),
            guards=(rules.hazard_is_listed, rules.record_says_something),
            repeatable=True,
            optional=True,
        ),
        Step(
            key="term_extension",
            label="登记延期决定",
            basis=rules.SUPERVISION,
            actor=_HANDLERS,
            after=("listing",),
            guards=(
                rules.hazard_is_listed,
                *_DECIDED_AGAIN,
                rules.longer_term_is_longer,
            ),
            repeatable=True,
            optional=True,
        ),
        Step(
            key="hazard_verification",
            label="现场核验",
            basis=rules.SUPERVISION,
            actor=_HANDLERS,
            after=("listing",),
            required_when=rules.is_not_declined,
            guards=(
                rules.hazard_is_listed,
                rules.record_says_something,
                rules.two_certified_officers,
                rules.every_credential_is_valid,
                rules.officers_are_known,
                rules.actor_went_along,
                rules.streets_hold_the_power,
                rules.nobody_is_interested,
                rules.nobody_reviews,
                rules.another_hand_verifies,
                rules.verification_agrees_with_reinspection,
            ),
            repeatable=True,
        ),
        Step(
            key="delisting",
            label="登记摘牌决定",
            basis=rules.SUPERVISION,
            actor=_HANDLERS,
            after=("listing", "hazard_verification"),
            required_when=rules.is_not_declined,
            guards=(
                rules.hazard_is_listed,
                *_DECIDED_AGAIN,
                rules.removal_was_verified,
                rules.delisting_is_entered_by_another,
                rules.stops_were_lifted,
            ),
        ),
    ),
)
