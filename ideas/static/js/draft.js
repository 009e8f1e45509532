// Saves a form while it is being written, and keeps the words when the server cannot be reached.
import { forget, forgetAll, keep, keptWords, restore } from "./kept.js";

const PAUSE = 1500;
const saves = new WeakMap(); // form → { timer, running }

function freshKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Each save is a post of its own, so it carries its own key; files wait for the real submit.
function bodyOf(form) {
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
  body.set("post_key", freshKey());
  return body;
}

function say(form, text, failed = false) {
  const status = form.querySelector("[data-autosave-status]");
  if (!status) return;
  status.classList.toggle("is-failed", failed);
  if (status.textContent !== text) status.textContent = text;
}

function textsOf(form) {
  return form.querySelector("[data-autosave-status]")?.dataset ?? {};
}

function takeOver(form, answer) {
  forget(form);
  if (answer.version !== undefined) {
    const version = form.elements.namedItem("version");
    if (version) version.value = answer.version;
  }
  if (answer.url) form.dataset.autosave = answer.url;
  if (answer.action || answer.url) form.action = answer.action ?? answer.url;
  if (answer.page) history.replaceState(history.state, "", answer.page);
  say(form, answer.message || (textsOf(form).saved ?? "").replace("{time}", answer.saved_at ?? ""));
}

// What the server says of itself, else the words for its answer; a redirect leads to the sign-in page.
async function messageOf(form, response) {
  const isJson = response.headers.get("content-type")?.includes("json");
  const answer = isJson ? await response.json().catch(() => ({})) : {};
  const texts = textsOf(form);
  if (answer.message) return answer.message;
  if (response.status === 409) return texts.overtaken;
  return response.status === 401 || response.type === "opaqueredirect" ? texts.signedOut : texts.failed;
}

async function post(form) {
  const response = await fetch(form.dataset.autosave, {
    method: "POST",
    body: bodyOf(form),
    headers: { Accept: "application/json" },
    credentials: "same-origin",
    redirect: "manual",
  });
  if (response.ok) takeOver(form, await response.json());
  else fail(form, await messageOf(form, response));
}

function fail(form, text) {
  keep(form);
  say(form, text ?? "", true);
}

async function save(form) {
  const state = saves.get(form);
  clearTimeout(state.timer);
  if (state.running) {
    schedule(form); // one at a time, or two versions would race each other
    return;
  }
  say(form, textsOf(form).saving ?? "");
  state.running = post(form).catch(() => fail(form, textsOf(form).failed));
  await state.running;
  state.running = null;
}

function schedule(form) {
  const state = saves.get(form);
  clearTimeout(state.timer);
  state.timer = setTimeout(() => save(form), PAUSE);
}

// A save still on its way would make the submit look like somebody else's later change.
async function onSubmit(event) {
  const form = event.target;
  const state = saves.get(form);
  clearTimeout(state.timer);
  keep(form, true);
  if (!state.running) return;
  event.preventDefault();
  const button = event.submitter;
  await state.running;
  form.requestSubmit(button);
}

function offerKeptWords(form) {
  const words = keptWords(form);
  const offer = form.querySelector("[data-autosave-restore]");
  if (!words || !offer) return;
  offer.hidden = false;
  offer.querySelector("[data-restore]").addEventListener("click", () => {
    restore(form, words);
    offer.hidden = true;
    form.querySelector("textarea, input:not([type=hidden])")?.focus();
  });
  offer.querySelector("[data-discard]").addEventListener("click", () => {
    forget(form);
    offer.hidden = true;
    form.querySelector("textarea, input:not([type=hidden])")?.focus();
  });
}

function startDraft(form) {
  saves.set(form, { timer: undefined, running: null });
  offerKeptWords(form);
  form.addEventListener("input", () => schedule(form));
  form.addEventListener("submit", onSubmit);
}

export function startDrafts() {
  document.querySelectorAll("form[data-autosave]").forEach(startDraft);
  document.querySelectorAll("form[data-sign-out]").forEach((form) => form.addEventListener("submit", forgetAll));
}
