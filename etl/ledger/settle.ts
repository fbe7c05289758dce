/** In charge of working through what follows the copying of rows, on two connections where the work is worth it. */
import pg from 'pg';
import type { Database } from '#database';
import { cancelStatement, type Session } from '../steps/session.ts';
import { tasksFor, type FilledLeaf, type Task } from './afterCopy.ts';

/** Fewer rows than this are settled sooner than a second connection is there. */
const WORTH_TWO = 20_000;
/**
 * Roll-ups of a large leaf are grouped in memory. These statements need not be on the disk each for itself: the commit that publishes
 * them waits until everything before it is there.
 */
const FOR_SETTLING = `set work_mem = '96MB'; set synchronous_commit = off`;
const AS_EVER = 'reset work_mem; reset synchronous_commit';

/** Runs every statement for these leaves; `onTask` hears the share done. @throws what the first failing statement says */
export async function settle(
  database: Database,
  session: Session,
  leaves: readonly FilledLeaf[],
  onTask: (share: number) => void,
): Promise<void> {
  const tasks: Task[] = [];
  for (const leaf of leaves) {
    const prefix = `${leaf.dataset}: `;
    for (const task of tasksFor(leaf)) {
      const after = task.after.map((name) => prefix + name);
      tasks.push({ ...task, name: prefix + task.name, after });
    }
  }
  const rows = leaves.reduce((sum, leaf) => sum + leaf.rows, 0);
  const work = new Work(tasks, onTask);
  if (session.dryRun || rows < WORTH_TWO) {
    await work.through(session.client, session);
    return;
  }
  // of its own, not of the pool: as many loads as it has connections must not wait for one another
  const second = new pg.Client(database.loader.options);
  second.on('error', () => undefined);
  let pid: number | null = null;
  const onAbort = () => {
    if (pid !== null) void cancelStatement(database, pid);
  };
  try {
    await second.connect();
    const { rows: own } = await second.query<{ pid: number }>('select pg_backend_pid() as pid');
    pid = own[0]?.pid ?? null;
    session.signal?.addEventListener('abort', onAbort);
    await Promise.all([session.client, second].map((client) => client.query(FOR_SETTLING)));
    const ended = await Promise.allSettled([
      work.through(session.client, session),
      work.through(second, session),
    ]);
    for (const end of ended) if (end.status === 'rejected') throw end.reason;
  } finally {
    // a connection that does not take this is lost, and goes to nobody else
    await session.client.query(AS_EVER).catch(() => undefined);
    session.signal?.removeEventListener('abort', onAbort);
    await second.end();
  }
}

/** Tasks in order, each as soon as those before it are done; after a failure no further one is begun. */
class Work {
  private readonly waiting: Task[];
  private readonly done = new Set<string>();
  private readonly total: number;
  private failed = false;
  private wake: (() => void)[] = [];

  constructor(
    tasks: readonly Task[],
    private readonly onTask: (share: number) => void,
  ) {
    this.waiting = [...tasks];
    this.total = tasks.length;
  }

  /** Works on one connection until nothing is left for it. */
  async through(client: pg.ClientBase, session: Session): Promise<void> {
    try {
      while (this.waiting.length > 0 && !this.failed) {
        const at = this.waiting.findIndex(({ after }) =>
          after.every((name) => this.done.has(name)),
        );
        if (at === -1) {
          await new Promise<void>((resolve) => this.wake.push(resolve));
          continue;
        }
        const [task] = this.waiting.splice(at, 1);
        if (task === undefined) return;
        session.goOn();
        await client.query(task.sql, [...task.values]);
        this.done.add(task.name);
        this.onTask(this.done.size / this.total);
        this.call();
      }
    } catch (problem) {
      this.failed = true;
      throw problem;
    } finally {
      this.call();
    }
  }

  private call(): void {
    const waiting = this.wake;
    this.wake = [];
    for (const resolve of waiting) resolve();
  }
}
