-- Whose pages may show a link in a frame: JSON list of origins, or of "*" for all; NULL where nobody may, and once deleted.
ALTER TABLE links ADD COLUMN embed TEXT;
