-- What an account's spam filter rests on. The rows of the ledger are the truth; a stored model only saves replaying
-- them. "numbered" is the last number given: it is raised under this row's lock, so that numbers commit in order.
-- "generation" rises when rows were taken out, which tells every node to build its model again.
CREATE TABLE spam_model (
  tenant_id     uuid NOT NULL,
  ham_loss      double precision NOT NULL DEFAULT 0.0015 CHECK (ham_loss BETWEEN 0.0001 AND 0.05),
  holding       boolean NOT NULL DEFAULT true,
  numbered      bigint NOT NULL DEFAULT 0,
  generation    bigint NOT NULL DEFAULT 0,
  stored        bytea,
  stored_number bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id),
  CHECK (stored_number <= numbered)
);
ALTER TABLE spam_model ALTER COLUMN stored SET STORAGE EXTERNAL;
SELECT wall('spam_model');

-- What the filter was taught. A lesson that was taken back keeps its row until the next clearing: "undone" is the number
-- at which it was taken back. "said" is what the filter thought of the message before it was told.
CREATE TABLE spam_ledger (
  tenant_id  uuid NOT NULL,
  number     bigint NOT NULL,
  message    uuid NOT NULL,
  contact_id uuid,
  agent_id   uuid,
  spam       boolean NOT NULL,
  strength   text NOT NULL CHECK (strength IN ('HINT', 'MARK')),
  at         timestamptz NOT NULL,
  said       real,
  held       boolean,
  print      bytea NOT NULL,
  undone     bigint,
  PRIMARY KEY (tenant_id, number)
);
ALTER TABLE spam_ledger ALTER COLUMN print SET STORAGE EXTERNAL;
CREATE UNIQUE INDEX spam_ledger_by_message ON spam_ledger (tenant_id, message) WHERE undone IS NULL;
CREATE INDEX spam_ledger_undone ON spam_ledger (tenant_id, undone) WHERE undone IS NOT NULL;
CREATE INDEX spam_ledger_by_contact ON spam_ledger (tenant_id, contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX spam_ledger_by_agent ON spam_ledger (tenant_id, agent_id, at) WHERE agent_id IS NOT NULL;
SELECT wall('spam_ledger');

-- What the filter said of each message, why, and what it needs to learn from the message later, when its text is gone.
CREATE TABLE spam_judged (
  tenant_id  uuid NOT NULL,
  message    uuid NOT NULL,
  contact_id uuid,
  channel    text NOT NULL,
  at         timestamptz NOT NULL,
  verdict    text NOT NULL CHECK (verdict IN ('INBOX', 'SUSPECTED', 'QUARANTINE')),
  because    text NOT NULL CHECK (because IN ('FILTER', 'ALLOWED', 'BLOCKED')),
  log_odds   real NOT NULL,
  bar        real NOT NULL,
  reasons    bytea,
  print      bytea,
  spam       boolean,
  PRIMARY KEY (tenant_id, message)
);
ALTER TABLE spam_judged ALTER COLUMN print SET STORAGE EXTERNAL;
CREATE INDEX spam_judged_by_time ON spam_judged (tenant_id, at DESC, message DESC) INCLUDE (verdict, spam);
CREATE INDEX spam_judged_by_contact ON spam_judged (tenant_id, contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX spam_judged_printed ON spam_judged (tenant_id, at DESC) WHERE print IS NOT NULL;
SELECT wall('spam_judged');

-- Who said what about which message, and who took it back.
CREATE TABLE spam_mark (
  tenant_id  uuid NOT NULL,
  id         uuid NOT NULL,
  message    uuid NOT NULL,
  contact_id uuid,
  agent_id   uuid,
  spam       boolean NOT NULL,
  strength   text NOT NULL CHECK (strength IN ('HINT', 'MARK')),
  outcome    text NOT NULL CHECK (outcome IN ('LEARNED', 'OVER_LIMIT', 'NOTHING_KEPT')),
  at         timestamptz NOT NULL,
  undone_at  timestamptz,
  undone_by  uuid,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX spam_mark_by_time ON spam_mark (tenant_id, at DESC, id DESC);
CREATE INDEX spam_mark_by_agent ON spam_mark (tenant_id, agent_id, at) WHERE agent_id IS NOT NULL;
CREATE INDEX spam_mark_undone_by ON spam_mark (tenant_id, undone_by) WHERE undone_by IS NOT NULL;
CREATE INDEX spam_mark_by_contact ON spam_mark (tenant_id, contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX spam_mark_by_message ON spam_mark (tenant_id, message) WHERE undone_at IS NULL;
SELECT wall('spam_mark');

-- Senders who are always let in or always held back. A value is in one canonical form: an address or a domain in lower
-- case, a network as its first address and the length of its prefix.
CREATE TABLE spam_list (
  tenant_id uuid NOT NULL,
  id        uuid NOT NULL,
  side      text NOT NULL CHECK (side IN ('ALLOW', 'BLOCK')),
  kind      text NOT NULL CHECK (kind IN ('ADDRESS', 'DOMAIN', 'NETWORK')),
  value     text NOT NULL,
  agent_id  uuid,
  at        timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, value)
);
CREATE INDEX spam_list_by_time ON spam_list (tenant_id, at DESC, id DESC);
CREATE INDEX spam_list_by_agent ON spam_list (tenant_id, agent_id) WHERE agent_id IS NOT NULL;
SELECT wall('spam_list');
