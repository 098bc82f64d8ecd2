"""Who a natural person is that is punished: known before the notice, and printed as it is."""

from __future__ import annotations

from datetime import date

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.documents import parts
from zhunsheng.cases.queries import prechecks
from zhunsheng.cases.tests.steps import DAY, refused
from zhunsheng.cases.tests.test_services_parties import HEAD_FINE, approve, head, investigate, join
from zhunsheng.cases.tests.world import BUREAU, World
from zhunsheng.documents import queries as documents
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.registry.models import BusinessEntity

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World(BUREAU)


class TestNaturalPerson:
    """行政处罚法 40, 59(1)(1): who is punished is known, and the decision names the own address."""

    def test_is_not_told_before_identity_and_own_address_are_in_the_file(
        self, world: World
    ) -> None:
        case = world.clue(DAY)
        joined = join(world, case, draft=head(person=rules.UNNAMED))
        investigate(world, approve(world, case))
        joined.refresh_from_db()
        world.propose(joined, HEAD_FINE, DAY)
        world.review(joined, DAY)

        def tell() -> object:
            return services.notify(ctx=world.act("yi", DAY), case=joined.id, on=DAY)

        assert refused(world, tell) == ["case.party.unidentified", "case.party.no_address"]
        file = queries.file_of(world.viewer(), joined.id, on=DAY)
        checks = prechecks.checks_of(world.viewer(), file, (), on=DAY)
        assert len([one for one in checks if "S5" in one.text]) == 2
        assert parts.party(file)["party_code"] == parts.party(file)["party_address"] == "尚未查明"

        proof = file.evidence[0].id
        strange = rules.PersonDraft(evidence=case.id)
        assert refused(world, lambda: world.propose(joined, HEAD_FINE, DAY, person=strange)) == [
            "case.party.identity_not_in_file"
        ]
        known = rules.PersonDraft(
            evidence=proof, address="示例区示例小区1号", born_on=date(1990, 1, 2)
        )
        world.propose(joined, HEAD_FINE, DAY, person=known)
        world.review(joined, DAY)
        tell()
        file = queries.file_of(world.viewer(), joined.id, on=DAY)
        assert parts.party(file)["party_code"] == "身份证件号码见案卷"
        assert parts.party(file)["party_address"] == "示例区示例小区1号"
        papers = documents.documents_of(world.viewer(), ("case", joined.id))
        (told,) = (one for one in papers if one.kind == "prior_notice")
        text = str(documents.paper(told).blocks)
        assert "拟对你作出行政处罚" in text
        assert "你（单位）" not in text

    def test_is_printed_with_its_number_and_not_with_the_address_of_the_unit(
        self, world: World
    ) -> None:
        case = world.clue(DAY)
        joined = join(world, case)
        file = queries.file_of(world.viewer(), joined.id, on=DAY)
        assert parts.party(file)["party_code"] == "示例证件0001，1980年1月2日出生"
        assert parts.party(file)["party_address"] != joined.party.address

    def test_is_not_punished_on_the_spot_unidentified(self, world: World) -> None:
        with pytest.raises(StepRefused) as refusal:
            world.spot(DAY, person_name="示例丙")
        asked = [one.next_step for one in refusal.value.findings if "case.party" in one.code]
        assert len(asked) == 2
        assert all("请展开“处罚个人的填写”" in one for one in asked), "the form has these fields"
        codes = [one.code for one in refusal.value.findings]
        assert {"case.party.unidentified", "case.party.no_address"} <= set(codes)
        person = rules.PersonDraft("示例证件0002，1980年1月2日出生", address="示例区示例小区2号")
        codes = refused(world, lambda: world.spot(DAY, person_name="示例丙", person=person))
        assert not {"case.party.unidentified", "case.party.no_address"} & set(codes)

    def test_is_not_punished_on_the_spot_at_no_place(self, world: World) -> None:
        """52.2: the decision names the place, or else the address of the register."""
        BusinessEntity.objects.of(world.viewer()).filter(id=world.entity).update(address="")
        assert refused(world, lambda: world.spot(DAY)) == ["case.spot.no_place"]
        assert world.spot(DAY, place="示例区示例路9号仓库门口").number
