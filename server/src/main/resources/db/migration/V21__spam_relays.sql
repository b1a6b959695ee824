-- Servers whose word on spam an account believes: host names and networks.
ALTER TABLE spam_model ADD COLUMN relays text[] NOT NULL DEFAULT '{}';

ALTER TABLE spam_judged DROP CONSTRAINT spam_judged_because_check,
  ADD CONSTRAINT spam_judged_because_check CHECK (because IN ('FILTER', 'ALLOWED', 'BLOCKED', 'RELAY'));
CREATE INDEX spam_judged_by_verdict ON spam_judged (tenant_id, verdict, at DESC, message DESC);
