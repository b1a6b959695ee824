-- Old lessons keep the words of their message alone.
ALTER TABLE spam_ledger ADD COLUMN thin boolean NOT NULL DEFAULT false;
