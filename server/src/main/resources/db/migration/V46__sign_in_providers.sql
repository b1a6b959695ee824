-- Where an account lets its agents sign in by OpenID Connect. The client's secret is encrypted with the account's key.
CREATE TABLE sign_in_provider (
  tenant_id     uuid    NOT NULL,
  key           text    NOT NULL CHECK (key ~ '^[a-z0-9-]{1,40}$'),
  name          text    NOT NULL CHECK (name <> ''),
  issuer        text    NOT NULL,
  client_id     text    NOT NULL,
  client_secret bytea,
  vouches       boolean NOT NULL,
  created_at    timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, key)
);
SELECT wall('sign_in_provider');

-- Who an agent is at a provider. A link is made once, by a verified address, and holds for the subject alone from then on.
CREATE TABLE agent_identity (
  tenant_id    uuid NOT NULL,
  provider_key text NOT NULL,
  issuer       text NOT NULL,
  subject      text NOT NULL,
  agent_id     uuid NOT NULL,
  linked_at    timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, provider_key, issuer, subject),
  UNIQUE (tenant_id, agent_id, provider_key),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agent ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, provider_key) REFERENCES sign_in_provider ON DELETE CASCADE
);
SELECT wall('agent_identity');

-- A browser on its way to a provider and back, for some minutes. What ties it to the browser lies in its cookie; here are
-- hashes.
CREATE TABLE provider_attempt (
  tenant_id    uuid  NOT NULL,
  state_hash   bytea NOT NULL,
  browser_hash bytea NOT NULL,
  provider_key text  NOT NULL,
  next         text  NOT NULL,
  expires_at   timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, state_hash),
  FOREIGN KEY (tenant_id, provider_key) REFERENCES sign_in_provider ON DELETE CASCADE
);
CREATE INDEX provider_attempt_by_provider ON provider_attempt (tenant_id, provider_key);
CREATE INDEX provider_attempt_by_expiry ON provider_attempt (tenant_id, expires_at);
SELECT wall('provider_attempt');

-- Whether agents who are no owners come in by a provider only.
ALTER TABLE security_rules ADD COLUMN providers_only boolean NOT NULL DEFAULT false;

-- Whether a provider has vouched for the person, second factor and all.
ALTER TABLE agent_session ADD COLUMN vouched boolean NOT NULL DEFAULT false;
