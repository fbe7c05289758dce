/** In charge of the application: its parts put together in the order a request meets them. */
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import cookie from '@fastify/cookie';
import Fastify, { LogController, type FastifyInstance } from 'fastify';
import type { Database } from '#database';
import { guard } from './access/authenticate.ts';
import { keepAnswers } from './plugins/kept.ts';
import { logAnswers, loggerOptions } from './plugins/logging.ts';
import { tellProblems } from './plugins/problems.ts';
import { secure } from './plugins/security.ts';
import { addChanges } from './routes/changes.ts';
import { addCompleteness } from './routes/completeness.ts';
import { addDescriptions } from './routes/describe.ts';
import { addFindings } from './routes/findings.ts';
import { addFlags } from './routes/flags.ts';
import type { House } from './routes/house.ts';
import { LoadQueue } from './routes/loadQueue.ts';
import { addLoads } from './routes/loads.ts';
import { addMappings } from './routes/mappings.ts';
import { addOrigin } from './routes/origin.ts';
import { addMovements } from './routes/movements.ts';
import { addPages } from './routes/pages.ts';
import { addPayments } from './routes/payments.ts';
import { addProjects } from './routes/projects.ts';
import { addQuery } from './routes/query.ts';
import { addRules } from './routes/rules.ts';
import { addSession } from './routes/session.ts';
import { addTemplates } from './routes/templates.ts';
import { addVersions } from './routes/versions.ts';

export interface AppOptions {
  readonly database: Database;
  /** Key of the cookies' signature. */
  readonly secret: string;
  /** Folder of the built pages; without it only the interface answers. */
  readonly webFolder?: string;
  /** Level of the log; silent unless given. */
  readonly logger?: 'silent' | 'error' | 'warn' | 'info' | 'debug';
}

/** Builds the application; the caller listens, or injects requests. */
export async function buildApp({
  database,
  secret,
  webFolder,
  logger = 'silent',
}: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: loggerOptions(logger),
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: 'loopback',
    bodyLimit: 1024 * 1024,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  });
  const loads = new LoadQueue(database, (problem, id) => {
    app.log.error({ err: problem, load: id }, 'load failed');
  });
  const house: House = { database, loads, build: build() };

  tellProblems(app);
  await secure(app);
  logAnswers(app);
  keepAnswers(app);
  await app.register(cookie, { secret });
  guard(app, database);

  addSession(app, house);
  addDescriptions(app, house);
  addQuery(app, house);
  addOrigin(app, house);
  addFlags(app, house);
  addRules(app, house);
  addCompleteness(app, house);
  addFindings(app, house);
  addPayments(app, house);
  addMovements(app, house);
  addProjects(app, house);
  addVersions(app, house);
  addChanges(app, house);
  await addLoads(app, house);
  addMappings(app);
  addTemplates(app);
  await addPages(app, webFolder);
  app.addHook('onClose', () => loads.close());
  return app;
}

/** Changes whenever the program is built anew. */
function build(): string {
  const { mtimeMs, size } = statSync(import.meta.filename);
  return createHash('sha256').update(`${mtimeMs} ${size}`).digest('hex').slice(0, 12);
}
