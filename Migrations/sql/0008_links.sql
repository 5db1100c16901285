-- Organisations that an item is about, in its own order.
CREATE TABLE item_organisations (
  item INTEGER NOT NULL REFERENCES records (seq) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  organisation INTEGER NOT NULL REFERENCES organisations (seq) ON DELETE CASCADE,
  role TEXT,
  PRIMARY KEY (item, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_organisations_by_organisation ON item_organisations (organisation, item);

CREATE TABLE item_tags (
  tag TEXT NOT NULL,
  item INTEGER NOT NULL REFERENCES records (seq) ON DELETE CASCADE,
  PRIMARY KEY (tag, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_tags_by_item ON item_tags (item);
