-- The secret that an agent shares with an authenticator app, encrypted with the account's key. A code is taken once: none
-- of the time step last_step or before works again.
CREATE TABLE agent_totp (
  tenant_id    uuid   NOT NULL,
  agent_id     uuid   NOT NULL,
  secret       bytea  NOT NULL,
  last_step    bigint NOT NULL DEFAULT 0,
  created_at   timestamptz NOT NULL,
  confirmed_at timestamptz,
  PRIMARY KEY (tenant_id, agent_id),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agent ON DELETE CASCADE
);
SELECT wall('agent_totp');

-- Codes on paper for the day the device is gone, as keyed hashes. A used one goes.
CREATE TABLE agent_recovery_code (
  tenant_id uuid  NOT NULL,
  agent_id  uuid  NOT NULL,
  code_hash bytea NOT NULL,
  PRIMARY KEY (tenant_id, agent_id, code_hash),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agent ON DELETE CASCADE
);
SELECT wall('agent_recovery_code');

-- Somebody who has shown the first proof and owes another one, for some minutes. The cookie's token is kept as a hash.
CREATE TABLE agent_halfway (
  tenant_id  uuid  NOT NULL,
  token_hash bytea NOT NULL,
  agent_id   uuid  NOT NULL,
  how        text  NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, token_hash),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agent ON DELETE CASCADE
);
CREATE INDEX agent_halfway_by_agent ON agent_halfway (tenant_id, agent_id);
CREATE INDEX agent_halfway_by_expiry ON agent_halfway (tenant_id, expires_at);
SELECT wall('agent_halfway');

-- What an account asks of those who work in it. No row: what a new account asks.
CREATE TABLE security_rules (
  tenant_id    uuid   PRIMARY KEY,
  factor_roles text[] NOT NULL DEFAULT '{}',
  factor_from  timestamptz
);
SELECT wall('security_rules');
