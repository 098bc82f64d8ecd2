// Draws each chart from the table that stands beside it, so that both say the same; a bar opens the
// rows that its number counts, as the link in the table does.
"use strict";

const COLOURS = ["#1a4f9c", "#b3c3da"];

for (const figure of document.querySelectorAll("[data-chart]")) {
  const plot = figure.querySelector(".plot");
  const rows = [...figure.querySelectorAll("tbody tr")];
  const names = [...figure.querySelectorAll("thead th")].slice(1);
  const bars = (at) =>
    rows.map((row) => ({
      value: Number(row.cells[at].dataset.value),
      url: row.cells[at].querySelector("a")?.href,
    }));
  const text = { color: "#3a475b", fontFamily: getComputedStyle(document.body).fontFamily };
  figure.classList.add("drawn");
  const chart = echarts.init(plot); // on a canvas: a drawing in SVG would ask for styles in the page
  chart.setOption({
    animation: false,
    color: COLOURS,
    textStyle: text,
    grid: { left: 8, right: 8, top: 24, bottom: 4, containLabel: true },
    xAxis: {
      type: "category",
      data: rows.map((row) => row.cells[0].textContent),
      axisTick: { show: false },
      axisLabel: { interval: 0, hideOverlap: true, color: text.color },
    },
    yAxis: { type: "value", minInterval: 1, axisLabel: { color: text.color } },
    series: names.map((_, at) => ({
      type: "bar",
      barMaxWidth: 28,
      cursor: "pointer",
      label: { show: true, position: "top", color: text.color, formatter: (bar) => bar.value || "" },
      data: bars(at + 1),
    })),
  });
  chart.on("click", (bar) => {
    if (bar.data.url) location.assign(bar.data.url);
  });
  new ResizeObserver(() => chart.resize()).observe(plot);
}
