/** In charge of the built pages: files with a hash in their name for ever, the page itself for every address a reader may type. */
import { join } from 'node:path';
import compress from '@fastify/compress';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refusal } from '#contract/problem';
import { send } from '../plugins/problems.ts';

/** Scripts, styles and pages travel compressed; answers of the interface are streams of numbers and go as they are. */
const COMPRESSED = /^(?:text\/(?:html|css|javascript)|application\/javascript|image\/svg\+xml)/;

/** Serves `folder`, or nothing where the pages were not built; answers what no route knows. */
export async function addPages(app: FastifyInstance, folder: string | undefined): Promise<void> {
  if (folder !== undefined) {
    await app.register(compress, { encodings: ['br', 'gzip'], customTypes: COMPRESSED });
    await app.register(fastifyStatic, {
      root: folder,
      // Routes are known when the app is built: nothing outside this list is ever looked up on disk.
      wildcard: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const hashed = path.startsWith(join(folder, 'assets'));
        reply.setHeader(
          'cache-control',
          hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    if (folder !== undefined && isNavigation(request)) {
      return reply.header('cache-control', 'no-cache').sendFile('index.html', folder);
    }
    return nothingHere(request, reply);
  });
}

function isNavigation({ method, url, headers }: FastifyRequest): boolean {
  const path = url.split('?')[0] ?? '';
  const page = method === 'GET' && headers.accept?.includes('text/html') === true;
  return (
    page && !path.startsWith('/api/') && !path.startsWith('/sign-in') && !/\.[a-z0-9]+$/i.test(path)
  );
}

function nothingHere(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return send(request, reply, refusal('not-found', [request.url.split('?')[0] ?? '']));
}
