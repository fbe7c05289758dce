/** In charge of the commands that need no server: they read files, change what is current, or look at this machine. */
import type { Command } from 'commander';
import { demoAdd, demoRemove } from './commands/demo.ts';
import { doctor } from './commands/doctor.ts';
import { loadFiles, type LoadFlags } from './commands/load.ts';
import { rollbackTo } from './commands/rollback.ts';
import { writeTemplate } from './commands/template.ts';
import type { Outcome, Shell } from './shell.ts';

export { diagnose } from './cluster/diagnose.ts';
export { claimServing, type Claim } from './claim.ts';
export { loadDistrict, wantsDistrict } from './demo/loadDistrict.ts';
export { loadPublished } from './demo/published.ts';
export { recover } from './recover.ts';
export { secret } from './roles.ts';
export { both, type Outcome, type Shell } from './shell.ts';
export { runAllRules } from './flags/runAllRules.ts';
export { diff, diffLedgers } from './steps/diff.ts';

/** Adds the commands to the program; `end` receives how each ended. */
export function addCommands(program: Command, shell: Shell, end: (outcome: Outcome) => void): void {
  program
    .command('load')
    .description('装入数据文件 load files')
    .argument('<path...>', '文件 files: xls, xlsx, ods, csv, zip, gz')
    .option('--region <code>', '文件未写明时的行政区划代码 region, where the file does not say')
    .option('--scope <scope>', '口径 scope: all | own | unstated')
    .option('--year <year>', '年度 fiscal year')
    .option('--month <month>', '月份 month 1–13')
    .option('--reported <date>', '报送日期 date of the source: YYYY-MM-DD')
    .option('--source <name>', '来源名称 name of the source')
    .option(
      '--mapping <file>',
      '列映射文件，或内置映射的名称 mapping document, or the name of a built-in one',
    )
    .option('--dry-run', '只检查，不装入 check only, change nothing')
    .option('--report <file>', '把完整报告写入 JSON 文件 write the full report as JSON')
    .action(async (paths: string[], flags: LoadFlags) => {
      end(await loadFiles(shell, paths, flags));
    });
  program
    .command('rollback')
    .description(
      '恢复某一版本的数据，成为新版本 make the data of a version current again, as a new version',
    )
    .argument('<version>', '版本号 number of the version')
    .action(async (version: string) => {
      end(await rollbackTo(shell, version));
    });
  program
    .command('template')
    .description('写出台账填报模板 write the template workbook of a register')
    .argument('<dataset>', '台账 register: contracts, meetings, nontax …')
    .option('--out <file>', '写入的文件 file to write')
    .action(async (dataset: string, flags: { readonly out?: string }) => {
      end(await writeTemplate(shell, dataset, flags));
    });
  const demo = program.command('demo').description('模拟数据 simulated data');
  demo
    .command('remove')
    .description('移出模拟数据，真实数据不变 take the simulated data out; real data stay')
    .action(async () => {
      end(await demoRemove(shell));
    });
  demo
    .command('add')
    .description('装入模拟数据 load the simulated data')
    .action(async () => {
      end(await demoAdd(shell));
    });
  program
    .command('doctor')
    .description('检查本机与数据库 look at this machine and the database')
    .action(async () => {
      end(await doctor(shell));
    });
}
