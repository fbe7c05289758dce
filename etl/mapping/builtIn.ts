/** In charge of the mappings that come with the program: every YAML file in a layout's folder, and one for each register's template. */
import { stringify } from 'yaml';
import type { Mapping } from '#model/mapping';
import { registerMapping } from '#model/register';
import { headerKey } from './header.ts';
import { readMapping } from './readMapping.ts';
import { registers } from './targets.ts';

const texts = import.meta.glob<string>('../layouts/*/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export interface BuiltInMapping {
  /** `integration/payments.yaml`. */
  readonly path: string;
  readonly text: string;
  readonly mapping: Mapping;
}

let read: readonly BuiltInMapping[] | null = null;

/** All of them, in order of path; read when they are first asked for. */
export function builtInMappings(): readonly BuiltInMapping[] {
  read ??= [
    ...Object.entries(texts).map(
      ([file, text]) => [file.replace('../layouts/', ''), text] as const,
    ),
    ...[...registers.values()].map(
      (register) =>
        [`registers/${register.name}.yaml`, stringify(registerMapping(register))] as const,
    ),
  ]
    .map(([path, text]) => {
      const reading = readMapping(text, path);
      if ('rejects' in reading) {
        throw new Error(reading.rejects.map(({ message }) => message.en).join('\n'));
      }
      return { path, text, mapping: reading.mapping };
    })
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return read;
}

/** The built-in mapping of that name (`madrid-execution`); null where there is none. */
export function builtInMapping(name: string): BuiltInMapping | null {
  return builtInMappings().find(({ mapping }) => mapping.mapping === name) ?? null;
}

/** The built-in mapping that knows a header: all names by which it is recognised are there; of several the one that asks for most. */
export function recogniseMapping(header: readonly string[]): Mapping | null {
  const names = new Set(header.map(headerKey));
  const known = builtInMappings()
    .map(({ mapping }) => mapping)
    .filter(
      ({ recognise = [] }) =>
        recognise.length > 0 && recognise.every((name) => isThere(name, names)),
    )
    .toSorted((a, b) => (b.recognise?.length ?? 0) - (a.recognise?.length ?? 0));
  return known[0] ?? null;
}

/** One of the alternatives of `支付凭证号|pay_voucher_no`. */
function isThere(name: string, names: ReadonlySet<string>): boolean {
  return name.split('|').some((alternative) => names.has(headerKey(alternative)));
}
