/** In charge of the commands `demo remove` and `demo add`: the simulated district goes out of the current data, or comes back. */
import { loadDistrict } from '../demo/loadDistrict.ts';
import { removeDemo } from '../demo/removeDemo.ts';
import { both, type Outcome, type Shell } from '../shell.ts';

export async function demoRemove(shell: Shell): Promise<Outcome> {
  const removed = await removeDemo(await shell.open(), shell.user);
  shell.line(
    removed === null
      ? both({
          zh: '当前没有模拟数据，未作任何改变。',
          en: 'There are no simulated data; nothing was changed.',
        })
      : both({
          zh: `已移出模拟数据 ${removed.batches} 批，成为版本 ${removed.version}；真实数据未变，较早的版本仍可查看。`,
          en: `${removed.batches} batches of simulated data were taken out, as version ${removed.version}; real data are unchanged and earlier versions can still be seen.`,
        }),
  );
  return 0;
}

export async function demoAdd(shell: Shell): Promise<Outcome> {
  const database = await shell.open();
  const whole = await loadDistrict(database, {
    signal: shell.signal,
    onFile: ({ path, version }) => {
      shell.note(
        both({ zh: `${path}：版本 ${String(version)}`, en: `version ${String(version)}` }),
      );
    },
  });
  shell.line(
    whole
      ? both({ zh: '模拟数据已装入。', en: 'The simulated data are loaded.' })
      : both({
          zh: '已中断；已装入的部分保留，再次运行即可接着装入。',
          en: 'Interrupted; what is loaded stays, and running this again goes on from there.',
        }),
  );
  return 0;
}
