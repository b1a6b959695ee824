-- Agents whom a directory provisions (SCIM 2.0): what it calls them, and whether it was the directory that switched somebody
-- off. Such a person it still sees, until they are erased.
ALTER TABLE agent
  ADD COLUMN external_id  text CHECK (length(external_id) BETWEEN 1 AND 200),
  ADD COLUMN switched_off boolean NOT NULL DEFAULT false,
  ADD UNIQUE (tenant_id, external_id);

ALTER TABLE api_key
  DROP CONSTRAINT api_key_type_check,
  ADD CONSTRAINT api_key_type_check CHECK (type IN ('A', 'C', 'P', 'S', 'T', 'W'));
