-- From where agents may come to the panel, as somebody typed it; empty: from anywhere.
ALTER TABLE security_rules ADD COLUMN panel_networks text NOT NULL DEFAULT '';
