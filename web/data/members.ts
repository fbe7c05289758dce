/** In charge of the names of codes: lines, regions, sources. */
import type { Member } from '#contract/answers';
import type { Language } from '../i18n/catalogue.ts';
import { address, ask } from './api.ts';

/** The members of a dimension, in the order in which sources print them. */
export type Members = ReadonlyMap<string, Member>;

export const NO_MEMBERS: Members = new Map();

export function membersByCode(members: readonly Member[]): Members {
  return new Map(members.map((member) => [member.code, member]));
}

/** `where`: the figures whose lines are to be named, since lines without codes are named by their tables alone. */
export async function readMembers(
  dimension: string,
  where: Readonly<Record<string, readonly (string | null)[]>>,
  asOf: number | null,
  signal?: AbortSignal,
  cube = 'execution',
): Promise<Members> {
  const filters = Object.fromEntries(
    Object.entries(where).map(([name, values]) => [name, values.map((value) => value ?? '~')]),
  );
  const path = address(`/api/members/${dimension}`, { cube, ...filters, asOf });
  const { members } = (await ask(path, signal ? { signal } : {})) as {
    readonly members: readonly Member[];
  };
  return membersByCode(members);
}

/** A code's name in the reader's language, else the Chinese one, else the code; lines without codes end their key with their name. */
export function memberName(
  members: Members,
  code: string,
  language: Language,
): { readonly text: string; readonly lang?: 'zh-CN' } {
  const member = members.get(code);
  if (language === 'en') {
    if (member?.en) return { text: member.en };
    return { text: member?.zh ?? fallback(code), lang: 'zh-CN' };
  }
  return { text: member?.zh ?? fallback(code) };
}

function fallback(code: string): string {
  return code.startsWith('n:') ? (code.slice(2).split('/').at(-1) ?? code) : code;
}
