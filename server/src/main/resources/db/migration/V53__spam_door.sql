-- Addresses that nobody uses: whoever writes to one was given it by nobody.
ALTER TABLE spam_model ADD COLUMN traps text[] NOT NULL DEFAULT '{}';

-- Where a message came from, as far as that is known and counts: the network that handed it over, and the domain that has
-- proven to be its sender's.
ALTER TABLE spam_judged
  ADD COLUMN network text,
  ADD COLUMN domain text,
  DROP CONSTRAINT spam_judged_because_check,
  ADD CONSTRAINT spam_judged_because_check
    CHECK (because IN ('FILTER', 'ALLOWED', 'BLOCKED', 'RELAY', 'TRAP', 'SOURCE'));
CREATE INDEX spam_judged_trapped_network ON spam_judged (tenant_id, network) WHERE because = 'TRAP';
CREATE INDEX spam_judged_trapped_domain ON spam_judged (tenant_id, domain) WHERE because = 'TRAP';

-- How many messages were turned away because too many came at once, by the hour.
CREATE TABLE spam_turned_away (
  tenant_id uuid NOT NULL,
  hour      timestamptz NOT NULL,
  messages  bigint NOT NULL,
  PRIMARY KEY (tenant_id, hour)
);
SELECT wall('spam_turned_away');
