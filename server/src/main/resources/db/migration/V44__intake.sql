-- A mail's row is written twice, so each index of it counts: one for all that is not done, none for the age alone.
DROP INDEX inbound_mail_open;
DROP INDEX inbound_mail_by_age;
CREATE INDEX inbound_mail_not_done ON inbound_mail (tenant_id, state, received_at DESC, id DESC) WHERE state <> 'done';
