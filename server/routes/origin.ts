/** In charge of `GET /api/origin/:cube`: the figures behind a number, each with file, sheet, cell and printed text. */
import type { FastifyInstance } from 'fastify';
import { fromSearch } from '#contract/address';
import type { OriginAnswer, OriginFigure } from '#contract/answers';
import type { LedgerOrigin } from '#contract/ledgerAnswers';
import { refusal } from '#contract/problem';
import { principalOf } from '../access/authenticate.ts';
import { decimal } from '../arrow/text.ts';
import { ask, planFor } from '../query/answer.ts';
import { compile } from '../query/compile.ts';
import { ledgerOrigin } from '../query/ledger/origin.ts';
import { originSql, type AlsoColumns, type OriginRow } from '../query/origin.ts';
import { paymentOrigin } from '../query/payments/origin.ts';
import type { Plan } from '../query/plan.ts';
import { reading, versionAt } from '../query/reader.ts';
import { namesOf, speak } from '../query/words.ts';
import { isKnown } from './etag.ts';
import type { House } from './house.ts';
import { demandKnown, searchOf } from './search.ts';

export function addOrigin(app: FastifyInstance, { database, build }: House): void {
  app.get<{ Params: { cube: string } }>('/api/origin/:cube', async (request, reply) => {
    const search = searchOf(request);
    const payment = search.get('payment');
    if (request.params.cube === 'payments' && payment !== null) {
      demandKnown(search, ['payment', 'asOf']);
      const principal = principalOf(request);
      return reading(database, principal, async (client) => {
        const version = await versionAt(client, search.get('asOf'));
        void reply.header('mingzhang-version', version);
        if (isKnown(request, reply, build, 'origin', version, 'payment', payment))
          return reply.send();
        return paymentOrigin(client, version, payment, principal.unit);
      });
    }
    const measures = [...search.getAll('measure'), ...search.getAll('measures')];
    for (const name of ['measure', 'measures', 'by', 'order', 'limit']) search.delete(name);
    if (measures.length !== 1 || measures[0]?.includes(',') === true) {
      throw refusal('bad-value', ['measure', measures.join(','), '1 ×'], 'measure');
    }
    const question = { ...fromSearch(request.params.cube, search), measures };
    const principal = principalOf(request);
    const asked = await ask(database, principal, question);
    const { reader, version } = asked;
    try {
      void reply.header('mingzhang-version', version);
      if (
        isKnown(
          request,
          reply,
          build,
          'origin',
          version,
          measures,
          Object.entries(question.where).sort(),
          question.from,
          question.to,
          question.reportedBy,
        )
      ) {
        await reader.close();
        return await reply.send();
      }
      const plan = await planFor(reader, asked.request, version, principal);
      const sql = compile(plan);
      const [row] = (
        await reader.client.query<Record<string, bigint | number | string | null>>(sql)
      ).rows;
      const value = row?.[plan.measures[0]?.name ?? ''] ?? null;
      const words = speak(
        { ...asked.request, cube: asked.request.dataset.name },
        await namesOf(reader.client, asked.request.where, version),
      );
      const said = {
        version,
        measure: plan.measures[0]?.name ?? '',
        words,
        sql,
        value: textOf(plan, value),
      };
      if (plan.ledger !== null) {
        const amount = typeof value === 'bigint' ? value : null;
        const evidence = await ledgerOrigin(reader.client, plan, plan.ledger, amount);
        await reader.close();
        const answer: LedgerOrigin = { form: 'ledger', ...said, ...evidence };
        return await reply.send(answer);
      }
      const { rows } = await reader.client.query<OriginRow>(originSql(plan));
      await reader.close();
      const answer: OriginAnswer = {
        form: 'printed',
        ...said,
        ...printed(plan, rows, value),
        figures: rows.map(figureOf),
        count: rows[0]?.count ?? 0,
      };
      return await reply.send(answer);
    } catch (problem) {
      await reader.close(true);
      throw problem;
    }
  });
}

function textOf({ fields }: Plan, value: bigint | number | string | null): string | null {
  if (value === null) return null;
  return fields[0]?.type === 'fen' && typeof value === 'bigint' ? decimal(value) : String(value);
}

/** The number is exact where one printed figure of a complete batch states it. */
function printed(
  { fields }: Plan,
  rows: readonly OriginRow[],
  value: bigint | number | string | null,
): Pick<OriginAnswer, 'printedTotal' | 'exact'> {
  const [only, ...others] = rows;
  if (
    only === undefined ||
    others.length > 0 ||
    fields[0]?.type !== 'fen' ||
    !only.printed ||
    only.amount === null
  ) {
    return { printedTotal: null, exact: false };
  }
  return { printedTotal: decimal(only.amount), exact: only.amount === value && only.complete };
}

function figureOf(row: OriginRow): OriginFigure {
  return {
    item: row.item,
    name: row.name,
    amount: row.amount === null ? row.quantity : decimal(row.amount),
    file: row.file,
    sha256: row.sha256,
    sheet: row.sheet,
    tableNumber: row.table_number,
    tableTitle: row.table_title,
    cell: row.cell,
    text: row.text,
    amountUnit: row.amount_unit,
    printed: row.printed,
    stage: row.stage,
    source: row.source,
    batch: row.batch,
    version: row.version,
    reportedOn: row.reported_on,
    loadedAt: row.loaded_at.toISOString(),
    alsoStated: row.also.map(alsoOf),
  };
}

function alsoOf({ amount, ...rest }: AlsoColumns): OriginFigure['alsoStated'][number] {
  return { ...rest, amount: amount === null ? null : decimal(BigInt(amount)) };
}
