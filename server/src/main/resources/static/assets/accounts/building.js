// Watches the account grow. The number shown comes from the server and never runs ahead of it or backwards.
const EVERY = 1500;
const SLOW = 60_000;
const SECONDS_TO_ENTER = 10;

const page = document.querySelector("[data-building]");
const part = (name) => page.querySelector(`[data-${name}]`);
const texts = [...part("texts").children].map((item) => item.textContent);
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const begun = Date.now();

let real = Number(page.dataset.progress);
let shown = real;

function stepAt(progress) {
  if (progress <= 32) return 0;
  if (progress <= 52) return 1;
  return progress <= 99 ? 2 : 3;
}

function draw() {
  part("bar").value = shown;
  const text = texts[stepAt(shown)];
  if (part("step").textContent !== text) part("step").textContent = text;
}

function grow() {
  if (shown < real) {
    shown = calm ? real : Math.min(real, shown + Math.max(1, (real - shown) / 8));
    draw();
  }
  requestAnimationFrame(grow);
}

function trouble(kind) {
  part("trouble").textContent = kind ? part("trouble").dataset[kind] : "";
  part("trouble").hidden = !kind;
}

function useMail() {
  part("enter").hidden = true;
  part("mail").hidden = false;
}

function letIn(url) {
  const until = Date.now() + SECONDS_TO_ENTER * 1000;
  const countdown = part("countdown");
  part("leave").hidden = true;
  part("link").href = url;
  part("enter").hidden = false;
  part("link").focus();
  const tick = () => {
    const left = Math.ceil((until - Date.now()) / 1000);
    if (left <= 0) return useMail();
    countdown.textContent = countdown.dataset.countdown.replace("{0}", left);
    setTimeout(tick, 200);
  };
  tick();
}

async function ask() {
  const answer = await fetch(page.dataset.building, { headers: { Accept: "application/json" } });
  if (answer.status === 404) return { status: "over", progress: 100 };
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function watch() {
  try {
    const { status, progress, loginUrl } = await ask();
    real = Math.max(real, progress);
    if (status !== "installing") {
      trouble("");
      part("leave").hidden = true;
      if (loginUrl) letIn(loginUrl);
      else useMail();
      return;
    }
    trouble(Date.now() - begun > SLOW ? "slow" : "");
  } catch {
    trouble("offline");
  }
  setTimeout(watch, EVERY);
}

requestAnimationFrame(grow);
watch();
