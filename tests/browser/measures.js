// What does not fit on a page: [kind, place, text]. Tables may be wider than a phone: they scroll.
(phone) => {
  const found = [];
  const tell = (kind, element, by) => {
    const mark = element.id ? `#${element.id}` : [...element.classList].map((c) => `.${c}`).join("");
    const text = (element.innerText || element.value || "").trim().replace(/\s+/g, " ").slice(0, 40);
    found.push(`${kind} by ${Math.ceil(by)} px: ${element.tagName.toLowerCase()}${mark} ${text}`);
  };
  const page = document.documentElement;
  if (page.scrollWidth > innerWidth) tell("wider than the window", page, page.scrollWidth - innerWidth);
  const pen = document.createElement("canvas").getContext("2d");
  // What was chosen is cut where its box is narrower and does not wrap it.
  for (const element of document.querySelectorAll("select:not([multiple])")) {
    const style = getComputedStyle(element);
    const wraps = style.appearance === "none" && style.whiteSpace.startsWith("normal");
    if (!element.clientWidth || wraps) continue;
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const room = element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const chosen = pen.measureText(element.selectedOptions[0]?.text || "").width;
    if (chosen - room > 1) tell("choice cut", element, chosen - room);
  }
  for (const element of document.querySelectorAll("body *")) {
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height || element.closest("svg")) continue;
    const over = element.scrollWidth - element.clientWidth;
    const hides = ["hidden", "clip"].includes(getComputedStyle(element).overflowX);
    // A cell and whatever bears a title tell the whole text when pointed at.
    const told = element.closest("table.t td, table.t th, table.t caption, [title], .cut");
    if (hides && over > 1 && !told && element.innerText) tell("text cut", element, over);
    const below = element.scrollHeight - element.clientHeight;
    if (element.matches("textarea") && below > 1) tell("text cut", element, below);
    if (!phone && element.matches(".scroll") && over > 1) tell("wider than its card", element, over);
    const holder = element.parentElement.closest(".card, .cd, .scroll");
    if (!holder || holder.matches(".scroll")) continue;
    const out = box.right - holder.getBoundingClientRect().right;
    if (out > 1) tell("sticks out of its card", element, out);
  }
  return found.slice(0, 5);
}
