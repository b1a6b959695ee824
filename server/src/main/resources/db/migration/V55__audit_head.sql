-- Where the chain ends: number and hash of the newest linked entry, signed with the account's key. A chain whose newest
-- entries were cut off is whole by itself; beside this row it is too short. "since" is the number of the newest entry when
-- the row was first written: it vouches for the length of what came later.
CREATE TABLE audit_head (
  tenant_id uuid        PRIMARY KEY,
  number    bigint      NOT NULL,
  hash      bytea       NOT NULL,
  since     bigint      NOT NULL,
  at        timestamptz NOT NULL,
  mac       bytea       NOT NULL
);
SELECT wall('audit_head');
REVOKE DELETE ON audit_head FROM havendesk_app;
