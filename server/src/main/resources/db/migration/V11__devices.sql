-- The browsers that an agent signed in with, so that a sign-in from another one can be told. The cookie's token is kept as
-- a hash.
CREATE TABLE agent_device (
  tenant_id    uuid  NOT NULL,
  agent_id     uuid  NOT NULL,
  token_hash   bytea NOT NULL,
  last_seen_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, agent_id, token_hash),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agent ON DELETE CASCADE
);
CREATE INDEX agent_device_by_age ON agent_device (tenant_id, last_seen_at);
SELECT wall('agent_device');
