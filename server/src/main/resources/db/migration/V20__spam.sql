-- What an account's spam filter rests on. The rows of the ledger are the truth; a stored model only saves replaying
-- them. "numbered" is the last number given: it is raised under this row's lock, so that numbers commit in order.
-- "generation" rises when rows were taken out, which tells every node to build its model again.
CREATE TABLE spam_model (
  tenant_id     uuid NOT NULL,
  ham_loss      double precision NOT NULL DEFAULT 0.0015 CHECK (ham_loss BETWEEN 0.0001 AND 0.05),
  numbered      bigint NOT NULL DEFAULT 0,
  generation    bigint NOT NULL DEFAULT 0,
  stored        bytea,
  stored_number bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id),
  CHECK (stored_number <= numbered)
);
ALTER TABLE spam_model ALTER COLUMN stored SET STORAGE EXTERNAL;
SELECT wall('spam_model');

CREATE TABLE spam_ledger (
  tenant_id  uuid NOT NULL,
  number     bigint NOT NULL,
  message    text NOT NULL,
  contact_id uuid,
  agent_id   uuid,
  spam       boolean NOT NULL,
  strength   text NOT NULL CHECK (strength IN ('HINT', 'MARK')),
  at         timestamptz NOT NULL,
  print      bytea NOT NULL,
  PRIMARY KEY (tenant_id, number),
  UNIQUE (tenant_id, message)
);
ALTER TABLE spam_ledger ALTER COLUMN print SET STORAGE EXTERNAL;
CREATE INDEX spam_ledger_by_contact ON spam_ledger (tenant_id, contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX spam_ledger_by_agent ON spam_ledger (tenant_id, agent_id, at) WHERE agent_id IS NOT NULL;
SELECT wall('spam_ledger');
