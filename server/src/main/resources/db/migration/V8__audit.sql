-- Who did what when: ids, never values. Rows are only ever added; a job links each to the one before by its hash, so that
-- a changed or missing one shows.
CREATE TABLE audit_entry (
  tenant_id   uuid NOT NULL,
  id          uuid NOT NULL,
  at          timestamptz NOT NULL,
  actor_type  text NOT NULL CHECK (actor_type IN ('agent', 'system', 'operator')),
  actor_id    uuid,
  action      text NOT NULL,
  object_type text NOT NULL,
  object_id   uuid,
  detail      text NOT NULL DEFAULT '',
  number      bigint,
  hash        bytea,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX audit_entry_by_time ON audit_entry (tenant_id, at DESC, id DESC);
CREATE INDEX audit_entry_unsealed ON audit_entry (tenant_id, at, id) WHERE number IS NULL;
CREATE UNIQUE INDEX audit_entry_chain ON audit_entry (tenant_id, number) WHERE number IS NOT NULL;
SELECT wall('audit_entry');
REVOKE UPDATE, DELETE ON audit_entry FROM havendesk_app;
GRANT UPDATE (number, hash) ON audit_entry TO havendesk_app;
