-- What went wrong or was refused, for thirty days: no change of state, so no part of the audit. What repeats within a
-- short time is one row.
CREATE TABLE system_event (
  tenant_id uuid NOT NULL,
  id        uuid NOT NULL,
  at        timestamptz NOT NULL,
  kind      text NOT NULL,
  agent_id  uuid,
  object_id uuid,
  network   text NOT NULL DEFAULT '',
  detail    text NOT NULL DEFAULT '',
  times     int NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX system_event_by_time ON system_event (tenant_id, at DESC, id DESC);
CREATE INDEX system_event_by_agent ON system_event (tenant_id, agent_id) WHERE agent_id IS NOT NULL;
SELECT wall('system_event');
