-- Words as the program segments them (bigrams of Chinese, whole words of letters and digits), separated by spaces; the
-- tokenizer only splits. A row's number is the item's position: published ones count up, others count down below zero,
-- and the lowest three bits say the type. No text is kept here twice: a row is taken out by writing its old words.
-- Words of a title stand twice, the second time marked; so does its pinyin.
CREATE VIRTUAL TABLE search USING fts5 (words, content = '', tokenize = 'ascii', columnsize = 0);

-- No merging while a write waits: the writer merges when it has nothing else to do.
INSERT INTO search (search, rank) VALUES ('automerge', 8);
INSERT INTO search (search, rank) VALUES ('usermerge', 2);
INSERT INTO search (search, rank) VALUES ('crisismerge', 32);

-- Which segmentation wrote the words above; another one's words are written anew when the file is opened.
CREATE TABLE search_state (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  segmentation INTEGER NOT NULL
) STRICT;
INSERT INTO search_state (one, segmentation) VALUES (1, 0);
