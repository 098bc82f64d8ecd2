// Small helps for every page. All pages work without them.
"use strict";

// "/" puts the cursor into the search field; Escape closes the menu of a small screen.
document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    const field = document.querySelector("[data-search]");
    if (field) {
      event.preventDefault();
      field.focus();
    }
  }
  if (event.key === "Escape" && location.hash === "#menu") {
    location.hash = "#content";
  }
});

// A form that acts is sent once: its button sleeps until the answer comes.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || "again" in form.dataset) return; // one that only asks is sent again
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  for (const button of form.querySelectorAll("button[type=submit]")) {
    button.setAttribute("aria-busy", "true");
  }
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  }
});

// Choosing a filter applies it at once.
document.addEventListener("change", (event) => {
  const bar = event.target.closest("form.fl");
  if (bar && event.target.tagName === "SELECT") bar.requestSubmit();
});

document.addEventListener("click", (event) => {
  const fill = event.target.closest("[data-fill-username]");
  if (fill) {
    const form = document.querySelector("form.form");
    form.elements.username.value = fill.dataset.fillUsername;
    form.elements.password.value = fill.dataset.fillPassword || "";
    const button = form.querySelector("button[type=submit]");
    button.focus();
    button.scrollIntoView({ block: "nearest" });
  }
  if (event.target.closest("[data-print]")) window.print();
});

// A cell that is cut off tells its whole text.
document.addEventListener("mouseover", (event) => {
  const cell = event.target.closest("table.t td, table.t th, .cut");
  if (cell && !cell.title && cell.scrollWidth > cell.clientWidth) {
    cell.title = cell.textContent.trim().replace(/\s+/g, " ");
  }
});

// What went wrong is read first.
const alarm = document.querySelector(".alarm[tabindex]");
if (alarm) alarm.focus({ preventScroll: false });

// A phone shows a part of the steps of a procedure: the one that is open stands in its middle.
const openStep = document.querySelector(".stp [aria-current]");
if (openStep) {
  const bar = openStep.closest(".scroll");
  bar.scrollLeft = openStep.offsetLeft - (bar.clientWidth - openStep.clientWidth) / 2;
}

// A long list is searched, and what is chosen of it stands above as chips that take it back.
for (const list of document.querySelectorAll("select[multiple][data-pick]")) {
  const options = [...list.options];
  const chips = document.createElement("div");
  chips.className = "chips";
  const typed = document.createElement("input");
  typed.type = "search";
  typed.className = "in";
  typed.placeholder = list.dataset.pick;
  typed.setAttribute("aria-label", list.dataset.pick);
  const show = () => {
    const words = typed.value.trim().split(/\s+/);
    for (const one of options) one.hidden = !words.every((word) => one.text.includes(word));
    chips.replaceChildren(
      ...options.filter((one) => one.selected).map((one) => {
        const chip = document.createElement("button");
        chip.type = "button";
        chip.className = "b s";
        chip.textContent = `${one.text} ×`;
        chip.addEventListener("click", () => turn(one));
        return chip;
      }),
    );
  };
  const turn = (one) => {
    one.selected = !one.selected;
    show();
    list.dispatchEvent(new Event("change", { bubbles: true }));
  };
  list.addEventListener("mousedown", (event) => {
    if (event.target.tagName !== "OPTION") return;
    event.preventDefault();
    turn(event.target);
  });
  list.addEventListener("change", show);
  typed.addEventListener("input", show);
  typed.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const left = options.filter((one) => !one.hidden);
    if (left.length === 1) turn(left[0]);
  });
  list.before(chips, typed);
  show();
}

// A button that ticks all boxes whose names begin alike.
for (const button of document.querySelectorAll("[data-check]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    for (const box of button.closest("section").querySelectorAll(`input[type=checkbox][name^="${button.dataset.check}"]`)) {
      if (!box.checked) box.click();
    }
  });
}
