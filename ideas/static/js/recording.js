// Opens the fields of the chosen question in place, and shows similar work steps while a title is written.
const PAUSE = 500;
const form = document.getElementById("recording");

function open(question) {
  const opened = form.querySelector("[data-opened]");
  opened.hidden = !question;
  for (const part of opened.querySelectorAll("[data-asked-by]")) {
    part.hidden = !part.dataset.askedBy.split(" ").includes(question);
  }
  const reasons = form.querySelector("[data-reasons]");
  const own = form.querySelector(`[data-place-of-reasons="${question || "none"}"]`);
  const place = own ?? form.querySelector('[data-place-of-reasons=""]');
  if (reasons && reasons.parentElement !== place) {
    reasons.parentElement.hidden = true;
    place.append(reasons);
    place.hidden = false;
  }
}

function startQuestions() {
  form.addEventListener("change", (event) => {
    if (event.target.name === "question") open(event.target.value);
  });
  // A browser that comes back to the page brings its own choice along.
  open(form.querySelector('[name="question"]:checked')?.value ?? "");
  form.querySelectorAll("[data-without-script]").forEach((button) => button.remove());
}

function startSimilar(place, title) {
  let timer;
  let shown;
  let request = new AbortController();

  const show = async () => {
    request.abort();
    request = new AbortController();
    const address = `${place.dataset.similar}?title=${encodeURIComponent(title.value)}`;
    const response = await fetch(address, { signal: request.signal, redirect: "error" });
    const text = response.ok ? (await response.text()).trim() : "";
    // Words that have not changed are not read out again.
    if (shown !== text) place.innerHTML = text;
    shown = text;
  };

  title.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => show().catch(() => {}), PAUSE); // what is lost here is only a hint
  });
}

if (form) {
  startQuestions();
  const place = form.querySelector("[data-similar]");
  if (place) startSimilar(place, form.elements.namedItem("title"));
}
