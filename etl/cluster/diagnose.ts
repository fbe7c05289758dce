/** In charge of telling what is in the way of our own PostgreSQL: disk, rights, memory. */
import { Obstacle } from '#model/obstacle';
import { StartFailure } from './postmaster.ts';

/** An obstacle where the machine is in the way, else the problem itself. */
export function diagnose(problem: unknown, place: string): unknown {
  if (problem instanceof Obstacle) return problem;
  const said = textOf(problem);
  if (/ENOSPC|No space left on device|EDQUOT|Disk quota exceeded|\b53100\b/.test(said)) {
    return new Obstacle(
      'disk-full',
      {
        zh: `磁盘已满：数据库所在的 ${place} 没有可用空间。请腾出空间后重新启动；已有数据没有改变。`,
        en: `The disk is full: there is no space left at ${place}, where the database lies. Free some space and start again; what was stored is unchanged.`,
      },
      problem,
    );
  }
  if (/EROFS|Read-only file system/.test(said)) {
    return new Obstacle(
      'read-only',
      {
        zh: `数据库所在的 ${place} 是只读的。请用 MINGZHANG_DATA 指定一个可写的目录；以 root 启动时数据总在 /var/lib/mingzhang，可改用普通用户启动。`,
        en: `${place}, where the database lies, is read-only. Name a folder that can be written in MINGZHANG_DATA; for root the data always lie in /var/lib/mingzhang, so start as an ordinary user instead.`,
      },
      problem,
    );
  }
  if (/EACCES|EPERM|Permission denied|has wrong ownership|invalid permissions/.test(said)) {
    return new Obstacle(
      'no-access',
      {
        zh: `当前用户无权使用数据库目录 ${place}（可能由另一用户建立）。请用原来的用户启动，或用 MINGZHANG_DATA 指定另一个目录。`,
        en: `This user may not use the database folder ${place} (another user may have made it). Start as that user, or name another folder in MINGZHANG_DATA.`,
      },
      problem,
    );
  }
  if (/could not (?:create|resize|map).*shared memory|Cannot allocate memory/.test(said)) {
    return new Obstacle(
      'no-memory',
      {
        zh: '内存不足，PostgreSQL 无法启动。请关闭其他程序，或用 DATABASE_URL 指定另一台服务器。',
        en: 'There is not enough memory for PostgreSQL to start. Close other programs, or name another server in DATABASE_URL.',
      },
      problem,
    );
  }
  return problem;
}

function textOf(problem: unknown): string {
  if (problem instanceof StartFailure) return problem.log;
  if (!(problem instanceof Error)) return String(problem);
  const code = 'code' in problem ? String(problem.code) : '';
  const said = 'stderr' in problem ? String(problem.stderr) : '';
  return [code, problem.message, said].join(' ');
}
