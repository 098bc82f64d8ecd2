"""行政处罚法 61.2: what the party signs first can be printed before the step is entered."""

from __future__ import annotations

import pypdfium2
import pytest

from zhunsheng.cases.tests.steps import DAY
from zhunsheng.cases.tests.test_views import signed_in
from zhunsheng.cases.tests.world import World
from zhunsheng.documents import queries as documents

pytestmark = pytest.mark.django_db


def test_confirmation_of_an_address_is_printed_to_be_signed_for_delivery_by_wire() -> None:
    world = World()
    case = world.investigated(DAY)
    client, events = signed_in(world, "yi"), world.events
    papers = len(documents.documents(world.viewer()))
    form, printed = f"/cases/{case.id}/address_confirmation/", f"/cases/{case.id}/address-form/"
    assert f'href="{printed}"' in client.get(form).text
    assert f'href="{printed}"' not in client.get(f"/cases/{case.id}/termination/").text
    answer = client.get(printed)
    assert answer["Content-Type"] == "application/pdf"
    text = pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_range()
    for part in ("送达地址确认书", case.party_name, "□同意", "电子送达地址", "签名或者盖章"):
        assert part in text
    assert (world.events, len(documents.documents(world.viewer()))) == (events, papers)
