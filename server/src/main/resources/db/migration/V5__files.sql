-- An encrypted file. Small ones lie in the row, so that they are committed with what refers to them; large ones in the
-- data folder, where they are flushed before the row is written.
CREATE TABLE file (
  tenant_id  uuid NOT NULL,
  id         uuid NOT NULL,
  name       text NOT NULL,
  type       text NOT NULL,
  size       bigint NOT NULL CHECK (size >= 0),
  sealed     bytea,
  place      text,
  created_at timestamptz NOT NULL,
  kept       boolean NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CHECK ((sealed IS NULL) <> (place IS NULL))
);
ALTER TABLE file ALTER COLUMN sealed SET STORAGE EXTERNAL;
CREATE INDEX file_not_kept ON file (tenant_id, created_at) WHERE NOT kept;
SELECT wall('file');
