-- What an agent wants to be told by mail; an agent without a row is told nothing.
CREATE TABLE agent_mail_preference (
  tenant_id uuid NOT NULL,
  agent_id  uuid NOT NULL,
  assigned  boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant_id, agent_id),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agent ON DELETE CASCADE
);
SELECT wall('agent_mail_preference');
