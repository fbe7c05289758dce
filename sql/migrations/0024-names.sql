-- What a code is called in the latest batch, without looking through all batches that name it.
drop index names_code_scheme_idx;
create index on names (code, scheme, batch_id);
