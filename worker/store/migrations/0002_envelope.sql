-- What a teacher says about a link and hides in it: JSON {title?, text?, hide?}; NULL without, and once deleted.
ALTER TABLE links ADD COLUMN envelope TEXT;
