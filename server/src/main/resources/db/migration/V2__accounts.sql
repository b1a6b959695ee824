-- Global: which accounts there are. It holds no person: who owns an account is an agent's row behind the wall.
CREATE TABLE account (
  id           uuid PRIMARY KEY,
  subdomain    text NOT NULL UNIQUE CHECK (subdomain ~ '^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$'),
  name         text NOT NULL CHECK (name <> ''),
  status       text NOT NULL CHECK (status IN ('installing', 'active', 'suspended', 'terminated', 'deleted')),
  language     text NOT NULL DEFAULT 'en',
  timezone     text NOT NULL DEFAULT 'UTC',
  region       text NOT NULL DEFAULT 'EU',
  progress     int  NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
  created_at   timestamptz NOT NULL,
  activated_at timestamptz
);
GRANT SELECT, INSERT, UPDATE ON account TO havendesk_app;

CREATE TABLE tenant_key (
  tenant_id uuid PRIMARY KEY,
  wrapped   bytea NOT NULL
);
SELECT wall('tenant_key');
