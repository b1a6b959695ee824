-- The addresses of departments: mail to one of them becomes a ticket there.
CREATE TABLE mail_address (
  tenant_id     uuid NOT NULL,
  id            uuid NOT NULL,
  address       text NOT NULL CHECK (address = lower(address)),
  name          text NOT NULL DEFAULT '',
  department_id uuid NOT NULL,
  built_in      boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, address),
  FOREIGN KEY (tenant_id, department_id) REFERENCES department
);
CREATE INDEX mail_address_by_department ON mail_address (tenant_id, department_id);
SELECT wall('mail_address');

-- A mailbox elsewhere that we fetch from.
CREATE TABLE mailbox (
  tenant_id     uuid NOT NULL,
  id            uuid NOT NULL,
  kind          text NOT NULL CHECK (kind IN ('imap', 'pop3')),
  host          text NOT NULL,
  port          int  NOT NULL,
  security      text NOT NULL CHECK (security IN ('tls', 'starttls', 'none')),
  username      text NOT NULL,
  password      bytea NOT NULL,
  folder        text NOT NULL DEFAULT 'INBOX',
  fetch_all     boolean NOT NULL DEFAULT false,
  keep          boolean NOT NULL DEFAULT true,
  address       text NOT NULL,
  department_id uuid NOT NULL,
  state         text NOT NULL CHECK (state IN ('active', 'paused', 'failing')),
  last_error    text,
  last_fetch_at timestamptz,
  progress      text,
  created_at    timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, kind, host, username, folder),
  FOREIGN KEY (tenant_id, department_id) REFERENCES department
);
SELECT wall('mailbox');

-- A mail as it came, until it is a message. Committed before it is acknowledged; handled exactly once.
CREATE TABLE inbound_mail (
  tenant_id   uuid NOT NULL,
  id          uuid NOT NULL,
  received_at timestamptz NOT NULL,
  origin      text NOT NULL,
  sender      text NOT NULL DEFAULT '',
  recipients  text[] NOT NULL,
  size        bigint NOT NULL,
  file_id     uuid,
  state       text NOT NULL CHECK (state IN ('received', 'done', 'dropped', 'quarantined')),
  reason      text,
  subject     text NOT NULL DEFAULT '',
  attempts    int NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, file_id) REFERENCES file
);
CREATE INDEX inbound_mail_open ON inbound_mail (tenant_id, state, received_at DESC, id DESC) WHERE state IN ('received', 'quarantined');
CREATE INDEX inbound_mail_by_age ON inbound_mail (tenant_id, received_at);
CREATE INDEX inbound_mail_by_file ON inbound_mail (tenant_id, file_id);
SELECT wall('inbound_mail');

-- A server that sends for the account.
CREATE TABLE outgoing_server (
  tenant_id    uuid NOT NULL,
  id           uuid NOT NULL,
  name         text NOT NULL,
  host         text NOT NULL,
  port         int  NOT NULL,
  security     text NOT NULL CHECK (security IN ('tls', 'starttls', 'none')),
  username     text NOT NULL DEFAULT '',
  password     bytea,
  from_address text NOT NULL,
  is_default   boolean NOT NULL DEFAULT false,
  state        text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'failing')),
  last_error   text,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX outgoing_server_default ON outgoing_server (tenant_id) WHERE is_default;
SELECT wall('outgoing_server');

-- How a department writes.
CREATE TABLE department_mail (
  tenant_id          uuid NOT NULL,
  department_id      uuid NOT NULL,
  sender_name        text NOT NULL DEFAULT '',
  signature          text NOT NULL DEFAULT '',
  outgoing_server_id uuid,
  PRIMARY KEY (tenant_id, department_id),
  FOREIGN KEY (tenant_id, department_id) REFERENCES department ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, outgoing_server_id) REFERENCES outgoing_server ON DELETE SET NULL (outgoing_server_id)
);
SELECT wall('department_mail');

-- A mail that is to leave. Written with what causes it, sent by a job.
CREATE TABLE outbox (
  tenant_id       uuid NOT NULL,
  id              uuid NOT NULL,
  purpose         text NOT NULL CHECK (purpose IN ('reply', 'invitation', 'password', 'welcome', 'notice')),
  message_id      uuid,
  ticket_id       uuid,
  department_id   uuid,
  recipients      jsonb NOT NULL,
  subject         text NOT NULL,
  html            text NOT NULL,
  text            text NOT NULL,
  headers         jsonb NOT NULL DEFAULT '{}',
  external_id     text NOT NULL,
  state           text NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed')),
  attempts        int NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL,
  last_error      text,
  created_at      timestamptz NOT NULL,
  sent_at         timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, message_id) REFERENCES message ON DELETE CASCADE
);
CREATE INDEX outbox_by_state ON outbox (tenant_id, state, created_at DESC, id DESC);
CREATE INDEX outbox_by_message ON outbox (tenant_id, message_id) WHERE message_id IS NOT NULL;
SELECT wall('outbox');
