CREATE TABLE contact (
  tenant_id  uuid NOT NULL,
  id         uuid NOT NULL,
  name       text NOT NULL DEFAULT '',
  email      text,
  note       text NOT NULL DEFAULT '',
  language   text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX contact_by_age ON contact (tenant_id, created_at DESC, id DESC);
CREATE INDEX contact_by_words ON contact USING gin (tenant_id, (lower(name || ' ' || coalesce(email, ''))) gin_trgm_ops);
SELECT wall('contact');

CREATE TABLE contact_address (
  tenant_id  uuid NOT NULL,
  address    text NOT NULL CHECK (address = lower(address)),
  contact_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, address),
  FOREIGN KEY (tenant_id, contact_id) REFERENCES contact ON DELETE CASCADE
);
CREATE INDEX contact_address_by_contact ON contact_address (tenant_id, contact_id);
SELECT wall('contact_address');
