-- What an account asks of new passwords, and for how long one is good.
ALTER TABLE security_rules
  ADD COLUMN password_min      int     NOT NULL DEFAULT 10 CHECK (password_min BETWEEN 8 AND 64),
  ADD COLUMN password_strength int     NOT NULL DEFAULT 3 CHECK (password_strength BETWEEN 2 AND 4),
  ADD COLUMN password_days     int     CHECK (password_days BETWEEN 1 AND 3650),
  ADD COLUMN leaked_online     boolean NOT NULL DEFAULT false;

-- Whether somebody halfway in has shown the second proof.
ALTER TABLE agent_halfway ADD COLUMN proved boolean NOT NULL DEFAULT false;
