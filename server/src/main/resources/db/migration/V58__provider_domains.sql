-- Of which domains the addresses are of those who come in by a provider; none named: of any.
ALTER TABLE sign_in_provider ADD COLUMN domains text[] NOT NULL DEFAULT '{}';
