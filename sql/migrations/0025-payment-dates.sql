-- The payments of all batches of a leaf in the order of their dates: a list of a year runs along one index, however many batches the year came in.
drop index payments_batch_id_date_line_no_idx;
create index payments_date on payments (date, batch_id, line_no);
