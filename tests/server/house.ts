/** In charge of an application of one's own for a test file: a fresh database, a token per role, requests by injection. */
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import type { Database } from '#database';
import type { Problem, Role } from '#contract/answers';
import { createToken, type TokenRequest } from '../../server/access/tokens.ts';
import { buildApp, type AppOptions } from '../../server/app.ts';
import { freshDatabase } from '../support/postgres.ts';

export interface TestHouse {
  readonly app: FastifyInstance;
  readonly database: Database;
  /** Asks as a role (member unless given), or as nobody. */
  ask(url: string, options?: AskOptions): Promise<LightMyRequestResponse>;
  token(request: TokenRequest): Promise<string>;
  close(): Promise<void>;
}

export interface AskOptions extends Omit<InjectOptions, 'url' | 'headers'> {
  readonly role?: Role | null;
  readonly headers?: Record<string, string>;
}

export async function openHouse(options: Partial<AppOptions> = {}): Promise<TestHouse> {
  const database = await freshDatabase();
  const app = await buildApp({ database, secret: 's'.repeat(32), ...options });
  const tokens = new Map<Role, string>();
  const tokenOf = async (role: Role) => {
    const token = tokens.get(role) ?? (await createToken(database, { role, label: role }));
    tokens.set(role, token);
    return token;
  };
  return {
    app,
    database,
    ask: async (url, { role = 'member', headers = {}, ...rest } = {}) =>
      app.inject({
        url,
        ...rest,
        headers: {
          ...(role === null ? {} : { authorization: `Bearer ${await tokenOf(role)}` }),
          ...headers,
        },
      }),
    token: (request) => createToken(database, request),
    close: async () => {
      await app.close();
      await database.close();
    },
  };
}

export const JSON_ONLY = { accept: 'application/json' };

/** The problem of an answer, after seeing that it is one. */
export function problemIn(response: LightMyRequestResponse): Problem {
  if (response.headers['content-type'] !== 'application/problem+json; charset=utf-8') {
    throw new Error(`no problem but ${response.statusCode} ${response.body.slice(0, 200)}`);
  }
  return response.json();
}
