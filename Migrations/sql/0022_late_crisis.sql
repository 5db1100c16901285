-- The bound past which FTS5 merges a whole level while the write waits stands where only that could save the index, which is refused
-- beyond two thousand segments: the program merges beside its batches, and a hundred segments or so are there while a load lasts.
INSERT INTO search (search, rank) VALUES ('crisismerge', 1000);
