-- A provider that is not enabled lets nobody in and stays known, secret and links included.
ALTER TABLE sign_in_provider ADD COLUMN enabled boolean NOT NULL DEFAULT true;
