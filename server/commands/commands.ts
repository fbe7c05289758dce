/** In charge of the commands that serve, list, export and admit people. */
import type { Command } from 'commander';
import type { Outcome, Shell } from '#commands';
import type { Config } from '../config.ts';
import { exportCube, type ExportFlags } from './export.ts';
import {
  listFlags,
  listRules,
  listVersions,
  type FlagsFlags,
  type VersionsFlags,
} from './lists.ts';
import { start, type StartFlags } from './start.ts';
import { makeToken, type TokenFlags } from './token.ts';
import { createUser, disableUser, listUsers, type UserFlags } from './user.ts';

/** Adds the commands to the program; `end` receives how each ended. */
export function addServerCommands(
  program: Command,
  shell: Shell,
  config: Config,
  end: (outcome: Outcome) => void,
): void {
  program
    .command('start')
    .description('启动服务 start serving')
    .option('--port <port>', `端口 port (${config.port})`)
    .option('--host <host>', `监听地址 address to listen on (${config.host})`)
    .option(
      '--no-demo',
      '数据库为空时不装入公开数据 do not load the published figures into an empty database',
    )
    .action(async (flags: StartFlags) => {
      end(await start(shell, config, flags));
    });
  program
    .command('versions')
    .description('列出各版本，新的在前 list the versions, newest first')
    .option('--diff <versions...>', '两个版本之间不同的数 figures that differ between two versions')
    .option('--json', 'JSON')
    .action(async (flags: VersionsFlags) => {
      end(await listVersions(shell, config, flags));
    });
  program
    .command('flags')
    .description('列出预警 list the alerts')
    .option('--rule <id>', '只列一条规则 of one rule only')
    .option('--run', '先重新运行全部规则，成为新版本 first run every rule afresh, as a new version')
    .option('--json', 'JSON')
    .action(async (flags: FlagsFlags) => {
      end(await listFlags(shell, config, flags));
    });
  program
    .command('rules')
    .description('列出规则 list the rules')
    .option('--json', 'JSON')
    .action(async (flags: { json?: boolean }) => {
      end(await listRules(shell, config, flags));
    });
  program
    .command('export')
    .description('导出查询结果 export the answer to a question')
    .argument('<cube>', '数据集 cube: execution, transfers, debt, assets, findings …')
    .requiredOption('--measures <names>', '指标，逗号分隔 measures, separated by commas')
    .option('--by <names>', '分组维度，逗号分隔 dimensions to group by, separated by commas')
    .option('--where <name=value...>', '条件 filters')
    .option('--from <month>', '起始月份 first month: YYYY-MM')
    .option('--to <month>', '截止月份 last month: YYYY-MM')
    .option('--as-of <version>', '版本号或时刻 version or instant')
    .requiredOption('--format <format>', 'arrow | csv | xlsx')
    .requiredOption('--out <file>', '输出文件 file to write')
    .action(async (cube: string, flags: ExportFlags) => {
      end(await exportCube(shell, config, cube, flags));
    });
  const token = program.command('token').description('访问令牌 bearer tokens');
  token
    .command('create')
    .description('建立令牌，最后一行只有令牌 make a token; the last line is the token alone')
    .requiredOption(
      '--role <role>',
      '角色 role: member, staff, auditor, department, deputy, steward, admin, observer',
    )
    .option('--region <code>', '只限某地区 this region only')
    .option('--unit <code>', '只限某单位 this unit only')
    .option('--label <text>', '用途 what it is for')
    .action(async (flags: TokenFlags) => {
      end(await makeToken(shell, flags));
    });
  const user = program.command('user').description('用户 users');
  user
    .command('list')
    .description('列出用户 list the users')
    .action(async () => {
      end(await listUsers(shell));
    });
  user
    .command('create')
    .description(
      '建立用户，最后一行是一次性登录路径 make a user; the last line is the path of a one-time sign-in',
    )
    .argument('<name>', '姓名 name')
    .requiredOption('--role <role>', '角色 role')
    .option('--region <code>', '只限某地区 this region only')
    .option('--unit <code>', '只限某单位 this unit only')
    .action(async (name: string, flags: UserFlags) => {
      end(await createUser(shell, name, flags));
    });
  user
    .command('disable')
    .description('停用用户 disable a user')
    .argument('<name>', '姓名 name')
    .action(async (name: string) => {
      end(await disableUser(shell, name));
    });
}
