/** In charge of mappings before anything is loaded: the built-in ones, their schema, and how a file would be read. */
import type { Multipart } from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { builtInMappings } from '#mapping/builtIn';
import { mappingSchema } from '#mapping/mappingSchema';
import { proposal, type ProposalRequest } from '#mapping/proposal';
import { TARGETS } from '#mapping/targets';
import type { MappingProposal } from '#contract/ledgerAnswers';
import { refusal } from '#contract/problem';
import { principalOf } from '../access/authenticate.ts';
import { demand } from '../access/rights.ts';
import { declaredIn, fieldText } from './declaredFields.ts';
import { MOST_FILE_BYTES } from './upload.ts';

const MOST_MAPPING_BYTES = 1_000_000;
const DATASETS = Object.values(TARGETS).map(({ dataset }) => dataset);

export function addMappings(app: FastifyInstance): void {
  app.get('/api/mappings', (request) => {
    demand(principalOf(request), 'seeLoads');
    return {
      mappings: builtInMappings().map(({ mapping, text }) => ({
        mapping: mapping.mapping,
        version: mapping.version,
        title: mapping.title,
        dataset: mapping.dataset,
        text,
      })),
    };
  });

  app.get('/api/mappings/schema', (request) => {
    demand(principalOf(request), 'seeLoads');
    return mappingSchema;
  });

  app.post('/api/mappings/propose', async (request): Promise<MappingProposal> => {
    demand(principalOf(request), 'load');
    return proposal(await readRequest(request));
  });
}

/** The file and what is said about it; nothing is kept. */
async function readRequest(request: FastifyRequest): Promise<ProposalRequest> {
  const fields = new Map<string, string>();
  let file: { path: string; bytes: Uint8Array } | null = null;
  const limits = { fileSize: MOST_FILE_BYTES, files: 1, fields: 20, fieldSize: MOST_MAPPING_BYTES };
  if (!request.isMultipart()) throw refusal('upload-empty', [], 'file');
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field') fields.set(part.fieldname, textOf(part));
    else file = { path: part.filename.slice(0, 200), bytes: await bytesOf(part) };
  }
  if (file === null) throw refusal('upload-empty', [], 'file');
  const declared = declaredIn(fields, ['mapping', 'dataset']);
  const wanted = fieldText(fields, 'dataset', /^[a-z]+$/, DATASETS.join(' | '));
  const dataset = DATASETS.find((known) => known === wanted);
  if (wanted !== undefined && dataset === undefined)
    throw refusal('bad-value', ['dataset', wanted, DATASETS.join(' | ')], 'dataset');
  const mapping = fields.get('mapping');
  return {
    ...file,
    declared,
    ...(mapping === undefined || mapping.trim() === '' ? {} : { mapping }),
    ...(dataset === undefined ? {} : { dataset }),
  };
}

function textOf(part: Extract<Multipart, { type: 'field' }>): string {
  const size = `${MOST_MAPPING_BYTES / 1_000_000} MB`;
  if (part.valueTruncated) {
    throw refusal(
      'too-large',
      [size, `字段 ${part.fieldname} `, `field ${part.fieldname}`],
      part.fieldname,
    );
  }
  return String(part.value);
}

async function bytesOf({
  file,
  filename,
}: Extract<Multipart, { type: 'file' }>): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of file as AsyncIterable<Buffer>) chunks.push(chunk);
  if (file.truncated) {
    const size = `${MOST_FILE_BYTES / 1024 / 1024} MB`;
    throw refusal('too-large', [size, `文件 ${filename} `, `file ${filename}`], 'file');
  }
  return Buffer.concat(chunks);
}
