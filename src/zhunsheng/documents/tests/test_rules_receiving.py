"""Who may sign for a paper that is handed over (民事诉讼法 88)."""

from __future__ import annotations

import pytest

from zhunsheng.documents.choices import ReceivedBy
from zhunsheng.documents.rules import Addressee, relation_findings

PERSON = Addressee("示例甲", is_person=True, is_unit=False)
TRADER = Addressee("示例甲", is_person=True)
UNIT = Addressee("示例甲", unit="示例公司")


@pytest.mark.parametrize(
    ("to", "by", "said", "code"),
    [
        (PERSON, "示例甲", None, ""),
        (PERSON, "示例丁", None, "delivery.no_relation"),
        (PERSON, "示例丁", ReceivedBy.SELF, "delivery.not_the_party"),
        (PERSON, "示例丁", ReceivedBy.FAMILY, ""),
        (PERSON, "示例丁", ReceivedBy.AGENT, ""),
        (PERSON, "示例丁", ReceivedBy.RECEIVING, "delivery.relation_unfit"),
        (UNIT, "示例丁", None, "delivery.no_relation"),
        (UNIT, "示例公司", None, ""),
        (UNIT, "示例丁", ReceivedBy.RECEIVING, ""),
        (UNIT, "示例丁", ReceivedBy.AGENT, ""),
        (UNIT, "示例丁", ReceivedBy.FAMILY, "delivery.relation_unfit"),
        (TRADER, "示例丁", ReceivedBy.FAMILY, ""),
        (TRADER, "示例丁", None, "delivery.no_relation"),
    ],
)
def test_is_the_party_or_who_receives_for_it(
    to: Addressee, by: str, said: ReceivedBy | None, code: str
) -> None:
    """公民本人不在交他的同住成年家属签收；单位由其法定代表人或者负责收件的人签收."""
    given = said or to.relation(by)
    assert [one.code for one in relation_findings(given, by, to)] == ([code] if code else [])
