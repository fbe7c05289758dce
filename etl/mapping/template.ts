/** In charge of a register as a workbook that staff fill in: the headers that are recognised, drop-downs and limits for each column, and a sheet of explanations. */
import writeXlsxFile, { type Cell } from 'write-excel-file/node';
import type { Bilingual } from '#model/bilingual';
import { PLACE_COLUMNS, type Register, type RegisterColumn } from '#model/register';

/** Rows below the header that offer drop-downs. */
const ROWS = 5000;
const YES_NO = ['是', '否'];

interface TemplateColumn {
  readonly title: string;
  readonly en: string;
  readonly type: RegisterColumn['type'];
  readonly required: boolean;
  readonly words: readonly string[];
  readonly note: Bilingual | null;
}

/** Name under which a template is handed out: `合同台账.xlsx`. */
export function templateName({ title }: Register): string {
  return `${title.zh}.xlsx`;
}

/** The workbook of a register, empty below its headers. */
export async function registerTemplate(register: Register): Promise<Uint8Array> {
  const columns = columnsOf(register);
  const header = columns.map(({ title, required }): Cell => ({
    value: title,
    fontWeight: 'bold',
    wrap: true,
    ...(required ? { backgroundColor: '#FCE9DA' } : { backgroundColor: '#EAF0F7' }),
  }));
  const sheets = [
    {
      data: [header],
      sheet: register.title.zh.slice(0, 31),
      columns: columns.map(({ title }) => ({ width: Math.max(12, title.length * 2 + 4) })),
      stickyRowsCount: 1,
    },
    {
      data: explanations(register, columns),
      sheet: '填表说明',
      columns: [{ width: 22 }, { width: 26 }, { width: 10 }, { width: 14 }, { width: 44 }, { width: 50 }, { width: 50 }],
    },
  ]; // prettier-ignore
  return writeXlsxFile(sheets, { features: [validations(columns)] }).toBuffer();
}

function columnsOf({ columns }: Register): readonly TemplateColumn[] {
  const place = (title: Bilingual, required: boolean, note: Bilingual): TemplateColumn => ({
    title: title.zh,
    en: title.en,
    type: required ? 'integer' : 'text',
    required,
    words: [],
    note,
  });
  return [
    place(PLACE_COLUMNS.region, false, {
      zh: '六位区划代码；导入时已声明地区的可以留空',
      en: 'Six digits; may be empty where the region is declared when loading',
    }),
    place(PLACE_COLUMNS.year, true, { zh: '四位年份，如2026', en: 'Four digits: 2026' }),
    ...Object.values<RegisterColumn>(columns).flatMap((column): TemplateColumn[] => {
      const { title, names, type, required = false, words, note = null } = column;
      const own = {
        title: title.zh,
        en: title.en,
        type,
        required,
        words: type === 'boolean' ? YES_NO : Object.keys(words ?? {}),
        note,
      };
      if (names === undefined) return [own];
      const named = { title: names.zh, en: names.en, required: false, words: [], note: null };
      return [own, { ...named, type: 'text' }];
    }),
  ];
}

const TYPES: Readonly<Record<RegisterColumn['type'], Bilingual>> = {
  text: { zh: '文本', en: 'text' },
  key: { zh: '文本', en: 'text' },
  integer: { zh: '整数', en: 'whole number' },
  fen: { zh: '金额（元，两位小数）', en: 'amount in yuan, two decimals' },
  ratio: { zh: '比例（0至1的小数，50%填0.5）', en: 'ratio from 0 to 1: 50% is 0.5' },
  date: { zh: '日期（2026-01-31）', en: 'date: 2026-01-31' },
  month: { zh: '月份（1至13）', en: 'month, 1 to 13' },
  boolean: { zh: '是或否', en: 'yes (是) or no (否)' },
};

function explanations(register: Register, columns: readonly TemplateColumn[]): Cell[][] {
  const bold = (value: string): Cell => ({ value, fontWeight: 'bold' });
  return [
    [{ value: `《${register.title.zh}》填表说明`, fontWeight: 'bold', fontSize: 14 }],
    [`How to fill in “${register.title.en}”`],
    ['一行填一条；一个文件可以含几个年度。同一来源再次导入某一年度时，以新文件的全部内容替换该年度原有内容。'],
    ['One entry per row; a file may hold several years. Loading a year again from the same source replaces all that was said about it.'],
    ['不要改动首行的列名，列的顺序可以改变；不需要的选填列可以留空。底色较深（橙）的列必须填写。'],
    ['Keep the names in the first row; their order does not matter; optional columns may stay empty. Orange columns must be filled in.'],
    [null],
    ['列名', 'Column', '必填', '填写', '可选值', '说明', 'Note'].map(bold),
    ...columns.map(({ title, en, type, required, words, note }): Cell[] => [
      title,
      en,
      required ? '是' : '否',
      TYPES[type].zh,
      words.length > 0 ? words.join('、') : null,
      note?.zh ?? null,
      note?.en ?? (TYPES[type].en),
    ]),
  ]; // prettier-ignore
}

/** Drop-downs and limits of the first sheet, as the format has them: after the rows, before anything about the page. */
function validations(columns: readonly TemplateColumn[]) {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (
            xml: string,
            _options: unknown,
            { sheetIndex }: { readonly sheetIndex: number },
          ) => {
            if (sheetIndex !== 0) return xml;
            const rules = columns.map((column, index) => ruleOf(column, letters(index)));
            const markup = `<dataValidations count="${String(rules.length)}">${rules.join('')}</dataValidations>`;
            return xml.replace('</sheetData>', `</sheetData>${markup}`);
          },
        },
      },
    },
  };
}

function ruleOf({ title, type, required, words, note }: TemplateColumn, column: string): string {
  const said = [
    required ? '必填' : '选填',
    TYPES[type].zh,
    ...(note === null ? [] : [note.zh]),
  ].join('；');
  const place = `sqref="${column}2:${column}${String(ROWS + 1)}"`;
  const prompt = `allowBlank="1" showInputMessage="1" showErrorMessage="1" errorTitle="${escaped(title)}" error="${escaped(`请按要求填写：${said}`)}" promptTitle="${escaped(title)}" prompt="${escaped(said)}"`;
  if (words.length > 0) {
    return `<dataValidation type="list" ${prompt} ${place}><formula1>"${escaped(words.join(','))}"</formula1></dataValidation>`;
  }
  const limits = LIMITS[type];
  if (limits === null) return `<dataValidation ${prompt} ${place}/>`;
  const [kind, least, most] = limits;
  return `<dataValidation type="${kind}" operator="between" ${prompt} ${place}><formula1>${least}</formula1><formula2>${most}</formula2></dataValidation>`;
}

/** What a cell may hold, as the format counts: days since 1900. */
const LIMITS: Readonly<
  Record<RegisterColumn['type'], readonly [kind: string, least: string, most: string] | null>
> = {
  text: null,
  key: null,
  boolean: null,
  integer: ['whole', '0', '1000000'],
  month: ['whole', '1', '13'],
  fen: ['decimal', '-90000000000000', '90000000000000'],
  ratio: ['decimal', '0', '1'],
  date: ['date', '29221', '73050'],
};

function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : `${letters(Math.floor(index / 26) - 1)}${last}`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"]/gu, (sign) => ESCAPES[sign] ?? sign);
}
