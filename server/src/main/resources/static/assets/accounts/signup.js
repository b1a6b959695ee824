// The sign-up form works without this; with it, an address is checked when one leaves its field.
const form = document.querySelector("[data-signup]");
const subdomain = form.querySelector("#subdomain");
const verdict = form.querySelector("#subdomain-error");
const email = form.querySelector("#email");
const hint = form.querySelector("#email-free");

const PRIVATE_MAILBOXES = new Set([
  "abv.bg", "aol.com", "dir.bg", "free.fr", "gmail.com", "gmx.at", "gmx.com", "gmx.de", "gmx.net", "googlemail.com",
  "hotmail.com", "hotmail.co.uk", "hotmail.fr", "icloud.com", "laposte.net", "live.com", "mail.bg", "mail.com", "me.com",
  "msn.com", "orange.fr", "outlook.com", "outlook.fr", "proton.me", "protonmail.com", "sfr.fr", "t-online.de", "wanadoo.fr",
  "web.de", "yahoo.co.uk", "yahoo.com", "yahoo.de", "yahoo.fr", "yandex.com", "ymail.com", "zoho.com",
]);

form.querySelector("[name=timezone]").value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";

let asked = "";

function show(text, good) {
  verdict.textContent = text;
  verdict.classList.toggle("good", good);
  if (text && !good) subdomain.setAttribute("aria-invalid", "true");
  else subdomain.removeAttribute("aria-invalid");
}

async function check() {
  const wanted = subdomain.value.trim();
  if (!wanted) return;
  asked = wanted;
  try {
    const answer = await fetch(`/signup/availability?subdomain=${encodeURIComponent(wanted)}`, {
      headers: { Accept: "application/json" },
    });
    if (!answer.ok || asked !== wanted) return;
    const { available, message } = await answer.json();
    show(available ? form.dataset.free : message, available);
  } catch {
    // Without a connection there is no verdict; the server checks again when the form is sent.
  }
}

subdomain.addEventListener("input", () => {
  asked = "";
  show("", true);
});
subdomain.addEventListener("blur", check);

email.addEventListener("blur", () => {
  const domain = email.value.trim().toLowerCase().split("@").pop();
  const isPrivate = PRIVATE_MAILBOXES.has(domain);
  hint.textContent = isPrivate ? hint.dataset.text : "";
  hint.hidden = !isPrivate;
});

form.addEventListener("submit", () => {
  const button = form.querySelector("button");
  setTimeout(() => (button.disabled = true)); // after the form was sent: twice is not meant
});
addEventListener("pageshow", () => (form.querySelector("button").disabled = false));

form.querySelector("[aria-invalid]")?.focus();
