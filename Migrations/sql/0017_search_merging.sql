-- Fewer merges while writes keep coming, as each writes the index anew: a merge waits for thirty-two segments of a size. A query
-- looks into each; the writer merges all into one in the next lull. The last bound stands well above, as what passes it is merged
-- while the write waits.
INSERT INTO search (search, rank) VALUES ('automerge', 32);
INSERT INTO search (search, rank) VALUES ('crisismerge', 128);
