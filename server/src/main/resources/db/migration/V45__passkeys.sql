-- Passkeys (WebAuthn): the public half of a key that an agent's device keeps, bound to the account's host. A sign counter
-- that goes back tells of a copy.
CREATE TABLE agent_passkey (
  tenant_id       uuid    NOT NULL,
  id              uuid    NOT NULL,
  agent_id        uuid    NOT NULL,
  credential_id   bytea   NOT NULL CHECK (length(credential_id) BETWEEN 1 AND 1023),
  credential      bytea   NOT NULL,
  sign_count      bigint  NOT NULL,
  verifies        boolean NOT NULL,
  backup_eligible boolean NOT NULL,
  backed_up       boolean NOT NULL,
  transports      text[]  NOT NULL DEFAULT '{}',
  name            text    NOT NULL CHECK (name <> ''),
  created_at      timestamptz NOT NULL,
  last_used_at    timestamptz,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, credential_id),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agent ON DELETE CASCADE
);
CREATE INDEX agent_passkey_by_agent ON agent_passkey (tenant_id, agent_id);
SELECT wall('agent_passkey');

-- What a device was asked to sign, for some minutes and one answer; as a hash. Without an agent: whoever signs in.
CREATE TABLE passkey_challenge (
  tenant_id      uuid  NOT NULL,
  challenge_hash bytea NOT NULL,
  purpose        text  NOT NULL CHECK (purpose IN ('add', 'confirm', 'sign-in', 'step')),
  agent_id       uuid,
  expires_at     timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, challenge_hash),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agent ON DELETE CASCADE
);
CREATE INDEX passkey_challenge_by_agent ON passkey_challenge (tenant_id, agent_id);
CREATE INDEX passkey_challenge_by_expiry ON passkey_challenge (tenant_id, expires_at);
SELECT wall('passkey_challenge');

-- When the person in a session last showed who they are, when that was after it began.
ALTER TABLE agent_session ADD COLUMN proved_at timestamptz;
