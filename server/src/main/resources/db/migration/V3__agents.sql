CREATE TABLE agent (
  tenant_id           uuid NOT NULL,
  id                  uuid NOT NULL,
  name                text NOT NULL CHECK (name <> ''),
  email               text NOT NULL CHECK (email = lower(email)),
  role                text NOT NULL CHECK (role IN ('owner', 'admin', 'agent')),
  state               text NOT NULL CHECK (state IN ('invited', 'active')),
  password_hash       text,
  password_changed_at timestamptz,
  language            text NOT NULL DEFAULT 'en',
  theme               text NOT NULL DEFAULT 'system' CHECK (theme IN ('light', 'dark', 'system')),
  density             text NOT NULL DEFAULT 'comfortable' CHECK (density IN ('comfortable', 'compact')),
  timezone            text NOT NULL DEFAULT 'UTC',
  signature           text NOT NULL DEFAULT '',
  created_at          timestamptz NOT NULL,
  last_seen_at        timestamptz,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, email)
);
SELECT wall('agent');

CREATE TABLE agent_department (
  tenant_id     uuid NOT NULL,
  agent_id      uuid NOT NULL,
  department_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, agent_id, department_id),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agent ON DELETE CASCADE
);
CREATE INDEX agent_department_by_department ON agent_department (tenant_id, department_id);
SELECT wall('agent_department');

-- A signed-in browser. The cookie's token is kept as a hash.
CREATE TABLE agent_session (
  tenant_id    uuid NOT NULL,
  token_hash   bytea NOT NULL,
  id           uuid NOT NULL,
  agent_id     uuid NOT NULL,
  created_at   timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  ip           text NOT NULL,
  user_agent   text NOT NULL,
  PRIMARY KEY (tenant_id, token_hash),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agent ON DELETE CASCADE
);
CREATE INDEX agent_session_by_agent ON agent_session (tenant_id, agent_id);
CREATE INDEX agent_session_by_expiry ON agent_session (tenant_id, expires_at);
SELECT wall('agent_session');

-- A link that works once: to accept an invitation, to set a new password, to enter right after the sign-up.
CREATE TABLE agent_link (
  tenant_id  uuid NOT NULL,
  token_hash bytea NOT NULL,
  agent_id   uuid NOT NULL,
  purpose    text NOT NULL CHECK (purpose IN ('invitation', 'password', 'enter')),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz,
  PRIMARY KEY (tenant_id, token_hash),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agent ON DELETE CASCADE
);
CREATE INDEX agent_link_by_agent ON agent_link (tenant_id, agent_id);
SELECT wall('agent_link');

CREATE TABLE api_key (
  tenant_id    uuid NOT NULL,
  id           uuid NOT NULL,
  key_hash     bytea NOT NULL,
  agent_id     uuid NOT NULL,
  name         text NOT NULL,
  created_at   timestamptz NOT NULL,
  last_used_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, key_hash),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agent ON DELETE CASCADE
);
CREATE INDEX api_key_by_agent ON api_key (tenant_id, agent_id);
SELECT wall('api_key');
