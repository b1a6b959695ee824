-- A filter took the message that began it for spam, but was not sure enough to hold it back.
ALTER TABLE ticket ADD COLUMN suspected boolean NOT NULL DEFAULT false;
