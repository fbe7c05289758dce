/** In charge of named parameters in the SQL of rules and checks: `:version` becomes `$1`. */

/** A statement with numbered parameters, ready for the driver. */
export interface Bound {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Comments, quoted text and casts are passed over; what is left and begins with a colon is a parameter. */
const TOKEN = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|::|:([a-z_][a-z0-9_]*)/giu;

/** Numbers the named parameters of a statement. A name without a value is named in the error. */
export function bind(sql: string, parameters: Readonly<Record<string, unknown>>): Bound {
  const names: string[] = [];
  const text = sql.replace(TOKEN, (token: string, name: string | undefined) => {
    if (name === undefined) return token;
    if (!Object.hasOwn(parameters, name)) throw new Error(`parameter :${name} has no value`);
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  return { text, values: names.map((name) => parameters[name]) };
}
