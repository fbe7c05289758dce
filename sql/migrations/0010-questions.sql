-- What questions to ledgers need beyond the tables.

-- A short way from a code to its name.
create index on names (code, scheme);

-- One unit's or department's lines over months, where a question names more than a roll-up knows.
create index on execution_ledger (batch_id, unit);
create index on execution_ledger (batch_id, department);
