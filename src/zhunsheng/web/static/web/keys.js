// Keys for who works through many things: rows of a list, questions of a form. Progressive help.
"use strict";

(() => {
  const stops = () => [...document.querySelectorAll("table[data-keys] tbody tr, [data-question]")];
  const here = () => document.querySelector(".at");

  function go(step) {
    const all = stops();
    if (!all.length) return;
    const now = all.indexOf(here());
    const next = all[Math.min(all.length - 1, Math.max(0, now < 0 ? (step > 0 ? 0 : all.length - 1) : now + step))];
    here()?.classList.remove("at");
    next.classList.add("at");
    (next.querySelector("td a[href], input[type=radio]:checked, input[type=radio]") || next).focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }

  function answer(value) {
    const box = here()?.querySelector(`input[type=radio][value="${value}"]`);
    if (box) box.click();
    return Boolean(box);
  }

  const KEYS = {
    j: () => go(1),
    k: () => go(-1),
    a: () => answer("good"),
    r: () => answer("bad"),
    c: () => here()?.querySelector("[data-claim]")?.click(),
  };

  document.addEventListener("keydown", (event) => {
    const field = event.target;
    const typing = field.matches("textarea, select, input:not([type=radio], [type=checkbox])");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key]();
  });
})();
