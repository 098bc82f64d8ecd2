// The camera gives one photo at a time: once one is taken, a further control waits for the next.
"use strict";

document.addEventListener("change", (event) => {
  const taken = event.target;
  if (!taken.matches("input[type=file][capture]") || !taken.files.length) return;
  const next = taken.cloneNode();
  next.value = "";
  next.removeAttribute("id");
  taken.after(next);
});
