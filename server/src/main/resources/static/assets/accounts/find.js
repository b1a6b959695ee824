// The form leads to a page with a link; with this it leads straight to the account.
const form = document.querySelector("[data-finder]");

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const answer = await fetch(`/find?${new URLSearchParams(new FormData(form))}`, {
      headers: { Accept: "application/json" },
    });
    const { link, message } = await answer.json();
    if (link) location.assign(link);
    else {
      form.querySelector("#name-error").textContent = message;
      form.querySelector("#name").setAttribute("aria-invalid", "true");
      form.querySelector("#name").focus();
    }
  } catch {
    form.submit();
  }
});
