// Lets a form go out once. Buttons stay enabled, so the pressed one's name and value are sent.
const FORGET_AFTER = 8000; // an answer that is a file leaves the page standing

function release(form) {
  delete form.dataset.sent;
  form.querySelectorAll("[aria-disabled][data-held]").forEach((button) => {
    button.removeAttribute("aria-disabled");
    delete button.dataset.held;
  });
}

function hold(form, button) {
  form.dataset.sent = "";
  if (button && !button.hasAttribute("aria-disabled")) {
    button.setAttribute("aria-disabled", "true");
    button.dataset.held = "";
  }
  setTimeout(() => release(form), FORGET_AFTER);
}

function onSubmit(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if ("sent" in form.dataset) event.preventDefault();
  else hold(form, event.submitter);
}

export function startOnce() {
  document.addEventListener("submit", onSubmit);
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));
}
