-- Every object of the store has a row here from before its upload begins until after it is removed: what no link needs can be found without
-- listing the store. A name is never used twice, so that a removal that comes late cannot hit what was written in the meantime.
CREATE TABLE objects (
  name TEXT PRIMARY KEY,           -- key in R2
  sha256 TEXT,                     -- of its bytes; NULL until a link points at it
  bytes INTEGER NOT NULL,
  orphan INTEGER,                  -- since when no link may need it, milliseconds since 1970; NULL while one does
  doomed INTEGER                   -- when its removal began, which nothing takes back
) STRICT;
CREATE UNIQUE INDEX objects_by_hash ON objects (sha256) WHERE doomed IS NULL;
CREATE INDEX objects_by_orphan ON objects (orphan) WHERE orphan IS NOT NULL;

-- Blobs from before were named by their hash.
INSERT INTO objects (name, sha256, bytes, orphan, doomed)
  SELECT sha256, sha256, MAX(bytes), 0, NULL FROM link_blobs GROUP BY sha256;

-- `content` covers what is shown to be true (experiment and blobs), so that another title brings nothing back; of older links it covers everything.
ALTER TABLE links ADD COLUMN request TEXT;                    -- SHA-256 over everything sent: what a retry with the same key must repeat
ALTER TABLE links ADD COLUMN wording TEXT;                    -- SHA-256 over the letters of title, notes and envelope
ALTER TABLE links ADD COLUMN room INTEGER NOT NULL DEFAULT 0; -- bytes that the row counts for
ALTER TABLE links ADD COLUMN opened INTEGER NOT NULL DEFAULT 0; -- when it was last opened, within a day; milliseconds since 1970
ALTER TABLE links ADD COLUMN expired INTEGER NOT NULL DEFAULT 0; -- 1 where it went because nobody opened it
UPDATE links SET request = content, opened = unixepoch() * 1000;
CREATE INDEX links_by_opened ON links (opened) WHERE deleted IS NULL;
CREATE INDEX links_by_content ON links (content);
CREATE INDEX links_by_wording ON links (wording);
CREATE INDEX links_by_request ON links (request);

-- What was taken in, by network and hour. Networks are named by a keyed hash whose key is thrown away with its hour.
CREATE TABLE usage (
  source TEXT NOT NULL,            -- keyed hash of a network, 'hour' (everyone), 'total' (everything kept; hour 0)
  hour INTEGER NOT NULL,           -- hours since 1970
  links INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  most_links INTEGER NOT NULL,
  most_bytes INTEGER NOT NULL,
  PRIMARY KEY (source, hour),
  CONSTRAINT quota CHECK (links <= most_links AND bytes <= most_bytes)
) STRICT;
CREATE TABLE usage_keys (
  hour INTEGER PRIMARY KEY,
  secret TEXT NOT NULL
) STRICT;
