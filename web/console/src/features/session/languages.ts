/** Each language in its own words. */
export const languages = [
  { value: "en", label: "English" },
  { value: "fr", label: "Français" },
  { value: "bg", label: "Български" },
];
