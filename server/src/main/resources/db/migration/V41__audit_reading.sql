-- What somebody did, what was done to something, and everything of one kind, by time.
CREATE INDEX audit_entry_by_actor ON audit_entry (tenant_id, actor_id, at DESC, id DESC) WHERE actor_id IS NOT NULL;
CREATE INDEX audit_entry_by_object ON audit_entry (tenant_id, object_id, at DESC, id DESC) WHERE object_id IS NOT NULL;
CREATE INDEX audit_entry_by_action ON audit_entry (tenant_id, action text_pattern_ops, at DESC, id DESC);

-- Where the chain begins when its oldest entries were removed after their time: the last of them, by number and hash.
CREATE TABLE audit_beginning (
  tenant_id uuid   PRIMARY KEY,
  number    bigint NOT NULL,
  hash      bytea  NOT NULL,
  at        timestamptz NOT NULL
);
SELECT wall('audit_beginning');
REVOKE INSERT, UPDATE, DELETE ON audit_beginning FROM havendesk_app;

-- The one way to remove entries, since the program may not: the oldest ones that are linked, in order, up to a time. The
-- chain of the rest begins where they end.
CREATE FUNCTION audit_forget(before timestamptz, most int) RETURNS int
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  last_number bigint;
  last_hash   bytea;
  removed     int;
BEGIN
  SELECT number, hash INTO last_number, last_hash
    FROM (SELECT number, hash, at FROM audit_entry
           WHERE tenant_id = current_tenant() AND number IS NOT NULL
           ORDER BY number LIMIT most) oldest
   WHERE at < before
   ORDER BY number DESC LIMIT 1;
  IF last_number IS NULL THEN
    RETURN 0;
  END IF;
  INSERT INTO audit_beginning AS b (tenant_id, number, hash, at)
  VALUES (current_tenant(), last_number, last_hash, before)
      ON CONFLICT (tenant_id) DO UPDATE SET number = excluded.number, hash = excluded.hash, at = excluded.at;
  DELETE FROM audit_entry
   WHERE tenant_id = current_tenant() AND number <= last_number;
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;
REVOKE ALL ON FUNCTION audit_forget(timestamptz, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_forget(timestamptz, int) TO havendesk_app;
