-- Ends of the log that were signed with a finer time than they were kept with could not be told to be ours. They begin
-- anew at the log's next entry.
TRUNCATE audit_head;
