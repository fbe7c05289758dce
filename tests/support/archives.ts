/** In charge of making archives and workbooks for tests, sound ones and hostile ones. */
import { crc32, deflateRawSync } from 'node:zlib';
import { CFB } from '@e965/xlsx';

/** What an entry of a zip says and holds; every field may lie. */
export interface Entry {
  readonly name: string | Buffer;
  readonly content: Buffer | string;
  readonly store?: boolean;
  /** General purpose flags: 1 encrypted, 0x800 names in UTF-8. */
  readonly flags?: number;
  readonly method?: number;
  /** Size that the entry claims to have when expanded. */
  readonly claims?: number;
}

/** A zip written field by field. */
export function zip(entries: readonly Entry[]): Buffer {
  const chunks: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.isBuffer(entry.name) ? entry.name : Buffer.from(entry.name);
    const content = Buffer.from(entry.content);
    const packed = entry.store === true ? content : deflateRawSync(content, { level: 9 });
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(entry.flags ?? 0x800, 2);
    common.writeUInt16LE(entry.method ?? (entry.store === true ? 0 : 8), 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(entry.claims ?? content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    chunks.push(Buffer.from('PK\x03\x04', 'latin1'), common, name, packed);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, rest, name);
    offset += 30 + name.length + packed.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(listing.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...chunks, listing, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a workbook with one sheet, whose rows are given as XML; any part may be replaced or added. */
export function xlsxParts(
  rows: string,
  parts: Readonly<Record<string, string>> = {},
  around: { before?: string; after?: string } = {},
): Record<string, string> {
  return {
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`,
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns="${NAMESPACE}" xmlns:r="${RELATIONS}"><sheets><sheet name="表一" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELATIONS}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${NAMESPACE}"><numFmts count="1"><numFmt numFmtId="176" formatCode="#,##0_ "/></numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="0"><alignment indent="2"/></xf><xf numFmtId="14"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${NAMESPACE}"><si><t xml:space="preserve">  教育支出</t></si><si><r><t>单位：</t></r><r><t>万元</t></r></si></sst>`,
    'xl/worksheets/sheet1.xml': `<?xml version="1.0"?><worksheet xmlns="${NAMESPACE}">${around.before ?? ''}<sheetData>${rows}</sheetData>${around.after ?? ''}</worksheet>`,
    ...parts,
  };
}

/** Parts as a zip. */
export function zipParts(parts: Readonly<Record<string, string>>): Buffer {
  return zip(Object.entries(parts).map(([name, content]) => ({ name, content })));
}

/** A workbook with one sheet. */
export function xlsx(
  rows: string,
  parts: Readonly<Record<string, string>> = {},
  around: { before?: string; after?: string } = {},
): Buffer {
  return zipParts(xlsxParts(rows, parts, around));
}

/** An OpenDocument spreadsheet whose tables are given as XML. */
export function ods(
  tables: string,
  styles = '',
  parts: Readonly<Record<string, string>> = {},
): Buffer {
  const spaces =
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"';
  return zipParts({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'META-INF/manifest.xml':
      '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
    'content.xml': `<?xml version="1.0"?><office:document-content ${spaces}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
    ...parts,
  });
}

/** The writer of OLE containers that the spreadsheet library exports without types. */
interface ContainerWriter {
  utils: { cfb_new(): object; cfb_add(container: object, name: string, content: Buffer): void };
  write(container: object, options: { type: 'buffer' }): Buffer;
}

/** An OLE container with one stream. */
export function ole(stream: string, content: Buffer): Buffer {
  const writer = CFB as ContainerWriter;
  const container = writer.utils.cfb_new();
  writer.utils.cfb_add(container, `/${stream}`, content);
  return writer.write(container, { type: 'buffer' });
}
