-- Roles that an account made for itself: a copy of the agent's with permissions given one by one.
CREATE TABLE agent_role (
  tenant_id   uuid   NOT NULL,
  id          uuid   NOT NULL,
  name        text   NOT NULL CHECK (name <> ''),
  permissions text[] NOT NULL,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, name)
);
SELECT wall('agent_role');

-- Only agents have one: owners and admins are never less than they are.
ALTER TABLE agent
  ADD COLUMN role_id uuid,
  ADD CONSTRAINT agent_role_of_agents CHECK (role_id IS NULL OR role = 'agent'),
  ADD FOREIGN KEY (tenant_id, role_id) REFERENCES agent_role;
CREATE INDEX agent_by_role ON agent (tenant_id, role_id) WHERE role_id IS NOT NULL;

-- What somebody may do with the tickets of a department.
ALTER TABLE agent_department
  ADD COLUMN role text NOT NULL DEFAULT 'solver' CHECK (role IN ('reader', 'solver', 'supervisor', 'manager'));
