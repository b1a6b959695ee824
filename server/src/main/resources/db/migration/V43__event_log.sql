-- What went wrong or was refused, for thirty days: no change of state, so no part of the audit.
CREATE TABLE system_event (
  tenant_id uuid NOT NULL,
  id        uuid NOT NULL,
  at        timestamptz NOT NULL,
  kind      text NOT NULL,
  agent_id  uuid,
  network   text NOT NULL DEFAULT '',
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX system_event_by_time ON system_event (tenant_id, at DESC, id DESC);
CREATE INDEX system_event_by_agent ON system_event (tenant_id, agent_id) WHERE agent_id IS NOT NULL;
SELECT wall('system_event');
