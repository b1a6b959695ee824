-- What is written for each mail counts. Encrypted bytes cannot be packed, so nobody need try; mails are found by age by
-- their ids, which begin with the time; and of what was judged, only what was not let in is looked for by its verdict.
ALTER TABLE file ALTER COLUMN sealed SET STORAGE EXTERNAL;
ALTER TABLE spam_judged ALTER COLUMN print SET STORAGE EXTERNAL, ALTER COLUMN reasons SET STORAGE EXTERNAL;
ALTER TABLE spam_ledger ALTER COLUMN print SET STORAGE EXTERNAL;
DROP INDEX inbound_mail_by_handling;
DROP INDEX spam_judged_by_verdict;
CREATE INDEX spam_judged_not_let_in ON spam_judged (tenant_id, verdict, at DESC, message DESC) WHERE verdict <> 'INBOX';
