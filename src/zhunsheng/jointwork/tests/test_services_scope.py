"""What is named in a draft is the bureau's own (安全生产法62: each level within its territory)."""

from __future__ import annotations

import pytest

from zhunsheng.jointwork.choices import ParticipantKind
from zhunsheng.jointwork.rules import ParticipantDraft
from zhunsheng.jointwork.tests.builders import JointWorld, refused, stranger

pytestmark = pytest.mark.django_db


class TestBorder:
    def test_keeps_entities_of_another_bureau_out_of_referrals_and_clues(self):
        world, other = JointWorld(), stranger()
        assert refused(lambda: world.proposed(entity=other.entity)) == ["scope.entity"]
        assert refused(lambda: world.received(entity=other.entity)) == ["scope.entity"]

    def test_keeps_streets_of_another_bureau_out_of_tasks_and_letters(self):
        world, other = JointWorld(), stranger()
        street = ParticipantDraft(ParticipantKind.STREET, "示例街道", "", other.street.id)
        assert refused(lambda: world.drafted(participants=(street,))) == ["scope.unit"]
