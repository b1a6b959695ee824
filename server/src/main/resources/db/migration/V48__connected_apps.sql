-- Programs of others that agents let act for them (OAuth 2.1). Registered by the account; a public client has no secret.
CREATE TABLE oauth_client (
  tenant_id     uuid   NOT NULL,
  id            uuid   NOT NULL,
  name          text   NOT NULL CHECK (name <> ''),
  redirect_uris text[] NOT NULL CHECK (cardinality(redirect_uris) BETWEEN 1 AND 10),
  secret_hash   bytea,
  created_at    timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
SELECT wall('oauth_client');

-- That an agent lets a program act for them, and for what. Everything that the program holds hangs on it.
CREATE TABLE oauth_grant (
  tenant_id  uuid   NOT NULL,
  id         uuid   NOT NULL,
  client_id  uuid   NOT NULL,
  agent_id   uuid   NOT NULL,
  scopes     text[] NOT NULL,
  created_at timestamptz NOT NULL,
  used_at    timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, client_id) REFERENCES oauth_client ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agent ON DELETE CASCADE
);
CREATE INDEX oauth_grant_by_agent ON oauth_grant (tenant_id, agent_id);
CREATE INDEX oauth_grant_by_client ON oauth_grant (tenant_id, client_id);
SELECT wall('oauth_grant');

-- Codes (one minute) and refresh tokens (thirty days), as hashes. A used one stays for a day or until it is old: who shows it
-- again has stolen it or was stolen from, and the grant ends.
CREATE TABLE oauth_token (
  tenant_id    uuid  NOT NULL,
  token_hash   bytea NOT NULL,
  kind         text  NOT NULL CHECK (kind IN ('code', 'refresh')),
  grant_id     uuid  NOT NULL,
  redirect_uri text,
  challenge    text,
  expires_at   timestamptz NOT NULL,
  used_at      timestamptz,
  PRIMARY KEY (tenant_id, token_hash),
  FOREIGN KEY (tenant_id, grant_id) REFERENCES oauth_grant ON DELETE CASCADE
);
CREATE INDEX oauth_token_by_grant ON oauth_token (tenant_id, grant_id);
CREATE INDEX oauth_token_by_expiry ON oauth_token (tenant_id, expires_at);
SELECT wall('oauth_token');

-- An access token is a key of the agent that ends with the grant.
ALTER TABLE api_key
  ADD COLUMN grant_id uuid,
  ADD FOREIGN KEY (tenant_id, grant_id) REFERENCES oauth_grant ON DELETE CASCADE;
CREATE INDEX api_key_by_grant ON api_key (tenant_id, grant_id) WHERE grant_id IS NOT NULL;
