/** In charge of the answer to "how would this file be read": a proposed or given mapping, the header, the first rows, what is wrong. */
import type { MappingProposal } from '#contract/ledgerAnswers';
import type { Reject } from '#model/reject';
import type { Declared } from '../layouts/layout.ts';
import { SAMPLE_ROWS } from './bind.ts';
import { recogniseMapping } from './builtIn.ts';
import { findHeader, headerKey } from './header.ts';
import { previewRows } from './preview.ts';
import { proposeMapping } from './propose.ts';
import { mappingDocument, readMapping } from './readMapping.ts';
import { sampleOf } from './sample.ts';
import { COLUMN_WORDS } from './synonyms.ts';
import { columnTitle, TARGETS } from './targets.ts';

export interface ProposalRequest {
  readonly path: string;
  /** The file, or its first megabyte. */
  readonly bytes: Uint8Array;
  readonly declared: Declared;
  /** Text of a mapping to look through instead of proposing one. */
  readonly mapping?: string;
  /** The dataset to fill, where the person has chosen one. */
  readonly dataset?: string;
}

/** Rows shown as they stand and as they are read. */
const SHOWN = 20;
const WORDS = new Set(
  Object.values(COLUMN_WORDS).flatMap(({ code, name = [] }) => [...code, ...name].map(headerKey)),
);

/** Never fails for what is wrong with file or mapping: that is in `rejects`. */
export async function proposal(request: ProposalRequest): Promise<MappingProposal> {
  const { path, bytes, declared } = request;
  const given = request.mapping === undefined ? null : readMapping(request.mapping, 'mapping');
  const givenMapping = given !== null && 'mapping' in given ? given.mapping : undefined;
  const sample = await sampleOf(path, bytes, givenMapping?.file);
  const empty = {
    header: [],
    encoding: '',
    delimiter: null,
    sample: [],
    preview: [],
    targets: targets(),
  };
  if ('rejects' in sample) {
    return {
      ...empty,
      mapping: request.mapping === undefined ? null : mappingDocument(request.mapping),
      rejects: sample.rejects,
    };
  }
  const { rows, encoding, delimiter } = sample;
  const at = headerRow(rows);
  const found = givenMapping === undefined ? null : findHeader(givenMapping, rows);
  const skip = found?.skip ?? at + 1;
  const header = found?.names ?? (rows[at] ?? []).map((name) => name.trim());
  const draft =
    request.mapping === undefined
      ? proposeMapping(header, rows.slice(skip), {
          above: rows.slice(0, at),
          ...(request.dataset === undefined ? {} : { dataset: request.dataset }),
        })
      : mappingDocument(request.mapping);
  const reading = given ?? readMapping(JSON.stringify(draft), 'mapping');
  const shown = {
    mapping: draft,
    header,
    encoding,
    delimiter,
    sample: rows.slice(skip, skip + SHOWN),
    targets: targets(),
  };
  if ('rejects' in reading) return { ...shown, preview: [], rejects: reading.rejects };
  const preview = previewRows(
    reading.mapping,
    { path, rows: rows.slice(0, SAMPLE_ROWS), declared, seed: 0 },
    SHOWN,
  );
  const rejects: readonly Reject[] = preview.rejects;
  return { ...shown, preview: preview.rows, rejects };
}

/** The row that is most like a header: one that a built-in mapping knows, else the most known words, else the most texts. */
function headerRow(rows: readonly (readonly string[])[]): number {
  const top = rows.slice(0, 20);
  const known = top.findIndex((row) => recogniseMapping(row) !== null);
  if (known !== -1) return known;
  let best = 0;
  let most = -1;
  for (const [index, row] of top.entries()) {
    const filled = row.filter((text) => text.trim() !== '');
    const texts = filled.filter((text) => !/^[-\d.,%/:\s]+$/u.test(text)).length;
    const words = row.filter((text) => WORDS.has(headerKey(text))).length;
    const score = texts < filled.length ? words * 10 : words * 10 + texts;
    if (score > most) {
      most = score;
      best = index;
    }
  }
  return best;
}

function targets(): MappingProposal['targets'] {
  return Object.values(TARGETS).map(({ dataset, title, ledger }) => ({
    dataset,
    title,
    columns: Object.entries(ledger.columns).flatMap(([name, { type, required }]) =>
      type === 'key'
        ? []
        : [
            {
              name,
              title: columnTitle(dataset, name),
              type,
              required: required === true,
            },
          ],
    ),
  }));
}
