/** In charge of server-sent events: opening, telling, keeping alive, and ending them with the program. */
import type { FastifyReply } from 'fastify';

const HEARTBEAT_MS = 15_000;

export interface EventStream {
  tell(event: string, data: unknown): void;
  end(): void;
  /** Called once, when either side ends the stream. */
  onClose(listener: () => void): void;
}

export class EventStreams {
  readonly #open = new Set<EventStream>();

  /** Turns a reply into a stream of events; the caller sends nothing else on it. */
  open(reply: FastifyReply): EventStream {
    const { raw } = reply;
    reply.hijack();
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-accel-buffering': 'no',
    });
    raw.write('retry: 2000\n\n');
    const heartbeat = setInterval(() => raw.write(': still here\n\n'), HEARTBEAT_MS);
    heartbeat.unref();
    const listeners: (() => void)[] = [];
    let closed = false;
    const stream: EventStream = {
      tell: (event, data) => {
        if (!closed) raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      },
      end: () => raw.end(),
      onClose: (listener) => {
        if (closed) listener();
        else listeners.push(listener);
      },
    };
    this.#open.add(stream);
    raw.once('close', () => {
      closed = true;
      clearInterval(heartbeat);
      this.#open.delete(stream);
      for (const listener of listeners) listener();
    });
    return stream;
  }

  close(): void {
    for (const stream of this.#open) stream.end();
  }
}
