// Judges the colours of a page: each ink on its ground once, however many texts are written in it.
(() => {
  const PLAIN = { "background-color": "rgba(0, 0, 0, 0)", "background-image": "none", opacity: "1", position: "static", "clip-path": "none", clip: "auto" };
  const FIELDS = "textarea, input:not([type=hidden], [type=checkbox], [type=radio])";
  const CONTRAST = "color-contrast";

  // What lies under a text, from its element up to the page, without what adds nothing.
  function groundOf(element, known) {
    if (!element) return "";
    if (!known.has(element)) {
      const style = getComputedStyle(element);
      const own = Object.entries(PLAIN).map(([name, plain]) => style.getPropertyValue(name).replace(plain, "")).join(" ").trim();
      const below = groundOf(element.parentElement, known);
      known.set(element, own ? `${own}/${below}` : below);
    }
    return known.get(element);
  }

  function inkOf(element, known) {
    const style = getComputedStyle(element);
    const around = element.matches("a") ? getComputedStyle(element.parentElement).color : "";
    const isOff = Boolean(element.closest(":disabled, [aria-disabled=true]"));
    const ink = [style.color, style.fontSize, style.fontWeight, style.textDecorationLine, style.textShadow];
    return [element.localName, isOff, ...ink, around, groundOf(element, known)].join("|");
  }

  // Of fewer than two letters, of pictures and of what lies outside the page axe says nothing.
  function isWritten(element) {
    const box = element.getBoundingClientRect();
    if (!element.checkVisibility() || box.width <= 1 || box.bottom <= 0 || element.closest("svg, select")) return false;
    if (element.matches(FIELDS)) return true;
    return [...element.childNodes].some((node) =>
      node.nodeType === Node.TEXT_NODE && node.data.replace(/[^\p{L}\p{N}]/gu, "").length > 1);
  }

  // One element for each ink that is not judged yet.
  function unjudged(judged) {
    const known = new Map(), met = new Set(judged), found = new Map();
    for (const element of document.querySelectorAll("body *")) {
      const ink = isWritten(element) ? inkOf(element, known) : "";
      if (ink && !met.has(ink)) found.set(element, ink);
      met.add(ink);
    }
    return found;
  }

  // An ink of which axe is not sure stays unjudged, and is asked about where it is met again.
  async function judge({ judged, rules }) {
    const found = unjudged(judged);
    if (!found.size) return { violations: [], judged: [] };
    const { violations, passes } = await axe.run({ include: [...found.keys()] }, { ...rules, elementRef: true });
    const sure = [...violations, ...passes].filter((rule) => rule.id === CONTRAST).flatMap((rule) => rule.nodes);
    return { violations: violations.map(plain), judged: sure.map((node) => found.get(node.element)).filter(Boolean) };
  }

  function plain({ id, nodes }) {
    return { id, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })) };
  }

  window.inks = { judge };
})();
