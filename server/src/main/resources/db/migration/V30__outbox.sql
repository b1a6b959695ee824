-- What a mail needs to leave whatever was killed before, and who of its recipients has it already.
ALTER TABLE outbox
  ADD COLUMN files jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN accepted text[] NOT NULL DEFAULT '{}',
  ADD COLUMN sender_name text NOT NULL DEFAULT '',
  ADD COLUMN claimed_at timestamptz;
CREATE INDEX outbox_sent ON outbox (tenant_id, sent_at) WHERE state = 'sent';

-- What left in the last hour, for the limits: one row for each mail and recipient. The recipient is a keyed hash, and
-- the route is the id of a server or the word relay.
CREATE TABLE mail_sent (
  tenant_id uuid NOT NULL,
  mail_id   uuid NOT NULL,
  recipient bytea NOT NULL,
  route     text NOT NULL,
  at        timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, mail_id, recipient)
);
CREATE INDEX mail_sent_by_route ON mail_sent (tenant_id, route, at);
CREATE INDEX mail_sent_by_recipient ON mail_sent (tenant_id, recipient, at);
SELECT wall('mail_sent');

-- How an account writes its mails; an account without a row has the defaults.
CREATE TABLE mail_preference (
  tenant_id       uuid PRIMARY KEY,
  code_in_subject boolean NOT NULL DEFAULT true,
  agent_names     boolean NOT NULL DEFAULT true,
  quote           boolean NOT NULL DEFAULT false,
  keep_sent_days  int NOT NULL DEFAULT 30 CHECK (keep_sent_days BETWEEN 1 AND 3650)
);
SELECT wall('mail_preference');
