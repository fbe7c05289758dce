/** In charge of `GET /api/findings`: the audit findings themselves, page by page. */
import type { FastifyInstance } from 'fastify';
import { fromSearch } from '#contract/address';
import type { FindingRow, Page } from '#contract/answers';
import { cubeOf } from '#contract/cubes';
import { principalOf } from '../access/authenticate.ts';
import { decimal } from '../arrow/text.ts';
import { condition, sliceSql } from '../query/batchSlice.ts';
import { literal } from '../query/literal.ts';
import { isOnBatch } from '../query/plan.ts';
import { reading, versionAt } from '../query/reader.ts';
import { readWhere } from '../query/request.ts';
import { isKnown } from './etag.ts';
import type { House } from './house.ts';
import { pageOf, searchOf } from './search.ts';

type Stored = Omit<FindingRow, 'amount' | 'rectifiedAmount'> & {
  readonly amount: bigint | null;
  readonly rectifiedAmount: bigint | null;
};

export function addFindings(app: FastifyInstance, { database, build }: House): void {
  app.get('/api/findings', async (request, reply) => {
    const search = searchOf(request);
    const { limit, offset } = pageOf(search);
    search.delete('after');
    search.delete('limit');
    const dataset = cubeOf('findings');
    const { where, asOf } = fromSearch('findings', search);
    const filters = readWhere(dataset, where);
    const principal = principalOf(request);
    return reading(database, principal, async (client) => {
      const version = await versionAt(client, asOf ?? null);
      void reply.header('mingzhang-version', version);
      if (
        isKnown(
          request,
          reply,
          build,
          'findings',
          version,
          Object.entries(where).sort(),
          limit,
          offset,
        )
      )
        return reply.send();
      const slice = sliceSql({
        dataset: 'findings',
        version,
        filters: filters.filter(isOnBatch),
        from: null,
        to: null,
        reportedBy: null,
      });
      const conditions = [
        'f.stated = 1',
        ...filters.filter((filter) => !isOnBatch(filter)).map(condition),
        ...(principal.unit === null ? [] : [`f.unit = ${literal(principal.unit)}`]),
      ];
      const { rows } = await client.query<Stored>(
        `with slice as (${slice})
         select f.finding_id as id, f.region_code as region, coalesce(r.name_zh, f.region_code) as "regionName", f.audit_year as "auditYear",
           f.category, f.unit, f.unit_type as "unitType", f.finding, f.status, f.rectification, f.amount, f.amount_text as "amountText",
           f.rectified_amount as "rectifiedAmount", trim_scale(f.quantity)::text as quantity, f.quantity_unit as "quantityUnit", f.note,
           json_build_object('source', s.source, 'kind', s.kind, 'grade', s.grade, 'title', s.title, 'url', s.url,
             'linkable', s.linkable, 'dated', s.dated) as source,
           fi.name as file, f.row_no as row
         from slice b
         join findings f on f.batch_id = b.batch_id and f.region_code = b.region_code
         join sources s on s.source = b.source
         join files fi on fi.sha256 = b.sha256
         left join regions r on r.region_code = f.region_code
         where ${conditions.join(' and ')}
         order by f.audit_year desc nulls last, f.region_code, f.finding_id
         limit $1 offset $2`,
        [limit + 1, offset],
      );
      const page: Page<FindingRow> = {
        version,
        rows: rows.slice(0, limit).map((row) => ({
          ...row,
          amount: row.amount === null ? null : decimal(row.amount),
          rectifiedAmount: row.rectifiedAmount === null ? null : decimal(row.rectifiedAmount),
        })),
        next: rows.length > limit ? String(offset + limit) : null,
      };
      return page;
    });
  });
}
