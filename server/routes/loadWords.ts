/** In charge of what is said of a load in each of its states. */
import type { Bilingual } from '#model/bilingual';
import type { LoadProgress } from '#contract/loadAnswers';

export type LoadStatus = LoadProgress['status'];

export const LOAD_WORDS: Readonly<Record<LoadStatus, Bilingual>> = {
  waiting: { zh: '等待处理', en: 'Waiting' },
  reading: { zh: '正在读取文件并识别表格', en: 'Reading the file and recognising its tables' },
  checking: { zh: '正在写入并核对勾稽关系', en: 'Storing figures and reconciling them' },
  publishing: { zh: '正在发布', en: 'Publishing' },
  published: { zh: '已发布', en: 'Published' },
  unchanged: { zh: '内容与现有版本相同，未作改变', en: 'Nothing differs from what is published' },
  refused: { zh: '未接收，数据未改变', en: 'Refused; nothing was changed' },
  cancelled: { zh: '已取消，数据未改变', en: 'Cancelled; nothing was changed' },
  failed: { zh: '系统出错，数据未改变', en: 'The program failed; nothing was changed' },
};

/** States after which nothing more happens. */
export const ENDED: ReadonlySet<LoadStatus> = new Set([
  'published',
  'unchanged',
  'refused',
  'cancelled',
  'failed',
]);
