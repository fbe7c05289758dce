/** In charge of where a row of a ledger lies: the table of its load, and its row there. */

/** Join of the table `t` that holds the row `f` of the batch `b`; none where a load keeps no such places. */
export const PLACE_JOIN = `left join load_tables t on t.load_id = b.load_id and t.dataset = b.dataset
  and f.line_no > t.line_offset and f.line_no <= t.line_offset + t.line_count`;

/** The row in its file or sheet, from 1. */
export const PLACE_ROW = 'f.line_no - coalesce(t.line_offset, 0)';

/** Member of an archive, or sheet; null for a plain file, whose table bears the file's own name. */
export const PLACE_MEMBER = `nullif(nullif(t.sheet, regexp_replace(fi.name, '(\\.\\w+){1,2}$', '')), '')`;
