/** In charge of who is reading: the session that the one-time link opened. */
import type { Session } from '#contract/answers';
import { ask, Refused } from './api.ts';

/** The session, or null when nobody is signed in. Other failures are thrown as `Refused`. */
export async function readSession(signal?: AbortSignal): Promise<Session | null> {
  try {
    return (await ask('/api/session', signal ? { signal } : {})) as Session;
  } catch (error) {
    if (error instanceof Refused && error.problem.status === 401) return null;
    throw error;
  }
}

/** Ends the session here and on the server. */
export async function signOut(): Promise<void> {
  await ask('/api/session', { method: 'DELETE' });
}
