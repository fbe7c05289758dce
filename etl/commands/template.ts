/** In charge of the command `template`: the empty workbook of a register, to be filled in and loaded. */
import { writeFile } from 'node:fs/promises';
import { registerTemplate, templateName } from '../mapping/template.ts';
import { registers } from '../mapping/targets.ts';
import { Obstacle } from '../model/obstacle.ts';
import { both, type Outcome, type Shell } from '../shell.ts';

export async function writeTemplate(
  shell: Shell,
  dataset: string,
  { out }: { readonly out?: string },
): Promise<Outcome> {
  const register = registers.get(dataset);
  if (register === undefined) {
    const known = [...registers.keys()].join(', ');
    throw new Obstacle('bad-dataset', {
      zh: `没有台账“${dataset}”；可用的有：${known}。`,
      en: `There is no register “${dataset}”; available: ${known}.`,
    });
  }
  const path = out ?? templateName(register);
  await writeFile(path, await registerTemplate(register));
  shell.line(
    both({
      zh: `已写出《${register.title.zh}》填报模板：${path}`,
      en: `template of “${register.title.en}”`,
    }),
  );
  return 0;
}
