// Canonical text and SHA-256 by the browser's own Web Crypto; shared by the pages of a draw.
"use strict";

window.drawHash = (() => {
  const encoder = new TextEncoder();

  // JSON with sorted keys and no spaces: the one text of a value (zhunsheng.kernel.canonical).
  function canonical(value) {
    if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
    if (value !== null && typeof value === "object") {
      const keys = Object.keys(value).sort();
      return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
    }
    return JSON.stringify(value);
  }

  const hex = (bytes) => Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");

  async function sha256(text) {
    return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(text))));
  }

  return {
    canonical,
    sha256,
    digest: (value) => sha256(canonical(value)),
    random: () => hex(crypto.getRandomValues(new Uint8Array(32))),
    // Browsers give Web Crypto to encrypted pages and to the own machine only.
    works: Boolean(window.crypto && window.crypto.subtle),
  };
})();
