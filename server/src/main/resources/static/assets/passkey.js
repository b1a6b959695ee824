// Asks the device for a passkey and sends its proof with the form. Where there is no script, the form stays hidden.
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

/** What the device is to prove. */
async function options() {
  const answer = await fetch(`${form.getAttribute("action")}/options`, {
    method: "POST",
    body: new URLSearchParams({ _csrf: form.elements._csrf.value }),
  });
  if (!answer.ok) {
    throw new Error(String(answer.status));
  }
  const { challenge, allowCredentials, ...rest } = await answer.json();
  return {
    ...rest,
    challenge: toBytes(challenge),
    allowCredentials: allowCredentials.map((key) => ({ ...key, id: toBytes(key.id) })),
  };
}

/** @param mediation "conditional" waits until somebody picks a passkey among what the browser fills in */
async function prove(mediation) {
  const publicKey = await options();
  const { rawId, response } = await navigator.credentials.get({ publicKey, mediation, signal: waiting.signal });
  form.elements.credential.value = JSON.stringify({
    id: toText(rawId),
    response: {
      clientDataJSON: toText(response.clientDataJSON),
      authenticatorData: toText(response.authenticatorData),
      signature: toText(response.signature),
      userHandle: response.userHandle ? toText(response.userHandle) : null,
    },
  });
  form.submit();
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
  note.textContent = form.dataset.busy;
  try {
    await prove("optional");
  } catch {
    button.disabled = false;
    note.textContent = form.dataset.failed;
  }
});

if (window.PublicKeyCredential) {
  form.hidden = false;
  pick().catch(() => {});
}
