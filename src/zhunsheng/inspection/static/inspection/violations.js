// A list of violations is long: it shows the groups of this visit, and by words typed all of them.
"use strict";

for (const list of document.querySelectorAll("select[data-near]")) {
  const [none, ...groups] = [...list.children];
  const words = document.createElement("input");
  words.type = "search";
  words.className = "in";
  words.placeholder = "输入几个字查找，也查其他行业的";
  words.setAttribute("aria-label", "查找违法行为");
  list.before(words);
  const show = () => {
    const typed = words.value.trim();
    const chosen = list.value;
    const shown = groups.map((group, place) => {
      const copy = group.cloneNode(true);
      for (const option of [...copy.children]) {
        const wanted = typed ? option.text.includes(typed) : place < Number(list.dataset.near);
        if (!wanted && option.value !== chosen) option.remove();
      }
      return copy;
    });
    list.replaceChildren(none, ...shown.filter((group) => group.children.length));
    list.value = chosen;
  };
  words.addEventListener("input", show);
  words.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  show();
}
