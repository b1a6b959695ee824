/** The shapes that travel over /rest. Ids are UUIDs, times ISO 8601 in UTC. */

import type { DepartmentRole, SecondFactor } from "./security";

export type Language = "en" | "fr" | "bg";
export type Theme = "light" | "dark" | "system";
export type Density = "comfortable" | "compact";
export type Role = "owner" | "admin" | "agent";

export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface Named {
  id: string;
  name: string;
}

export interface Address {
  name?: string | null;
  email: string;
}

export interface Profile {
  id: string;
  name: string;
  email: string;
  role: Role;
  language: Language;
  theme: Theme;
  timezone: string;
  signature: string;
  density: Density;
}

export interface Session {
  agent: Profile;
  account: { id: string; name: string; subdomain: string; host: string };
  departments: Named[];
  permissions: string[];
  secondFactor: SecondFactor;
}

export interface Agent {
  id: string;
  name: string;
  email: string;
  role: Role;
  departments: string[];
  state: "active" | "invited" | "removed";
  removedAt?: string | null;
  /** From when on somebody who was removed cannot be brought back. */
  erasedAt?: string | null;
  lastSeenAt: string | null;
  online: boolean;
  secondFactor: boolean;
  customRole: Named | null;
  /** What somebody is in each of their departments. */
  departmentRoles: Record<string, DepartmentRole>;
}

export interface DepartmentAddress {
  id: string;
  address: string;
  name: string | null;
  builtIn: boolean;
}

export interface Department {
  id: string;
  name: string;
  addresses: DepartmentAddress[];
  outgoingServer: string | null;
  signature: string;
  senderName?: string | null;
  position: number;
  ticketCount: number;
}

export type Status = "new" | "open" | "answered" | "postponed" | "resolved" | "closed" | "spam" | "deleted";

export interface ViewCount {
  key: string;
  name?: string | null;
  count: number;
  unread: number;
}

export interface ContactRef {
  id: string;
  name: string | null;
  email: string;
}

export interface TicketItem {
  id: string;
  code: string;
  subject: string;
  status: Status;
  channel: string;
  /** Nobody where a mail named no sender. */
  contact: ContactRef | null;
  department: Named;
  assignee: Named | null;
  updatedAt: string;
  createdAt: string;
  snippet: string;
  unread: boolean;
  tags: string[];
  attachments: boolean;
  messages: number;
  failed: boolean;
  /** The filter took it for spam, and nobody has said otherwise. */
  suspected: boolean;
  postponedUntil?: string | null;
}

export interface FileRef {
  id: string;
  name: string;
  type: string;
  size: number;
  url: string;
  inline?: boolean;
}

export type DeliveryState = "waiting" | "sent" | "failed" | "bounced";

export interface Delivery {
  state: DeliveryState;
  detail: string | null;
  at: string | null;
}

export type MessageKind = "incoming" | "reply" | "note" | "event" | "bounce" | "auto-reply";

export interface TicketEvent {
  type: string;
  from: string | null;
  to: string | null;
  /** Whom it was given to works here no more, and is forgotten. */
  former?: boolean;
}

export type SenderState = "authenticated" | "unauthenticated" | "failed" | "unknown";

/** One check of a sender: its result in the words of RFC 8601, and what it means. */
export interface SenderCheck {
  result: string;
  explanation: string;
}

/** Whether a mail comes from the domain that its author's address names. */
export interface Sender {
  state: SenderState;
  domain: string;
  explanation: string;
  spf: SenderCheck;
  dkim: SenderCheck;
  dmarc: SenderCheck;
  arc: SenderCheck;
}

export interface Message {
  id: string;
  kind: MessageKind;
  author: {
    type: "contact" | "agent" | "system";
    id: string | null;
    name: string | null;
    email: string | null;
  };
  from: Address | null;
  to: Address[];
  cc: Address[];
  html: string | null;
  text: string | null;
  quoted: string | null;
  at: string;
  delivery: Delivery | null;
  attachments: FileRef[];
  remoteImages: boolean;
  sourceAvailable: boolean;
  /** Nothing where it did not come by mail, or before senders were checked. */
  sender: Sender | null;
  event: TicketEvent | null;
}

export interface Draft {
  kind: "reply" | "note";
  html: string;
  to: Address[];
  cc: Address[];
  bcc: Address[];
  attachments: FileRef[];
  savedAt: string | null;
}

export interface Present {
  id: string;
  name: string;
  state: "viewing" | "replying";
}

/** A ticket with its thread. The list item counts its messages under the same name, hence the Omit. */
export interface Ticket extends Omit<TicketItem, "messages"> {
  cc: Address[];
  postponedUntil: string | null;
  deletedAt: string | null;
  replyTo: Address | string | null;
  draft: Draft | null;
  /** Who looks at it, as far as the live connection has not told yet. */
  present?: Present[];
  messages: Message[];
  earlierMessages: string | null;
}

export type TicketActionName =
  | "resolve"
  | "reopen"
  | "delete"
  | "restore"
  | "spam"
  | "notSpam"
  | "suspect"
  | "assign"
  | "department"
  | "read"
  | "unread"
  | "postpone";

export interface ActionsResult {
  done: number;
  refused: { id: string; reason: string }[];
}

export interface ContactItem {
  id: string;
  name: string | null;
  email: string;
  tickets: number;
  lastAt: string | null;
  createdAt: string;
}

export interface Contact {
  id: string;
  name: string | null;
  emails: string[];
  createdAt: string;
  timezone?: string | null;
  note: string | null;
}

export type Security = "tls" | "starttls" | "none";
export type ServerState = "active" | "paused" | "failing";

export interface Mailbox {
  id: string;
  kind: "imap" | "pop3";
  host: string;
  port: number;
  security: Security;
  username: string;
  department: string;
  folder: string | null;
  fetch: "new" | "all";
  keep: boolean;
  address: string;
  state: ServerState;
  lastError: string | null;
  lastFetchAt: string | null;
}

export interface OutgoingServer {
  id: string;
  name: string;
  host: string;
  port: number;
  security: Security;
  username: string;
  fromAddress: string;
  isDefault: boolean;
  state: ServerState;
  lastError: string | null;
}

export interface ConnectionTest {
  ok: boolean;
  step: string;
  detail: string | null;
}

export interface OutboxMail {
  id: string;
  ticket: { id: string; code: string } | null;
  to: Address[];
  subject: string;
  state: "waiting" | "sending" | "sent" | "failed";
  attempts: number;
  nextAttemptAt: string | null;
  lastError: string | null;
  createdAt: string;
  purpose: string;
}

export interface OutboxPreview extends OutboxMail {
  html: string | null;
  text: string | null;
}

export interface QuarantinedMail {
  id: string;
  receivedAt: string;
  from: string;
  to: string[];
  subject: string;
  size: number;
  reason: string;
}

export interface Account {
  name: string;
  language: Language;
  timezone: string;
}

/** How an account writes its mails. */
export interface AccountMail {
  codeInSubject: boolean;
  agentNames: boolean;
  quote: boolean;
  keepSentDays: number;
}

/** What an agent is told by mail. */
export interface Notifications {
  assigned: boolean;
}

export interface DkimDomain {
  domain: string;
  selector: string;
  record: { name: string; type: string; value: string };
  verified: boolean;
  /** What the name servers say, once they were asked. */
  detail: string | null;
}

export interface AuditEntry {
  id: string;
  at: string;
  actor: { type: "agent" | "system" | "operator"; id: string | null; name: string | null };
  action: string;
  /** What kind of thing it was done to. */
  object: string;
  objectId: string | null;
  /** What the thing is called now; nothing when it is gone. */
  objectName: string | null;
  /** A closed word that says how, or empty. */
  detail: string;
}

/** Whether the log is as it was written. */
export interface AuditVerification {
  right: boolean;
  /** How many are linked and right. */
  entries: number;
  firstBroken: number | null;
  /** The newest linked entry, to be kept elsewhere. */
  end: string | null;
}

export interface ApiKey {
  id: string;
  name: string;
  /** What it may be used for; "*" for all that its maker may do. */
  scopes: string[];
  /** From where it may be used, one entry a line; empty for anywhere. */
  networks?: string;
  createdAt?: string | null;
  expiresAt: string | null;
  lastUsedAt?: string | null;
  key?: string;
}

export type LiveEvent =
  | { type: "hello"; version: number }
  | { type: "tickets"; ids: string[] }
  | { type: "presence"; ticket: string; agents: Present[] }
  | { type: "outbox" }
  | { type: "ping" };
