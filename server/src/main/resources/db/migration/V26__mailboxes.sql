-- When a mailbox is looked into next: only the job of the current round counts, so that there is one chain of them.
ALTER TABLE mailbox
  ADD COLUMN round    bigint NOT NULL DEFAULT 0,
  ADD COLUMN failures int    NOT NULL DEFAULT 0;

-- What of a POP3 mailbox was fetched already; the server's name of each mail, as a hash.
CREATE TABLE mailbox_seen (
  tenant_id  uuid  NOT NULL,
  mailbox_id uuid  NOT NULL,
  uid        bytea NOT NULL,
  PRIMARY KEY (tenant_id, mailbox_id, uid),
  FOREIGN KEY (tenant_id, mailbox_id) REFERENCES mailbox ON DELETE CASCADE
);
SELECT wall('mailbox_seen');
