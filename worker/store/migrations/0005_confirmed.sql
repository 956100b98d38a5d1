-- How often somebody who ran the experiment of a link again said that the result was the same. A number and no more: nobody is written down.
ALTER TABLE links ADD COLUMN confirmed INTEGER NOT NULL DEFAULT 0;
