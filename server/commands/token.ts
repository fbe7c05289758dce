/** In charge of the command `token create`. */
import type { Outcome, Shell } from '#commands';
import { createToken } from '../access/tokens.ts';
import { parseRegion, parseRole } from './who.ts';

export interface TokenFlags {
  readonly role: string;
  readonly region?: string;
  readonly unit?: string;
  readonly label?: string;
}

/** Prints the token alone on the last line. */
export async function makeToken(
  shell: Shell,
  { role, region, unit, label }: TokenFlags,
): Promise<Outcome> {
  const request = {
    role: parseRole(role),
    ...(region === undefined ? {} : { region: parseRegion(region) }),
    ...(unit === undefined ? {} : { unit }),
    ...(label === undefined ? {} : { label }),
  };
  const token = await createToken(await shell.open(), request);
  shell.note('令牌只显示这一次，请妥善保存。 The token is shown this once; keep it safe.');
  shell.line(token);
  return 0;
}
