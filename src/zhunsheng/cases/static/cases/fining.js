// Keeps what is typed while the derivation is on its way: the answer is of before it was typed.
(() => {
  "use strict";
  const ID = "fining";
  let sent = new Map();
  let later = new Map();

  const texts = () =>
    [...document.querySelectorAll(`#${ID} input:not([type=checkbox],[type=radio]), #${ID} textarea`)]
      .filter((one) => one.name);
  const values = () => new Map(texts().map((one) => [one.name, one.value]));
  const on = (name, run) =>
    document.addEventListener(name, (event) => event.target.id === ID && run());

  on("htmx:beforeRequest", () => {
    sent = values();
  });
  on("htmx:beforeSwap", () => {
    later = new Map([...values()].filter(([name, value]) => sent.get(name) !== value));
  });
  on("htmx:afterSettle", () => {
    const kept = texts().filter((one) => later.has(one.name));
    for (const one of kept) one.value = later.get(one.name);
    later = new Map();
    // What was typed meanwhile was not in the question: ask again with it.
    if (kept.length) kept[0].dispatchEvent(new Event("change", { bubbles: true }));
  });
})();
