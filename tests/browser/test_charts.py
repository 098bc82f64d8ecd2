"""Charts are drawn by a real browser under the policy of the pages, and a bar opens its rows."""

from __future__ import annotations

import pytest

from tests.browser.conftest import People, Site

pytestmark = pytest.mark.browser

#: Where the highest bar of the first series stands in its drawing.
PLACE = """plot => {
  const chart = echarts.getInstanceByDom(plot);
  const data = chart.getOption().series[0].data;
  const at = data.reduce((best, bar, i) => (bar.value > data[best].value ? i : best), 0);
  const [x, y] = chart.convertToPixel({ seriesIndex: 0 }, [at, data[at].value / 2]);
  return { x: x - 6, y, value: String(data[at].value) };
}"""


class TestCharts:
    @pytest.mark.parametrize(
        "address", ["statistics/inspection.visits/months/?year=2025", "heads/visits/?year=2025"]
    )
    def test_open_the_rows_of_a_bar(self, people: People, site: Site, address: str) -> None:
        page = people.page("juzhang")
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{site.address}/{address}")
        plot = page.locator(".chart.drawn .plot")

        place = plot.evaluate(PLACE)
        plot.click(position={"x": place["x"], "y": place["y"]})

        page.wait_for_url("**/statistics/inspection.visits/?year=2025&since=*")
        assert page.locator(".tot b").first.text_content() == place["value"]
        assert said == []
