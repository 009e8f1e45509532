// Says how many characters are left; read out only after a pause in writing.
const PAUSE = 1000;

function wordsLeft(counter, left) {
  const text = left < 0 ? counter.dataset.over : counter.dataset.left;
  return text.replace("{n}", String(Math.abs(left)));
}

// The server counts code points, and a line break as one.
function lengthOf(field) {
  return [...field.value.replace(/\r\n/g, "\n")].length;
}

function announcer(counter) {
  const spoken = document.createElement("p");
  spoken.className = "visually-hidden";
  spoken.setAttribute("aria-live", "polite");
  counter.after(spoken);
  return spoken;
}

function startCounter(field) {
  const counter = document.getElementById(`${field.id}-counter`);
  if (!counter) return;
  const max = Number(counter.dataset.max);
  const spoken = announcer(counter);
  let timer;

  const show = () => {
    const left = max - lengthOf(field);
    counter.textContent = wordsLeft(counter, left);
    counter.classList.toggle("is-over", left < 0);
  };
  field.addEventListener("input", () => {
    show();
    clearTimeout(timer);
    timer = setTimeout(() => { spoken.textContent = counter.textContent; }, PAUSE);
  });
  show();
}

export function startCounters(root = document) {
  root.querySelectorAll("[data-counter]").forEach(startCounter);
}
