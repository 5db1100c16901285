-- No secret is kept: an answer that shows one names what it is made for, and it is made anew for a repeat of the request.
ALTER TABLE answers ADD COLUMN secret_purpose TEXT;

-- Those kept until now, of a day at most: a repeat of such a request makes or renews once more.
DELETE FROM answers WHERE instr(body, CAST('"secret":"whsec_' AS BLOB)) > 0;
