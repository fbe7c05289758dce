/** In charge of the closed catalogue of what may be wrong with a request: one code, one status, one sentence each. */
import type { Bilingual } from '#model/bilingual';
import type { Problem } from './answers.ts';

type Language = keyof Bilingual;

interface Entry<Facts extends readonly string[]> {
  readonly status: number;
  readonly title: Bilingual;
  /** One sentence: what happened, where, what to do. */
  readonly say: (...facts: Facts) => Bilingual;
}

function entry<Facts extends readonly string[]>(
  status: number,
  title: Bilingual,
  say: (...facts: Facts) => Bilingual,
): Entry<Facts> {
  return { status, title, say };
}

const UNKNOWN: Bilingual = { zh: '名称不存在', en: 'Unknown name' };
const BAD: Bilingual = { zh: '参数有误', en: 'Bad parameter' };
const ACCESS: Bilingual = { zh: '无权访问', en: 'Not allowed' };
const UPLOAD: Bilingual = { zh: '上传未完成', en: 'Upload not completed' };

const CATALOGUE = {
  'unknown-cube': entry(404, UNKNOWN, (cube: string, known: string) => ({
    zh: `没有名为“${cube}”的数据集；可用的有：${known}。`,
    en: `There is no cube “${cube}”; available: ${known}.`,
  })),
  'unknown-measure': entry(400, UNKNOWN, (measure: string, cube: string, known: string) => ({
    zh: `数据集 ${cube} 没有指标“${measure}”；可用的有：${known}。`,
    en: `Cube ${cube} has no measure “${measure}”; available: ${known}.`,
  })),
  'unknown-dimension': entry(400, UNKNOWN, (dimension: string, cube: string, known: string) => ({
    zh: `数据集 ${cube} 没有维度或参数“${dimension}”；可用的有：${known}。`,
    en: `Cube ${cube} has no dimension or parameter “${dimension}”; available: ${known}.`,
  })),
  'unknown-parameter': entry(400, UNKNOWN, (name: string, known: string) => ({
    zh: `不认识参数“${name}”；可用的有：${known}。`,
    en: `The parameter “${name}” is not known; available: ${known}.`,
  })),
  'no-measures': entry(400, BAD, (known: string) => ({
    zh: `请用 measures 指明至少一个指标；可用的有：${known}。`,
    en: `Name at least one measure in “measures”; available: ${known}.`,
  })),
  'not-additive': entry(
    400,
    { zh: '不可相加', en: 'Not additive' },
    (dimension: string, zh: string, en: string) => ({
      zh: `“${zh}”（${dimension}）的数不能相加：请用 ${dimension}=… 固定为一个值，或写入 by 分列。`,
      en: `Figures cannot be added across “${en}” (${dimension}): fix it with one value (${dimension}=…) or put it in “by”.`,
    }),
  ),
  'mixed-cuts': entry(400, { zh: '不可相加', en: 'Not additive' }, (cuts: string) => ({
    zh: `${cuts} 是同一笔资金的不同分类，不能在一次查询中混用：请只用其中一种。`,
    en: `The classifications ${cuts} divide the same money in different ways and cannot be mixed in one question: use one of them.`,
  })),
  'bad-value': entry(400, BAD, (name: string, value: string, expected: string) => ({
    zh: `参数 ${name} 的值“${value}”无效；应为：${expected}。`,
    en: `The value “${value}” of “${name}” is not valid; expected: ${expected}.`,
  })),
  'bad-limit': entry(400, BAD, (value: string) => ({
    zh: `limit 的值“${value}”无效：请给出 1 至 1000000 之间的整数。`,
    en: `The limit “${value}” is not valid: give a whole number from 1 to 1000000.`,
  })),
  'bad-order': entry(400, BAD, (name: string, known: string) => ({
    zh: `不能按“${name}”排序：请用本次查询中的名称（${known}），前面加“-”为降序。`,
    en: `Cannot order by “${name}”: use a name of this question (${known}), with “-” in front for descending.`,
  })),
  'bad-cursor': entry(400, BAD, () => ({
    zh: '翻页位置（cursor）无效，或不属于这次查询；请从第一页重新开始，并原样使用上一页的 next。',
    en: 'The cursor is not valid or belongs to another question; begin with the first page and use its “next” unchanged.',
  })),
  'percentile-too-wide': entry(
    400,
    { zh: '无法计算分位数', en: 'No percentile' },
    (limit: string, dimensions: string) => ({
      zh: `满足条件的支付超过 ${limit} 笔时，中位数和99分位数只能按“${dimensions}”筛选和分列（近似值）；请增加条件，或不要 median、p99。`,
      en: `With more than ${limit} payments, median and p99 can only be filtered and grouped by ${dimensions} (approximately); narrow the question, or leave out median and p99.`,
    }),
  ),
  'unknown-payment': entry(404, UNKNOWN, (id: string) => ({
    zh: `没有编号为“${id}”的支付，或不在您的权限范围内。`,
    en: `There is no payment “${id}”, or it lies outside your rights.`,
  })),
  'unknown-flag': entry(404, UNKNOWN, (id: string) => ({
    zh: `没有编号为“${id}”的预警，或不在您的权限范围内。`,
    en: `There is no alert “${id}”, or it lies outside your rights.`,
  })),
  'unknown-rule': entry(404, UNKNOWN, (id: string) => ({
    zh: `没有规则“${id}”；全部规则见 /api/rules。`,
    en: `There is no rule “${id}”; see /api/rules for all of them.`,
  })),
  'case-changed': entry(
    409,
    { zh: '已被他人处理', en: 'Changed by somebody else' },
    (who: string, when: string, zh: string, en: string) => ({
      zh: `${who}已于${when}处理了这条预警（${zh}），您的操作未执行；请查看最新情况后再决定。`,
      en: `${who} acted on this alert at ${when} (${en}); your action was not carried out. Please look at it again.`,
    }),
  ),
  'case-state': entry(
    409,
    { zh: '当前状态不能这样处理', en: 'Not possible in this state' },
    (zh: string, en: string, stateZh: string, stateEn: string) => ({
      zh: `这条预警现为“${stateZh}”，不能“${zh}”；请按流程办理。`,
      en: `This alert is in the state “${stateEn}”; “${en}” is not possible now.`,
    }),
  ),
  'second-person': entry(403, ACCESS, (zh: string, en: string) => ({
    zh: `“${zh}”须由另一人办理：认定的人不能销号。`,
    en: `“${en}” must be done by another person: whoever judged may not close.`,
  })),
  'needs-text': entry(400, BAD, (zh: string, en: string) => ({
    zh: `“${zh}”须写明理由或内容（text）。`,
    en: `“${en}” needs words: give the reason or the content in “text”.`,
  })),
  'bad-setting': entry(400, { zh: '设置有误', en: 'Bad setting' }, (zh: string, en: string) => ({
    zh: `${zh}设置未更改。`,
    en: `${en} Nothing was changed.`,
  })),
  'bad-attachment': entry(
    415,
    { zh: '附件未接收', en: 'Attachment not taken' },
    (name: string, zh: string, en: string) => ({
      zh: `附件“${name}”未接收：${zh}`,
      en: `The attachment “${name}” was not taken: ${en}`,
    }),
  ),
  'bad-time': entry(400, BAD, (name: string, value: string, expected: string) => ({
    zh: `${name} 的值“${value}”不是有效的时间；应为：${expected}。`,
    en: `The value “${value}” of “${name}” is not a valid time; expected: ${expected}.`,
  })),
  'unknown-version': entry(404, UNKNOWN, (version: string, newest: string) => ({
    zh: `没有版本“${version}”；最新版本是 ${newest}。`,
    en: `There is no version “${version}”; the newest is ${newest}.`,
  })),
  'unknown-load': entry(404, UNKNOWN, (id: string) => ({
    zh: `没有编号为“${id}”的导入记录，或不在您的权限范围内。`,
    en: `There is no load “${id}”, or it lies outside your rights.`,
  })),
  'load-ended': entry(409, { zh: '导入已结束', en: 'Load has ended' }, (id: string) => ({
    zh: `导入 ${id} 已经结束，无法取消；如需撤回，请回退版本。`,
    en: `Load ${id} has ended and cannot be cancelled; to undo it, roll the version back.`,
  })),
  'not-found': entry(404, { zh: '没有这个地址', en: 'No such address' }, (path: string) => ({
    zh: `没有地址“${path}”；全部接口见 /api/openapi.json。`,
    en: `There is nothing at “${path}”; see /api/openapi.json for every address.`,
  })),
  'not-acceptable': entry(406, BAD, (accept: string, offered: string) => ({
    zh: `不能以“${accept}”格式回答；可用的有：${offered}。`,
    en: `Cannot answer as “${accept}”; available: ${offered}.`,
  })),
  'bad-request': entry(400, BAD, (reason: string) => ({
    zh: `请求无法读懂（${reason}），请检查后重发。`,
    en: `The request cannot be understood (${reason}); please check and send it again.`,
  })),
  'too-large': entry(
    413,
    { zh: '内容过大', en: 'Too large' },
    (limit: string, zh: string, en: string) => ({
      zh: `${zh}超过上限 ${limit}，未做任何更改；请拆分后再试。`,
      en: `The ${en} is beyond the limit of ${limit}; nothing has changed. Please split it and try again.`,
    }),
  ),
  'upload-broken': entry(400, UPLOAD, () => ({
    zh: '文件没有传完就中断了，未做任何更改；请重新上传。',
    en: 'The upload was cut off before its end; nothing has changed. Please upload again.',
  })),
  'upload-empty': entry(400, UPLOAD, () => ({
    zh: '请求中没有文件，未做任何更改；请选择至少一个文件后上传。',
    en: 'The request holds no file; nothing has changed. Choose at least one file and upload again.',
  })),
  'not-signed-in': entry(401, { zh: '未登录', en: 'Not signed in' }, () => ({
    zh: '您尚未登录或登录已过期，请使用登录链接或访问令牌。',
    en: 'You are not signed in or the sign-in has expired; please use a sign-in link or a token.',
  })),
  'link-spent': entry(410, { zh: '登录链接已失效', en: 'Sign-in link no longer valid' }, () => ({
    zh: '这个登录链接已用过、已过期或不存在，请向管理员索取新的链接。',
    en: 'This sign-in link has been used, has expired or does not exist; please ask the administrator for a new one.',
  })),
  forbidden: entry(403, ACCESS, (role: string, zh: string, en: string) => ({
    zh: `您的角色（${role}）不能${zh}；如确有需要，请联系管理员。`,
    en: `Your role (${role}) may not ${en}; please ask the administrator if you need it.`,
  })),
  'cross-site': entry(403, ACCESS, () => ({
    zh: '请求来自其他网站，已拒绝；请从本系统页面操作。',
    en: 'The request came from another site and was refused; please act from this system’s own pages.',
  })),
  'too-many': entry(429, { zh: '请求过多', en: 'Too many requests' }, () => ({
    zh: '等待处理的导入过多，请待其完成后再上传。',
    en: 'Too many loads are waiting; please upload again when they have finished.',
  })),
  timeout: entry(503, { zh: '查询超时', en: 'Query timed out' }, (seconds: string) => ({
    zh: `查询超过 ${seconds} 秒未完成，已停止；请缩小范围后再试。`,
    en: `The query did not finish within ${seconds} seconds and was stopped; please narrow it and try again.`,
  })),
  internal: entry(500, { zh: '系统内部错误', en: 'Internal error' }, (id: string) => ({
    zh: `系统内部出错，请求未完成；请把编号 ${id} 告知管理员。`,
    en: `Something went wrong inside the system and the request was not completed; please tell the administrator the number ${id}.`,
  })),
} as const;

export type ProblemCode = keyof typeof CATALOGUE;
type Facts<Code extends ProblemCode> = Parameters<(typeof CATALOGUE)[Code]['say']>;

/** The question was wrong: thrown anywhere on the request line, answered as a Problem, nothing has changed. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly title: Bilingual;
  readonly detail: Bilingual;

  constructor(
    readonly code: ProblemCode,
    facts: readonly string[],
    /** The parameter or place that is wrong. */
    readonly field?: string,
  ) {
    const { status, title, say } = CATALOGUE[code] as Entry<readonly string[]>;
    const detail = say(...facts.map(shorten));
    super(`${code}: ${detail.en}`);
    this.status = status;
    this.title = title;
    this.detail = detail;
  }
}

/** Builds the refusal of a code, with the facts its sentence needs in their order. */
export function refusal<Code extends ProblemCode>(
  code: Code,
  facts: Facts<Code>,
  field?: string,
): Refusal {
  return new Refusal(code, facts as readonly string[], field);
}

/** The RFC 9457 answer to a refusal, in the reader's language. */
export function problemOf(refused: Refusal, language: Language): Problem {
  const { code, status, title, detail, field } = refused;
  return {
    type: `urn:mingzhang:problem:${code}`,
    title: title[language],
    status,
    code,
    detail: detail[language],
    ...(field === undefined ? {} : { field }),
  };
}

/** Every code with its status, for the interface's description. */
export const PROBLEM_CODES: readonly {
  readonly code: ProblemCode;
  readonly status: number;
  readonly title: Bilingual;
}[] = (Object.keys(CATALOGUE) as ProblemCode[]).map((code) => ({
  code,
  status: CATALOGUE[code].status,
  title: CATALOGUE[code].title,
}));

/** What a stranger sent is quoted, but not at any length and without control characters. */
function shorten(fact: string): string {
  const clean = fact.replace(/[\u0000-\u001f\u007f]/g, ' ');
  return clean.length > 400 ? `${clean.slice(0, 400)}…` : clean;
}
