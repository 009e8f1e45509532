// The only user of sessionStorage: copies of words that have not yet reached the server.
const PREFIX = "tilaa-kept:";
const NEVER_KEPT = new Set(["csrf_token", "post_key", "version", "next"]);

function keyOf(form) {
  return `${PREFIX}${form.id}:${new URL(form.dataset.autosave, location.href).pathname}`;
}

function keptKeys() {
  return Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
}

function isKept(control) {
  return control.name && !NEVER_KEPT.has(control.name) && !["hidden", "password", "file", "submit", "button"].includes(control.type);
}

// Pairs, not an object: several boxes may share a name.
export function wordsOf(form) {
  return [...form.elements].filter(isKept).map((control) => {
    if (control.type === "checkbox" || control.type === "radio") return [control.name, control.value, control.checked];
    if (control.multiple) return [control.name, null, [...control.selectedOptions].map((option) => option.value)];
    return [control.name, null, control.value];
  });
}

function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

export function keep(form, isSubmitted = false) {
  try {
    sessionStorage.setItem(keyOf(form), JSON.stringify({ words: wordsOf(form), isSubmitted }));
  } catch {
    // A full or forbidden store must not stop the writing.
  }
}

export function forget(form) {
  sessionStorage.removeItem(keyOf(form));
}

export function keptWords(form) {
  const stored = sessionStorage.getItem(keyOf(form));
  if (!stored) return null;
  const { words } = JSON.parse(stored);
  if (same(words, wordsOf(form))) {
    forget(form);
    return null;
  }
  return words;
}

function restoreOne(form, [name, value, content]) {
  for (const control of form.elements) {
    if (control.name !== name || !isKept(control)) continue;
    if (value !== null && control.value === value) control.checked = content;
    else if (Array.isArray(content)) [...control.options].forEach((option) => { option.selected = content.includes(option.value); });
    else if (value === null) control.value = content;
  }
}

export function restore(form, words) {
  words.forEach((word) => restoreOne(form, word));
  form.querySelectorAll("textarea, input").forEach((control) => control.dispatchEvent(new Event("input", { bubbles: true })));
}

// A signed-in page that is neither an error nor the same form means that the server took the words.
export function forgetDelivered() {
  if (!("signedIn" in document.body.dataset) || document.querySelector("[data-error-page]")) return;
  const here = new Set([...document.querySelectorAll("form[data-autosave]")].map(keyOf));
  keptKeys().forEach((key) => {
    if (!here.has(key) && JSON.parse(sessionStorage.getItem(key)).isSubmitted) sessionStorage.removeItem(key);
  });
}

export function forgetAll() {
  keptKeys().forEach((key) => sessionStorage.removeItem(key));
}
