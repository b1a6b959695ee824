CREATE TABLE department (
  tenant_id  uuid NOT NULL,
  id         uuid NOT NULL,
  name       text NOT NULL CHECK (name <> ''),
  position   int  NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, name)
);
SELECT wall('department');
ALTER TABLE agent_department ADD FOREIGN KEY (tenant_id, department_id) REFERENCES department ON DELETE CASCADE;

CREATE TABLE ticket (
  tenant_id       uuid NOT NULL,
  id              uuid NOT NULL,
  code            text NOT NULL,
  subject         text NOT NULL,
  status          text NOT NULL CHECK (status IN ('new', 'open', 'answered', 'postponed', 'resolved', 'closed', 'spam', 'deleted')),
  status_before   text,
  channel         text NOT NULL,
  department_id   uuid NOT NULL,
  assignee_id     uuid,
  contact_id      uuid,
  snippet         text NOT NULL DEFAULT '',
  tags            text[] NOT NULL DEFAULT '{}',
  messages        int NOT NULL DEFAULT 0,
  files           boolean NOT NULL DEFAULT false,
  failed          boolean NOT NULL DEFAULT false,
  created_at      timestamptz NOT NULL,
  updated_at      timestamptz NOT NULL,
  incoming_at     timestamptz,
  postponed_until timestamptz,
  resolved_at     timestamptz,
  deleted_at      timestamptz,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, code),
  FOREIGN KEY (tenant_id, department_id) REFERENCES department,
  FOREIGN KEY (tenant_id, contact_id) REFERENCES contact ON DELETE SET NULL (contact_id),
  FOREIGN KEY (tenant_id, assignee_id) REFERENCES agent ON DELETE SET NULL (assignee_id)
) WITH (fillfactor = 85);
CREATE INDEX ticket_by_status ON ticket (tenant_id, status, updated_at DESC, id DESC);
CREATE INDEX ticket_by_department ON ticket (tenant_id, department_id, status, updated_at DESC, id DESC);
CREATE INDEX ticket_by_assignee ON ticket (tenant_id, assignee_id, status, updated_at DESC, id DESC);
CREATE INDEX ticket_by_contact ON ticket (tenant_id, contact_id, updated_at DESC, id DESC);
CREATE INDEX ticket_postponed ON ticket (tenant_id, postponed_until) WHERE status = 'postponed';
SELECT wall('ticket');

-- Who takes part in a ticket besides the requester: only their mail may join it.
CREATE TABLE ticket_participant (
  tenant_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  address   text NOT NULL,
  name      text NOT NULL DEFAULT '',
  copied    boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant_id, ticket_id, address),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES ticket ON DELETE CASCADE
);
CREATE INDEX ticket_participant_by_address ON ticket_participant (tenant_id, address);
SELECT wall('ticket_participant');

CREATE TABLE message (
  tenant_id       uuid NOT NULL,
  id              uuid NOT NULL,
  ticket_id       uuid NOT NULL,
  kind            text NOT NULL CHECK (kind IN ('incoming', 'reply', 'note', 'event', 'bounce', 'auto-reply')),
  author_type     text NOT NULL CHECK (author_type IN ('contact', 'agent', 'system')),
  author_id       uuid,
  author_name     text NOT NULL DEFAULT '',
  from_address    text,
  recipients      jsonb NOT NULL DEFAULT '{}',
  html            text NOT NULL DEFAULT '',
  quoted          text,
  text            text NOT NULL DEFAULT '',
  event           jsonb,
  at              timestamptz NOT NULL,
  external_id     text,
  source          uuid,
  remote_images   boolean NOT NULL DEFAULT false,
  delivery        text CHECK (delivery IN ('waiting', 'sent', 'failed', 'bounced')),
  delivery_detail text,
  delivered_at    timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES ticket ON DELETE CASCADE
);
CREATE INDEX message_by_ticket ON message (tenant_id, ticket_id, at, id);
CREATE UNIQUE INDEX message_by_external_id ON message (tenant_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX message_by_author ON message (tenant_id, author_id) WHERE author_id IS NOT NULL;
CREATE INDEX message_by_source ON message (tenant_id, source) WHERE source IS NOT NULL;
SELECT wall('message');

CREATE TABLE message_file (
  tenant_id  uuid NOT NULL,
  id         uuid NOT NULL,
  message_id uuid NOT NULL,
  file_id    uuid NOT NULL,
  name       text NOT NULL,
  type       text NOT NULL,
  size       bigint NOT NULL,
  content_id text,
  inline     boolean NOT NULL DEFAULT false,
  position   int NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, message_id) REFERENCES message ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, file_id) REFERENCES file
);
CREATE INDEX message_file_by_message ON message_file (tenant_id, message_id, position);
CREATE INDEX message_file_by_file ON message_file (tenant_id, file_id);
SELECT wall('message_file');

CREATE TABLE ticket_read (
  tenant_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  agent_id  uuid NOT NULL,
  read_at   timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, ticket_id, agent_id),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES ticket ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agent ON DELETE CASCADE
);
CREATE INDEX ticket_read_by_agent ON ticket_read (tenant_id, agent_id);
SELECT wall('ticket_read');

CREATE TABLE draft (
  tenant_id  uuid NOT NULL,
  ticket_id  uuid NOT NULL,
  agent_id   uuid NOT NULL,
  kind       text NOT NULL CHECK (kind IN ('reply', 'note')),
  html       text NOT NULL,
  recipients jsonb NOT NULL DEFAULT '{}',
  files      uuid[] NOT NULL DEFAULT '{}',
  saved_at   timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, ticket_id, agent_id),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES ticket ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agent ON DELETE CASCADE
);
CREATE INDEX draft_by_agent ON draft (tenant_id, agent_id);
SELECT wall('draft');

-- What the search finds a ticket by.
CREATE TABLE ticket_search (
  tenant_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  words     tsvector NOT NULL,
  PRIMARY KEY (tenant_id, ticket_id),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES ticket ON DELETE CASCADE
);
CREATE INDEX ticket_search_words ON ticket_search USING gin (tenant_id, words);
SELECT wall('ticket_search');

-- How many tickets there are of each kind, as differences that a job adds up: writers never wait for each other, and a
-- reader adds a few rows instead of a million.
CREATE TABLE ticket_tally (
  tenant_id     uuid NOT NULL,
  id            uuid NOT NULL DEFAULT gen_random_uuid(),
  department_id uuid NOT NULL,
  status        text NOT NULL,
  assignee_id   uuid,
  difference    bigint NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
SELECT wall('ticket_tally');

CREATE FUNCTION tally_ticket() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (OLD.department_id, OLD.status, OLD.assignee_id) IS NOT DISTINCT FROM (NEW.department_id, NEW.status, NEW.assignee_id) THEN
    RETURN NULL;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO ticket_tally (tenant_id, department_id, status, assignee_id, difference)
    VALUES (OLD.tenant_id, OLD.department_id, OLD.status, OLD.assignee_id, -1);
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO ticket_tally (tenant_id, department_id, status, assignee_id, difference)
    VALUES (NEW.tenant_id, NEW.department_id, NEW.status, NEW.assignee_id, 1);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER ticket_tally AFTER INSERT OR DELETE OR UPDATE OF department_id, status, assignee_id ON ticket
  FOR EACH ROW EXECUTE FUNCTION tally_ticket();
