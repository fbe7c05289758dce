/** In charge of reading whom a command is about: role and region. */
import type { Role } from '#contract/answers';
import { Obstacle } from '#model/obstacle';
import { isRole, ROLES } from '../access/rights.ts';

/** @throws Obstacle naming the roles there are. */
export function parseRole(text: string): Role {
  if (isRole(text)) return text;
  const known = ROLES.join(', ');
  throw new Obstacle('unknown-role', {
    zh: `没有角色“${text}”；可用的有：${known}。`,
    en: `There is no role “${text}”; available: ${known}.`,
  });
}

/** @throws Obstacle for what is no region code. */
export function parseRegion(text: string): string {
  if (/^\d{6}(~.+)?$/.test(text)) return text;
  throw new Obstacle('bad-region', {
    zh: `“${text}”不是行政区划代码；应为六位数字，如 530700。`,
    en: `“${text}” is no region code; give six digits such as 530700.`,
  });
}
