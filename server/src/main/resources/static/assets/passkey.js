// Asks the device for a passkey, or to make one, and sends what it answers with the form. Where there is no script, the form stays hidden.
const form = document.getElementById("passkey");
const button = form.querySelector("button");
const note = form.querySelector("[role=status]");
let waiting = new AbortController();

const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const withBytes = (keys) => keys.map((key) => ({ ...key, id: toBytes(key.id) }));

/** What the device is to do. */
async function options() {
  const answer = await fetch(`${form.getAttribute("action")}/options`, {
    method: "POST",
    body: new URLSearchParams({ _csrf: form.elements._csrf.value }),
  });
  if (!answer.ok) {
    throw new Error(String(answer.status));
  }
  const { challenge, ...rest } = await answer.json();
  return { ...rest, challenge: toBytes(challenge) };
}

function send(rawId, response) {
  form.elements.credential.value = JSON.stringify({ id: toText(rawId), response });
  form.submit();
}

/** @param mediation "conditional" waits until somebody picks a passkey among what the browser fills in */
async function prove(mediation) {
  const { allowCredentials, ...rest } = await options();
  const publicKey = { ...rest, allowCredentials: withBytes(allowCredentials) };
  const { rawId, response } = await navigator.credentials.get({ publicKey, mediation, signal: waiting.signal });
  send(rawId, {
    clientDataJSON: toText(response.clientDataJSON),
    authenticatorData: toText(response.authenticatorData),
    signature: toText(response.signature),
    userHandle: response.userHandle ? toText(response.userHandle) : null,
  });
}

async function make() {
  const { user, excludeCredentials, ...rest } = await options();
  const publicKey = {
    ...rest,
    user: { ...user, id: toBytes(user.id) },
    excludeCredentials: withBytes(excludeCredentials),
  };
  const { rawId, response } = await navigator.credentials.create({ publicKey, signal: waiting.signal });
  send(rawId, {
    clientDataJSON: toText(response.clientDataJSON),
    attestationObject: toText(response.attestationObject),
    transports: response.getTransports?.() ?? [],
  });
}

/** @param kind as the style sheet calls it */
function say(words, kind) {
  note.className = kind;
  note.textContent = words;
}

async function pick() {
  if (form.dataset.autofill === "true" && (await PublicKeyCredential.isConditionalMediationAvailable?.())) {
    await prove("conditional");
  }
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  waiting.abort();
  waiting = new AbortController();
  button.disabled = true;
  say(form.dataset.busy, "hint");
  try {
    await (form.dataset.create === "true" ? make() : prove("optional"));
  } catch {
    button.disabled = false;
    say(form.dataset.failed, "error");
  }
});

if (window.PublicKeyCredential) {
  form.hidden = false;
  pick().catch(() => {});
}
