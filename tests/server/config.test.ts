/** In charge of the environment: what is taken, what is refused in one sentence. */
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../server/config.ts';

describe('the environment', () => {
  test('may be empty', () => {
    expect(readConfig({})).toEqual({ dataFolder: '.mingzhang', port: 8080, host: '127.0.0.1' });
  });

  test('is taken as given, blanks as absent', () => {
    const secret = 's'.repeat(32);
    expect(
      readConfig({
        DATABASE_URL: 'postgres://a/b',
        MINGZHANG_DATA: '/d',
        PORT: '0',
        HOST: '::',
        MINGZHANG_SECRET: secret,
      }),
    ).toEqual({ databaseUrl: 'postgres://a/b', dataFolder: '/d', port: 0, host: '::', secret });
    expect(readConfig({ DATABASE_URL: ' ', PORT: '', HOST: '', MINGZHANG_SECRET: '' })).toEqual(
      readConfig({}),
    );
  });

  test.each([
    [{ PORT: '80a' }, /PORT/],
    [{ PORT: '-1' }, /PORT/],
    [{ PORT: '65536' }, /65535/],
    [{ MINGZHANG_SECRET: 'short' }, /MINGZHANG_SECRET/],
  ])('%o is refused by name', (environment, words) => {
    expect(() => readConfig(environment)).toThrow(words);
  });
});
