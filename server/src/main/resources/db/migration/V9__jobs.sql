-- Global: due work as rows. A row names its account and the thing to work on, never a person or a text.
CREATE TABLE scheduled_tasks (
  task_name            text NOT NULL,
  task_instance        text NOT NULL,
  task_data            bytea,
  execution_time       timestamptz NOT NULL,
  picked               boolean NOT NULL,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures int,
  last_heartbeat       timestamptz,
  version              bigint NOT NULL,
  priority             smallint,
  PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_due ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_alive ON scheduled_tasks (last_heartbeat);
GRANT SELECT, INSERT, UPDATE, DELETE ON scheduled_tasks TO havendesk_app;

-- Work that was given up after its last attempt; an admin sees it and can start it again.
CREATE TABLE dead_job (
  tenant_id uuid NOT NULL,
  id        uuid NOT NULL,
  task      text NOT NULL,
  instance  text NOT NULL,
  at        timestamptz NOT NULL,
  error     text NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
SELECT wall('dead_job');

-- Answers kept for clients that repeat a request with the same Idempotency-Key.
CREATE TABLE idempotent_answer (
  tenant_id  uuid NOT NULL,
  agent_id   uuid NOT NULL,
  key_hash   bytea NOT NULL,
  request    bytea NOT NULL,
  status     int,
  body       bytea,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, agent_id, key_hash),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agent ON DELETE CASCADE
);
CREATE INDEX idempotent_answer_by_age ON idempotent_answer (tenant_id, created_at);
SELECT wall('idempotent_answer');
