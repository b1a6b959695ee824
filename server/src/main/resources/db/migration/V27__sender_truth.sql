-- How sure a channel is about who wrote a message: state, domain, reason, and what was looked at.
ALTER TABLE message ADD COLUMN provenance jsonb;

-- Which server handed a mail over, so that its sender can be checked after a restart as well.
ALTER TABLE inbound_mail
  ADD COLUMN handed_by inet,
  ADD COLUMN helo      text NOT NULL DEFAULT '';
