-- SQLite makes a table of the words behind IN where they are more than two, anew for each row that is written: four for an
-- article. Comparisons joined by OR say the same. Only the text of the checks changes and nothing that is stored; for that the
-- text of the schema may be written (https://www.sqlite.org/lang_altertable.html#otheralter).
PRAGMA writable_schema = ON;

UPDATE sqlite_schema
SET sql = replace(sql,
  'status IN (''draft'', ''scheduled'', ''published'', ''withdrawn'')',
  'status = ''draft'' OR status = ''scheduled'' OR status = ''published'' OR status = ''withdrawn''')
WHERE type = 'table' AND name IN ('articles', 'notices', 'events', 'awards');

UPDATE sqlite_schema
SET sql = replace(sql,
  'kind IN (''news'', ''event_report'', ''award_report'', ''technical'', ''policy_guide'', ''feature'')',
  'kind = ''news'' OR kind = ''event_report'' OR kind = ''award_report'' OR kind = ''technical'' OR kind = ''policy_guide'' OR kind = ''feature''')
WHERE type = 'table' AND name = 'articles';

UPDATE sqlite_schema
SET sql = replace(sql,
  'category IN (''official'', ''call'', ''news'')',
  'category = ''official'' OR category = ''call'' OR category = ''news''')
WHERE type = 'table' AND name = 'notices';

UPDATE sqlite_schema
SET sql = replace(sql,
  'type IN (''article'', ''notice'', ''event'', ''award'', ''organisation'', ''issue'')',
  'type = ''article'' OR type = ''notice'' OR type = ''event'' OR type = ''award'' OR type = ''organisation'' OR type = ''issue''')
WHERE type = 'table' AND name = 'records';

UPDATE sqlite_schema
SET sql = replace(sql,
  'op IN (''publish'', ''update'', ''delete'')',
  'op = ''publish'' OR op = ''update'' OR op = ''delete''')
WHERE type = 'table' AND name = 'changes';

UPDATE sqlite_schema
SET sql = replace(sql,
  'CHECK (status IN (''pending'', ''delivered'', ''failed''))',
  'CHECK (status = ''pending'' OR status = ''delivered'' OR status = ''failed'')')
WHERE type = 'table' AND name = 'deliveries';

PRAGMA writable_schema = RESET;

-- Counts up the number by which other connections know that the schema is another.
CREATE TABLE renewed (one INTEGER) STRICT;
DROP TABLE renewed;
