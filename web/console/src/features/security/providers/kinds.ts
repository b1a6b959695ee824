/** The services that we know by name: each is found by what its admins have at hand rather than by its issuer. */
export const kinds = ["google", "microsoft", "okta", "keycloak", "other"] as const;
export type Kind = (typeof kinds)[number];

/** As they call themselves, in every language. */
export const brands: Record<Kind, string> = {
  google: "Google",
  microsoft: "Microsoft",
  okta: "Okta",
  keycloak: "Keycloak",
  other: "",
};

/** The issuer of a service of this kind. Some end in a slash, and then it is part of the name. */
export function issuerOf(kind: Kind, place: string): string {
  const at = place.trim();
  switch (kind) {
    case "google":
      return "https://accounts.google.com";
    case "microsoft":
      return `https://login.microsoftonline.com/${at}/v2.0`;
    case "okta":
      return `https://${at.replace(/^https?:\/\//, "").replace(/\/+$/, "")}`;
    case "keycloak":
      return at.replace(/\/+$/, "");
    case "other":
      return at;
  }
}

/** What kind a stored issuer is of, and its place there. */
export function kindOf(issuer: string): { kind: Kind; place: string } {
  if (issuer === issuerOf("google", "")) return { kind: "google", place: "" };
  const directory = /^https:\/\/login\.microsoftonline\.com\/([^/]+)\/v2\.0$/.exec(issuer)?.[1];
  if (directory) return { kind: "microsoft", place: directory };
  const okta = /^https:\/\/([^/]+\.okta(?:-emea|preview)?\.com.*)$/.exec(issuer)?.[1];
  if (okta) return { kind: "okta", place: okta };
  return { kind: issuer.includes("/realms/") ? "keycloak" : "other", place: issuer };
}

/** A key that no other provider has. It stands in the redirect address, so it never changes with the name. */
export function freeKey(kind: Kind, taken: string[]): string {
  const first = kind === "other" ? "sso" : kind;
  let key: string = first;
  for (let next = 2; taken.includes(key); next++) key = `${first}-${next}`;
  return key;
}
