/** In charge of the command `rollback`. */
import { Obstacle } from '#model/obstacle';
import { both, type Outcome, type Shell } from '../shell.ts';
import { rollback } from '../steps/rollback.ts';

export async function rollbackTo(shell: Shell, text: string): Promise<Outcome> {
  const version = /^\d{1,9}$/.test(text) ? Number(text) : null;
  if (version === null) {
    throw new Obstacle('bad-version', {
      zh: `“${text}”不是版本号；用 mingzhang versions 查看已有的版本。`,
      en: `“${text}” is no version; see what there is with: mingzhang versions`,
    });
  }
  const database = await shell.open();
  const made = await rollback(database, version, shell.user);
  shell.line(
    both({
      zh: `已恢复版本 ${version} 的数据，成为版本 ${made}。`,
      en: `The data of version ${version} are current again, as version ${made}.`,
    }),
  );
  return 0;
}
