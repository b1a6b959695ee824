-- A removed agent can be brought back for some days; then the profile is erased. The address is free at once.
ALTER TABLE agent DROP CONSTRAINT agent_state_check;
ALTER TABLE agent
  ADD CONSTRAINT agent_state_check CHECK (state IN ('invited', 'active', 'removed')),
  ADD COLUMN removed_at   timestamptz,
  ADD COLUMN former_email text,
  ADD CONSTRAINT agent_removal CHECK ((state = 'removed') = (removed_at IS NOT NULL));
CREATE INDEX agent_by_removal ON agent (tenant_id, removed_at) WHERE removed_at IS NOT NULL;

-- Lines in threads that name whom a ticket was given to.
CREATE INDEX message_by_given ON message (tenant_id, (event ->> 'agent')) WHERE event ->> 'agent' IS NOT NULL;
