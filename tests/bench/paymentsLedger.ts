/** In charge of a ledger of payments of any length for measuring: written by the database itself, with everything that a load leaves beside the rows. */
import type { Database } from '#database';
import { ledger } from '../../etl/datasets/payments/ledger.ts';
import { tasksFor } from '../../etl/ledger/afterCopy.ts';
import { finishLeaves } from '../../etl/ledger/finishLeaves.ts';
import { publishLedger } from '../server/query/ledgerFacts.ts';
import { BENCH_REGION } from './paymentsCsv.ts';

/**
 * 120 units, 1,500 projects, 20,000 payees, some 15,000 different purposes; a few projects and payees take most of the money.
 * What a payment is for has its heading, and one in fifty stands under another; wages, labour and benefits go to persons, little else does.
 */
const madeOf = (year: number) => `
select setseed(0.5);
create temp table project as
select i as p, (101 + i % 30)::text as department, (101 + i % 30)::text || lpad((1 + (i / 30) % 4)::text, 3, '0') as unit,
  '${BENCH_REGION}${String(year % 100)}' || lpad(i::text, 6, '0') as code,
  (array['明川','东湖','西岭','南屏','北辰','安宁','长乐','永丰','太平','和顺'])[1 + i % 10]
  || (array['道路改造工程','校舍维修','信息化运维','老旧小区改造','河道整治','疫苗采购','困难群众救助','农田水利','设备购置','人才引进','绿化养护','公交补贴','文化惠民','环卫保洁','公用经费','人员经费'])[1 + (i / 10) % 16]
  || case when i % 7 = 0 then '（二期）' else '' end as name,
  (201 + i % 25)::text || lpad((1 + i % 9)::text, 2, '0') || lpad((1 + i % 6)::text, 2, '0') as item,
  case when random() < 0.86 then '11' when random() < 0.8 then '12' else '13' end as fund
from generate_series(0, 1499) i;
create temp table payee as
select i as y, hashtextextended(i::text, 7) as key, '6222' || lpad(floor(random() * 1e15)::bigint::text, 15, '0') as account,
  case when i % 10 < 3
    then substr('王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高', 1 + i % 20, 1) || substr('伟芳娜敏静秀英丽强磊军洋勇艳杰涛明超兰霞平刚', 1 + (i / 20) % 22, 1)
      || case when i % 3 > 0 then substr('伟芳娜敏静秀英丽强磊军洋勇艳杰涛明超兰霞平刚', 1 + (i / 440) % 22, 1) else '' end
    else (array['明川','东湖','西岭','南屏','北辰','安宁','长乐','永丰','太平','和顺'])[1 + i % 10]
      || (array['建设工程','信息技术','物业服务','商贸','印务','园林绿化','医药','汽车服务','酒店管理','咨询','教育科技','劳务'])[1 + i % 12]
      || '有限公司' || (i / 100)::text || '部' end as name
from generate_series(0, 19999) i;
create temp table purpose as
select row_number() over () - 1 as t, words, economic, economic in ('30101', '30103', '30226', '30305') as personal
from (values ('支付{p}工程款', '31005'), ('{p}{m}月进度款', '31005'), ('{p}质保金', '31005'), ('{m}月公务接待费', '30217'), ('{p}业务接待', '30217'), ('{m}月会议费', '30215'),
  ('{p}专题会议费', '30215'), ('{p}培训费', '30216'), ('第{m}期业务培训费', '30216'), ('{m}月工资', '30101'), ('{m}月绩效奖金', '30103'), ('{m}月水电费', '30206'),
  ('{m}月物业管理费', '30209'), ('{p}监理费', '31005'), ('{p}设计费', '31005'), ('{p}设备款', '31003'), ('{m}月差旅费', '30211'), ('办公用品采购', '30201'),
  ('{p}咨询服务费', '30203'), ('{m}月公务用车运行维护费', '30231'), ('{p}{m}月劳务费', '30226'), ('{m}月困难群众补助', '30305'), ('{p}印刷费', '30202'), ('{p}第{m}批采购款', '31003')) p (words, economic);
analyze project; analyze payee; analyze purpose`;

/** Rows in the order of their dates, from the first of January to the tenth of January after (month 13). */
const rowsOf = (year: number) => `
select $1::integer, '${BENCH_REGION}', n, d.date, d.month, p.department, p.unit, p.code, left(p.item, 3), left(p.item, 5), p.item,
  left(c.e, 3), c.e, '50' || (1 + right(c.e, 1)::integer % 9), '50' || (1 + right(c.e, 1)::integer % 9) || '01', p.fund,
  case when r1 < 0.93 then 'current' else 'carried' end, case when r2 < 0.8 then '1' else '2' end, case when r2 < 0.95 then '2' else '1' end,
  y.key, y.name, y.account, replace(replace(t.words, '{p}', p.name), '{m}', d.month::text), 'ZF${String(year)}' || lpad(n::text, 9, '0'),
  '明财预〔${String(year)}〕' || n % 400 || '号', r1 < 0.12, r2 < 0.08, t.words like '%月工资', r3 < 0.004,
  case when r3 < 0.004 then -1 else 1 end * round(power(10::float8, 3.2 + ra * 3 + rb * 2.2))::bigint
from (
  select n, floor(random() ^ 2 * 1500)::integer as p, floor(random() ^ 3 * 2000)::integer as y, floor(random() * 24)::integer as t,
    random() as r1, random() as r2, random() as r3, random() as r4, random() as r5, random() as ra, random() as rb
  from generate_series(1, $2::integer) n
) r
join project p on p.p = r.p
join purpose t on t.t = r.t
join payee y on y.y = 10 * r.y + case when t.personal <> (r4 < 0.002) then floor(3 * r5)::integer else 3 + floor(7 * r5)::integer end,
lateral (
  select date '${String(year)}-01-01' + (n::bigint * 375 / ($2 + 1))::integer as date, least(13, 1 + (n::bigint * 375 / ($2 + 1))::integer / 30)::smallint as month
) d,
lateral (
  select case when r4 < 0.98 then t.economic
    else (array['30201','30207','30211','30213','30217','30226','30231','30299','30305','30399','31001','31003','39999'])[1 + floor(r5 * 13)::integer] end as e
) c`;

/** Publishes that many payments of a year in one batch; answers its number. */
export async function publishManyPayments(
  database: Database,
  rows: number,
  year = 2025,
): Promise<number> {
  const { owner, loader } = database;
  const { batches } = await publishLedger(
    database,
    [{ dataset: 'payments', region: BENCH_REGION, year, month: 13, amounts: 'month', lines: [] }],
  ); // prettier-ignore
  const batch = batches[0] ?? 0;
  const leaf = `leaves.payments_${String(batch)}`;
  const client = await owner.connect();
  try {
    await client.query(`set work_mem = '128MB'; set jit = off`);
    await client.query(madeOf(year));
    await client.query(`insert into ${leaf} ${rowsOf(year)}`, [batch, rows]);
    const filled = { dataset: 'payments', ledger, first: batch, batches: [batch], rows };
    for (const { sql, values } of tasksFor(filled)) await client.query(sql, [...values]);
    await finishLeaves({ loader });
    await client.query(
      `update batches set lines = $2, figures = $2, control = jsonb_build_object('rows', $2::integer, 'amount', (select sum(amount)::text from ${leaf})) where batch_id = $1`,
      [batch, rows],
    );
    await client.query('vacuum analyze');
    return batch;
  } finally {
    client.release(true);
  }
}
