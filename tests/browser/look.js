// What a test sees of the page it has opened: its words with their languages, its targets, its width.
(() => {
  const tidy = (text) => text.replace(/\s+/g, " ").trim();
  const languageOf = (element) => element.closest("[lang]")?.lang ?? "";
  const SPOKEN = ["aria-label", "placeholder", "title", "alt", "data-saving", "data-saved", "data-failed", "data-left", "data-over"];

  function texts() {
    const found = [];
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      const text = tidy(walker.currentNode.data);
      if (text && !parent.closest("script, style, textarea, code")) found.push([text, languageOf(parent)]);
    }
    for (const element of document.querySelectorAll("*")) {
      for (const name of SPOKEN) {
        if (element.hasAttribute(name)) found.push([tidy(element.getAttribute(name)), languageOf(element)]);
      }
    }
    return found;
  }

  function isInSentence(element) {
    if (getComputedStyle(element).display !== "inline") return false;
    const block = element.closest("p, li, dd, dt, td, th, blockquote, figcaption, legend, label, h1, h2, h3");
    return Boolean(block) && tidy(block.textContent).length > tidy(element.textContent).length;
  }

  function smallTargets() {
    const targets = document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary");
    return [...targets].filter((element) => {
      const box = element.getBoundingClientRect();
      const isSeen = element.checkVisibility() && box.width > 1 && box.height > 1;
      return isSeen && !isInSentence(element) && (box.width < 23.9 || box.height < 23.9);
    }).map((element) => {
      const box = element.getBoundingClientRect();
      return `${element.outerHTML.slice(0, 120)} ${Math.round(box.width)}×${Math.round(box.height)}`;
    });
  }

  function tooWide() {
    const width = document.documentElement.clientWidth;
    if (document.scrollingElement.scrollWidth <= innerWidth) return [];
    const outside = [...document.querySelectorAll("body *")].filter((element) =>
      element.getBoundingClientRect().right > width + 1 && !element.closest(".table-scroll"));
    return [`${document.scrollingElement.scrollWidth} px`, ...outside.slice(0, 3).map((element) => element.outerHTML.slice(0, 140))];
  }

  function nameOf(element) {
    const ids = (element.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean);
    const labelled = [...ids.map((id) => document.getElementById(id)), ...(element.labels ?? [])].map((label) => label?.textContent ?? "");
    const words = element.matches("input, select, textarea") ? "" : element.textContent;
    return tidy(element.getAttribute("aria-label") || labelled.join(" ") || words || element.getAttribute("alt") || "");
  }

  function unnamed() {
    const named = document.querySelectorAll("a[href], button, summary, legend, label, th, caption, h1, h2, h3, h4, title, nav, img, "
      + "input:not([type=hidden]), select, textarea, [role=img], [role=group], [role=radiogroup], [role=region]");
    const regions = [...document.querySelectorAll("nav, aside, section[aria-label], section[aria-labelledby], [role=region]")]
      .filter((element) => element.checkVisibility());
    const names = regions.map((element) => `${element.localName} ${nameOf(element)}`);
    return [
      ...[...named].filter((element) => !nameOf(element)).map((element) => `no name: ${element.outerHTML.slice(0, 120)}`),
      ...names.filter((name, place) => names.indexOf(name) !== place).map((name) => `twice: ${name}`),
    ];
  }

  window.look = { texts, smallTargets, tooWide, unnamed };
})();
