/** Networks as they are typed: by line or comma, with spaces around; each once. */
export const entriesOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\n,;]+/)
      .map(entry => entry.trim())
      .filter(entry => entry !== ""),
  ),
];
