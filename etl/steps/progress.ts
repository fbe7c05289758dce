/** In charge of telling, while a load runs, how far it is and how it ended. */
import type { Bilingual } from '#model/bilingual';
import type { LoadProgress, LoadReport } from '#contract/loadAnswers';

type Status = LoadProgress['status'];

const WORDS: Readonly<Record<Status, Bilingual>> = {
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

/** Time between two words on rows. */
const TOLD_MS = 200;

/** `75` → `1:15`. */
function clock(seconds: number): string {
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Says where one file of a load is; `at` may be called as often as rows arrive. */
export class Progress {
  /** Number in `loads`, null until the load is registered. */
  loadId: number | null = null;
  readonly #path: string;
  readonly #by: string;
  readonly #tell: ((progress: LoadProgress) => void) | undefined;
  readonly #startedAt = new Date().toISOString();
  /** When the first rows came, and when they were last told. */
  #reading: number | null = null;
  #told = -Infinity;

  constructor(path: string, by: string, tell: ((progress: LoadProgress) => void) | undefined) {
    this.#path = path;
    this.#by = by;
    this.#tell = tell;
  }

  at(status: Status, share: number | null = null): void {
    this.#say(status, share, null, WORDS[status], null);
  }

  /** Rows that have been read so far, and the share of the file's bytes that they came from. Told a few times per second. */
  rows(rows: number, share: number | null): void {
    const now = performance.now();
    this.#reading ??= now;
    if (now - this.#told < TOLD_MS) return;
    this.#told = now;
    const seconds = (now - this.#reading) / 1000;
    const rate = seconds === 0 ? 0 : Math.round(rows / seconds);
    const left = share === null || share === 0 ? null : Math.round((seconds / share) * (1 - share));
    const message: Bilingual = {
      zh: `正在读取并写入：${rows.toLocaleString('en-US')} 行，每秒 ${rate.toLocaleString('en-US')} 行${left === null ? '' : `，约剩 ${clock(left)}`}`,
      en: `Reading and storing: ${rows.toLocaleString('en-US')} rows, ${rate.toLocaleString('en-US')} per second${left === null ? '' : `, about ${clock(left)} left`}`,
    };
    this.#say('reading', share, null, message, null, {
      rows,
      rowsPerSecond: rate,
      ...(left === null ? {} : { secondsLeft: left }),
    });
  }

  /** The last word on this file; `message` replaces the usual one where there is more to say. */
  end(status: Status, report: LoadReport | null, message: Bilingual = WORDS[status]): void {
    this.#say(status, 1, new Date().toISOString(), message, report);
  }

  #say(
    status: Status,
    share: number | null,
    finishedAt: string | null,
    message: Bilingual,
    report: LoadReport | null,
    pace: Pick<LoadProgress, 'rows' | 'rowsPerSecond' | 'secondsLeft'> = {},
  ): void {
    this.#tell?.({
      id: String(this.loadId),
      path: this.#path,
      status,
      share,
      startedAt: this.#startedAt,
      finishedAt,
      version: report?.version ?? null,
      by: this.#by,
      message,
      report,
      ...pace,
    });
  }
}
