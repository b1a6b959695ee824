-- What a key may be used for, until when and from where. '*' stands for all that its maker may do.
ALTER TABLE api_key
  ADD COLUMN scopes     text[] NOT NULL DEFAULT '{*}',
  ADD COLUMN type       text   NOT NULL DEFAULT 'A' CHECK (type IN ('A', 'C', 'P', 'T', 'W')),
  ADD COLUMN networks   text   NOT NULL DEFAULT '',
  ADD COLUMN expires_at timestamptz,
  ADD COLUMN install_id text;

-- A program that signs in again on the same device gets a key in the place of its former one.
CREATE UNIQUE INDEX api_key_by_install ON api_key (tenant_id, agent_id, install_id) WHERE install_id IS NOT NULL;
