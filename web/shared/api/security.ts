/** What travels over /rest about who may come in. */

/** How somebody's own second factor stands. */
export interface SecondFactor {
  /** By an authenticator app. */
  on: boolean;
  since: string | null;
  passkeys: number;
  /** How many recovery codes are left. */
  recoveryCodes: number;
  /** From when on the account asks for one; nothing when it does not. */
  requiredFrom: string | null;
}

/** A secret for an authenticator app. */
export interface FactorOffer {
  secret: string;
  uri: string;
  /** A whole SVG document. */
  qr: string;
}

export interface Passkey {
  id: string;
  name: string;
  /** Kept by a password manager, and so on other devices, too. */
  synced: boolean;
  /** Lets in without a password. */
  alone: boolean;
  createdAt: string;
  lastUsedAt: string | null;
}

/** A browser in which somebody is signed in. */
export interface SignedInBrowser {
  id: string;
  /** Empty when it is none that is known. */
  browser: string;
  system: string;
  /** From where it came, never the whole address. */
  network: string;
  createdAt: string;
  lastSeenAt: string;
  current: boolean;
}

export interface FactorRule {
  /** Of every account's, by name, and of the account's own, by id. */
  roles: string[];
  /** From when on they need one; nothing when nobody does. */
  from: string | null;
  /** How many agents have one, and how many have none. */
  on: number;
  off: number;
}

/** Where the account's agents can sign in by OpenID Connect. */
export interface Provider {
  key: string;
  name: string;
  issuer: string;
  clientId: string;
  /** Signing in there counts as both steps. */
  vouches: boolean;
  enabled: boolean;
  /** Of the addresses by which people come in; empty: any. */
  domains: string[];
  /** What the provider must know to send browsers back. */
  redirectUri: string;
}

export interface SignInRule {
  /** Whether all but owners come in by a provider only. */
  providersOnly: boolean;
  /** Of a provider that is yet to be added, with {key} in place of its key. */
  redirectUri: string;
}

/** One of the account's providers, as one stands there oneself. */
export interface Identity {
  provider: string;
  name: string;
  /** Where a browser goes to sign in by it. */
  start: string;
  /** Nothing when one never came by it. */
  linkedAt: string | null;
  lastUsedAt: string | null;
}

/** A program of somebody else's that agents can let act for them. */
export interface App {
  /** What programs call the client_id. */
  id: string;
  name: string;
  redirectUris: string[];
  /** It runs where it can keep a secret. */
  confidential: boolean;
  createdAt: string;
  /** How many let it act for them now. */
  agents: number;
}

export interface RegisteredApp {
  app: App;
  /** Shown this once; nothing for an app that can keep none. */
  secret: string | null;
}

/** An app that one lets act for oneself. */
export interface ConnectedApp {
  id: string;
  name: string;
  /** What it may do, each in words. */
  scopes: { name: string; text: string }[];
  createdAt: string;
  usedAt: string;
}

export interface PasswordRule {
  min: number;
  /** 2 to 4. */
  strength: number;
  /** After how many another one is due; nothing when it never is. */
  days: number | null;
  leakedOnline: boolean;
}

export interface PanelNetworks {
  /** One entry a line; empty when the console opens from anywhere. */
  networks: string;
  yourAddress: string;
}

/** A role that the account has made for itself. */
export interface CustomRole {
  id: string;
  name: string;
  permissions: string[];
  /** How many have it. */
  agents: number;
}

export type DepartmentRole = "reader" | "solver" | "supervisor" | "manager";

/** What a key can be limited to. */
export interface KeyScope {
  name: string;
  /** Whether it opens anything to whoever makes the key. */
  useful: boolean;
}

/** Something that was refused or went wrong. */
export interface SystemEvent {
  id: string;
  at: string;
  /** A closed word, as "sign-in.refused". */
  kind: string;
  agentId: string | null;
  agent: string | null;
  objectId: string | null;
  object: string | null;
  /** From where it came, never a whole address; may be empty. */
  network: string;
  detail: string;
  times: number;
}
