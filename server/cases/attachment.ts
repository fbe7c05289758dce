/** In charge of files that are added to an alert: what they really are, by their bytes, and that they are no larger than allowed. */
import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { refusal } from '#contract/problem';

export const MOST_ATTACHMENT_BYTES = 20 * 1024 * 1024;

export interface Attachment {
  readonly name: string;
  readonly type: string;
  readonly sha256: string;
  readonly content: Buffer;
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Ending of the name → type. */
const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  docx: DOCX,
  xlsx: XLSX,
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  ofd: 'application/ofd',
};

/** The file as it may be kept. Refuses what is none of the types, or not what its name says. */
export function attachmentOf(name: string, content: Buffer): Attachment {
  const clean = (name.split(/[\\/]/).at(-1) ?? '').replace(/[\u0000-\u001f\u007f]/g, '').slice(0, 200); // prettier-ignore
  const ending = /\.([a-z0-9]+)$/iu.exec(clean)?.[1]?.toLowerCase() ?? '';
  const expected = TYPES[ending];
  if (expected === undefined)
    throw refusal('bad-attachment', [
      clean,
      `只接收 ${Object.keys(TYPES).join('、')} 文件。`,
      `only ${Object.keys(TYPES).join(', ')} are taken.`,
    ], 'file'); // prettier-ignore
  if (content.length === 0)
    throw refusal('bad-attachment', [clean, '文件是空的。', 'the file is empty.'], 'file');
  if (typeOf(content) !== expected)
    throw refusal('bad-attachment', [
      clean,
      '内容与文件名的类型不符，请另存为相应格式后再传。',
      'its content is not what its name says; save it in that format and try again.',
    ], 'file'); // prettier-ignore
  return {
    name: clean,
    type: expected,
    sha256: createHash('sha256').update(content).digest('hex'),
    content,
  };
}

function typeOf(content: Buffer): string | null {
  if (content.subarray(0, 5).toString('latin1') === '%PDF-') return 'application/pdf';
  if (content.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (content[0] === 0xff && content[1] === 0xd8 && content[2] === 0xff) return 'image/jpeg';
  if (content.subarray(0, 4).toString('latin1') !== 'PK\x03\x04') return null;
  const names = namesIn(content);
  if (names.includes('word/document.xml')) return DOCX;
  if (names.includes('xl/workbook.xml')) return XLSX;
  return names.some((name) => /(?:^|\/)OFD\.xml$/u.test(name)) ? 'application/ofd' : null;
}

/** The names in a zip; nothing is unpacked. */
function namesIn(content: Buffer): readonly string[] {
  const names: string[] = [];
  try {
    unzipSync(content, {
      filter: ({ name }) => {
        names.push(name);
        return false;
      },
    });
  } catch {
    return [];
  }
  return names;
}
