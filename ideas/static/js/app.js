// Starts every script of the pages; each of them only betters what works without it.
import { startCounters } from "./counter.js";
import { startDrafts } from "./draft.js";
import { startOnce } from "./once.js";
import { forgetDelivered } from "./kept.js";

function focusErrorSummary() {
  document.querySelector("[data-error-summary]")?.focus();
}

// The order matters: a draft may hold a submit back, and once.js counts only those that go out.
startDrafts();
startOnce();
startCounters();
forgetDelivered();
focusErrorSummary();
