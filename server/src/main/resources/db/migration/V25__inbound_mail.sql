-- What is known of a mail once it was read: whose it is, and two keyed hashes to recognise a second copy of it.
ALTER TABLE inbound_mail
  ADD COLUMN contact_id   uuid,
  ADD COLUMN message_hash bytea,
  ADD COLUMN content_hash bytea,
  ADD COLUMN handled_at   timestamptz;
CREATE INDEX inbound_mail_by_message ON inbound_mail (tenant_id, message_hash) WHERE message_hash IS NOT NULL;
CREATE INDEX inbound_mail_by_contact ON inbound_mail (tenant_id, contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX inbound_mail_by_handling ON inbound_mail (tenant_id, handled_at) WHERE handled_at IS NOT NULL;

-- Conversations as other programs name them (Thread-Index, Feedback-ID), for answers that name no message of ours.
CREATE TABLE mail_thread (
  tenant_id uuid NOT NULL,
  key       bytea NOT NULL,
  ticket_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, key),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES ticket ON DELETE CASCADE
);
CREATE INDEX mail_thread_by_ticket ON mail_thread (tenant_id, ticket_id);
SELECT wall('mail_thread');
