// Puts the place of a figure where the cursor stands, and sifts the list of figures.
"use strict";

(() => {
  const text = document.getElementById("id_text");
  const outline = document.querySelector(".outline");
  const here = outline?.querySelector(".on");
  if (here) outline.scrollTop = here.offsetTop - outline.offsetTop - 80;
  document.addEventListener("click", (event) => {
    const place = event.target.closest("[data-place]")?.dataset.place;
    if (!place || !text) return;
    text.focus();
    text.setRangeText(place, text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
  });
  document.querySelector("[data-sift]")?.addEventListener("input", (event) => {
    const wanted = event.target.value.trim();
    for (const one of document.querySelectorAll(".pick li")) one.hidden = !one.textContent.includes(wanted);
    if (wanted) for (const one of document.querySelectorAll(".figures details")) one.open = true;
  });
})();
