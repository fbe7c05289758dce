/** In charge of how a database is reached, and of reaching it as somebody else. */
import pg from 'pg';
import { Obstacle } from '#model/obstacle';

/** A `postgres://` address; of our own cluster too. */
export type Address = string & { readonly brand: 'Address' };

/** @throws Obstacle for what is no address of a PostgreSQL database. */
export function parseAddress(text: string): Address {
  const form =
    /^postgres(ql)?:\/\/./.test(text) && URL.canParse(withHost(text))
      ? new URL(withHost(text))
      : null;
  if (form === null || (form.pathname.length < 2 && form.username === '')) {
    throw new Obstacle('bad-database-url', {
      zh: 'DATABASE_URL 不是 PostgreSQL 地址；应写成 postgres://用户:密码@主机:端口/数据库。',
      en: 'DATABASE_URL is no PostgreSQL address; write it as postgres://user:password@host:port/database.',
    });
  }
  return text as Address;
}

/** The address of a database in our own cluster; `host` may be the folder of a socket. */
export function addressOf(place: {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}): Address {
  const socket = place.host.startsWith('/');
  const form = new URL(
    `postgres://${socket ? 'localhost' : place.host}:${place.port}/${encodeURIComponent(place.database)}`,
  );
  form.username = place.user;
  form.password = place.password;
  if (socket) form.searchParams.set('host', place.host);
  return form.href as Address;
}

/** The same server and database as another user. */
export function addressFor(address: Address, user: string, password: string): Address {
  const form = new URL(withHost(address));
  form.username = user;
  form.password = password;
  return form.href as Address;
}

/** The same server and user, another database. */
export function addressIn(address: Address, database: string): Address {
  const form = new URL(withHost(address));
  form.pathname = `/${encodeURIComponent(database)}`;
  return form.href as Address;
}

/** The password within an address, or null where it is kept elsewhere or not needed. */
export function passwordIn(address: Address): string | null {
  const { password } = new URL(withHost(address));
  return password === '' ? null : decodeURIComponent(password);
}

/** For people: which database where, without user and password. */
export function placeOf(address: Address): string {
  const form = new URL(withHost(address));
  return `${form.searchParams.get('host') ?? form.hostname}${form.port === '' ? '' : `:${form.port}`}${decodeURIComponent(form.pathname)}`;
}

/** An address may leave the host to its parameters, which `URL` does not take with a user. */
function withHost(text: string): string {
  return text.replace(/^(postgres(?:ql)?:\/\/(?:[^@/?]*@)?)(?=[/?]|$)/, '$1localhost');
}

const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, BigInt);
// A date has no time and no zone; a Date object would give it both.
types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** How every connection of the program reads and speaks: bigint exact, dates as text, times of Shanghai where no zone is said. */
export function connection(address: Address, name: string): pg.ClientConfig {
  return {
    connectionString: address,
    application_name: name,
    types,
    options: '-c TimeZone=Asia/Shanghai -c datestyle=ISO',
    keepAlive: true,
    connectionTimeoutMillis: 15_000,
  };
}
