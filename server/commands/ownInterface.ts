/** In charge of asking the program's own interface from a command: a command says exactly what the interface says. */
import { secret, type Shell } from '#commands';
import type { Problem } from '#contract/answers';
import { Obstacle } from '#model/obstacle';
import { hashOf } from '../access/secret.ts';
import { createToken } from '../access/tokens.ts';
import { buildApp } from '../app.ts';
import type { Config } from '../config.ts';

/** Bytes of the answer at a path such as `/api/versions`, in a media type. */
export type Ask = (path: string, accept: string) => Promise<Buffer>;

/** Gives `work` a way to ask, as an administrator who exists only meanwhile. */
export async function withInterface<Result>(
  shell: Shell,
  config: Config,
  work: (ask: Ask) => Promise<Result>,
): Promise<Result> {
  const database = await shell.open();
  const app = await buildApp({
    database,
    secret: config.secret ?? (await secret(database.owner, 'cookies')),
  });
  const token = await createToken(database, { role: 'admin', label: `command of ${shell.user}` });
  // Should this process be killed, the token ends by itself.
  await database.access.query(
    `update access.tokens set expires_at = now() + interval '1 hour' where hash = $1`,
    [hashOf(token)],
  );
  const get = (url: string, accept: string, language: string) =>
    app.inject({
      method: 'GET',
      url,
      headers: { accept, 'accept-language': language, authorization: `Bearer ${token}` },
    });
  try {
    return await work(async (path, accept) => {
      const answer = await get(path, accept, 'zh');
      if (answer.statusCode === 200) return answer.rawPayload;
      const zh = answer.json<Problem>();
      const en = (await get(path, accept, 'en')).json<Problem>();
      if (answer.statusCode >= 500) throw new Error(`${path}: ${en.detail}`);
      throw new Obstacle(zh.code, { zh: zh.detail, en: en.detail });
    });
  } finally {
    await database.access.query('delete from access.tokens where hash = $1', [hashOf(token)]);
    await app.close();
  }
}

/** An answer in JSON, of a shape that the contract states. */
export async function askJson<Shape>(ask: Ask, path: string): Promise<Shape> {
  return JSON.parse((await ask(path, 'application/json')).toString('utf8')) as Shape;
}
