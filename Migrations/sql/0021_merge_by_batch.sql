-- FTS5 merges by itself at every sixty-fourth page that it writes, and then that many pages for each level at once: one commit of
-- four waited thirty milliseconds for it. The program merges fewer pages at a time along with its batches instead, and the rest in the next lull.
INSERT INTO search (search, rank) VALUES ('automerge', 0);
