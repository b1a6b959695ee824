-- Who opened an account, until its installation is done: then the owner is an agent's row, and this one is gone.
CREATE TABLE account_installation (
  tenant_id   uuid PRIMARY KEY,
  owner_name  text NOT NULL,
  owner_email text NOT NULL,
  done        text[] NOT NULL DEFAULT '{}',
  created_at  timestamptz NOT NULL
);
SELECT wall('account_installation');

-- The page on which the owner waits for the account is found by a token that is kept as a hash, until it let them in.
ALTER TABLE account ADD COLUMN building_hash bytea UNIQUE;
