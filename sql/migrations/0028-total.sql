-- The sum of whole numbers as a whole number: `sum` makes a numeric of each, which takes longer than the summing where groups are many.
-- A total beyond bigint is refused, as its cast was before.
create aggregate access.total (bigint) (sfunc = int8pl, stype = bigint, combinefunc = int8pl, parallel = safe);
grant execute on function access.total(bigint) to mingzhang_reader, mingzhang_loader;
