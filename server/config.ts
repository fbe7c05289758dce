/** In charge of the environment: the only reader of its variables. */
import { Obstacle } from '#model/obstacle';

export interface Config {
  /** A PostgreSQL server; absent: the one that the program carries. */
  readonly databaseUrl?: string;
  readonly dataFolder: string;
  readonly port: number;
  readonly host: string;
  /** Key of the sign-in cookies; absent: one that is kept in the database. */
  readonly secret?: string;
}

const SHORTEST_SECRET = 32;

/** A variable that is empty counts as absent. @throws Obstacle naming the variable that cannot be used. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const value = (name: string) => {
    const text = environment[name]?.trim();
    return text === '' ? undefined : text;
  };
  const databaseUrl = value('DATABASE_URL');
  const secret = value('MINGZHANG_SECRET');
  if (secret !== undefined && secret.length < SHORTEST_SECRET) {
    throw new Obstacle('bad-secret', {
      zh: `环境变量 MINGZHANG_SECRET 至少要有 ${SHORTEST_SECRET} 个字符，现在只有 ${secret.length} 个。`,
      en: `MINGZHANG_SECRET needs at least ${SHORTEST_SECRET} characters and has ${secret.length}.`,
    });
  }
  return {
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(secret === undefined ? {} : { secret }),
    dataFolder: value('MINGZHANG_DATA') ?? '.mingzhang',
    port: parsePort(value('PORT') ?? '8080', 'PORT'),
    host: value('HOST') ?? '127.0.0.1',
  };
}

/** @throws Obstacle naming `where` the port was given. 0 lets the system choose. */
export function parsePort(text: string, where: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new Obstacle('bad-port', {
    zh: `${where} 的值“${text}”不是端口号；应为 0 至 65535 之间的整数。`,
    en: `${where} is “${text}”, which is no port; give a whole number from 0 to 65535.`,
  });
}
