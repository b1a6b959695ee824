-- The keys with which mails of a domain are signed (RFC 6376). The private half is encrypted with the account's key.
CREATE TABLE dkim_key (
  tenant_id   uuid NOT NULL,
  domain      text NOT NULL,
  selector    text NOT NULL,
  private_key bytea NOT NULL,
  public_key  text NOT NULL,
  verified_at timestamptz,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, domain)
);
SELECT wall('dkim_key');
