// Says in words how strong a password is while it is typed. The server decides; without this file everything works.
const field = document.getElementById("password");
const output = document.getElementById("strength");
const words = output.dataset.words.split("|");
const min = Number(output.dataset.min);

/** 0 too short or too plain, 1 fair, 2 good, 3 strong: length counts most, variety a little. */
function strength(password) {
  const characters = [...password];
  if (characters.length < min || new Set(characters).size < 5) {
    return 0;
  }
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(password)).length;
  const score = characters.length + 2 * kinds;
  return score >= 24 ? 3 : score >= 17 ? 2 : 1;
}

field.addEventListener("input", () => {
  const level = strength(field.value);
  output.dataset.strength = field.value === "" ? "" : String(level);
  output.textContent = field.value === "" ? "" : words[level];
});
