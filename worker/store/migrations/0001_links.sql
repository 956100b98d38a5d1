-- Index of published links. Blobs are in R2, named by their SHA-256; a row here is written after its blobs.
CREATE TABLE links (
  id TEXT PRIMARY KEY,             -- 128 random bits, base64url
  lab TEXT NOT NULL,
  title TEXT NOT NULL,
  notes TEXT NOT NULL,
  experiment TEXT NOT NULL,        -- canonical JSON; '' once deleted
  result TEXT NOT NULL,            -- JSON: what the publisher claims; '' once deleted
  model TEXT,                      -- JSON: what the published weights can be asked; NULL without weights
  parent TEXT,                     -- id of the link that this one is a fork of
  created INTEGER NOT NULL,        -- milliseconds since 1970
  content TEXT NOT NULL,           -- SHA-256 over everything published
  token_hash TEXT NOT NULL,        -- SHA-256 of the delete token
  key_hash TEXT NOT NULL UNIQUE,   -- SHA-256 of the idempotency key
  sealed_token TEXT NOT NULL,      -- the delete token, readable only with the idempotency key
  deleted INTEGER                  -- milliseconds since 1970; NULL while the link lives
) STRICT;

CREATE TABLE link_blobs (
  link TEXT NOT NULL REFERENCES links (id),
  position INTEGER NOT NULL,
  role TEXT NOT NULL,              -- arrays, weights, data
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  PRIMARY KEY (link, position)
) STRICT;
CREATE INDEX link_blobs_by_hash ON link_blobs (sha256);

-- Takedown: the SHA-256 of a blob, or of a link's whole content (links.content). What is listed is no longer served and cannot come back.
CREATE TABLE bans (
  sha256 TEXT PRIMARY KEY,
  reason TEXT NOT NULL,
  banned INTEGER NOT NULL
) STRICT;
