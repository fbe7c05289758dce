/** In charge of how the sentences of rules and checks are filled, in both languages. */
import { describe, expect, test } from 'vitest';
import { fill, sayAmount, SentenceFault } from '../../../etl/steps/sentence.ts';

const say = (zh: string, en: string, values: Record<string, unknown>) =>
  fill({ zh, en }, values, { up: { zh: '上升', en: 'up' } });

describe('amounts', () => {
  test.each([
    [0n, '0元', 'CNY 0'],
    [999_999n, '9,999.99元', 'CNY 9,999.99'],
    [1_000_000n, '1万元', 'CNY 10,000'],
    [5_800_000_000n, '5,800万元', 'CNY 58 million'],
    [9_999_999_999n, '10,000万元', 'CNY 100 million'],
    [10_000_000_000n, '1.00亿元', 'CNY 100 million'],
    [1_763_231_000_000n, '176.32亿元', 'CNY 17.632 billion'],
    [-2_416_000_000n, '-2,416万元', '−CNY 24.16 million'],
  ])('%s fen is %s, %s', (fen, zh, en) => {
    expect([sayAmount(fen, null, 'zh'), sayAmount(fen, null, 'en')]).toEqual([zh, en]);
  });

  test('in the unit of the table, with all its decimals', () => {
    expect(sayAmount(23_794_486_000_000n / 100n, 'wan', 'zh')).toBe('237,944.86万元');
    expect(sayAmount(237_944_860_000n, 'yi', 'en')).toBe('23.794486 亿元');
  });
});

describe('placeholders', () => {
  test('say each kind of value', () => {
    const values = {
      a: { fen: '1500000000' },
      d: { delta: 1_000_000 },
      r: { ratio: 0.8764 },
      p: { points: 0.0512 },
      n: { count: 1234 },
      w: { phrase: 'up' },
      b: { zh: '甲', en: 'A' },
      l: { list: [{ name: '教育', delta: 2_000_000 }, { name: '卫生' }] },
    };
    expect(
      say('{a}|{d}|{r}|{p}|{n}|{w}|{b}|{l}', '{a}|{d}|{r}|{p}|{n}|{w}|{b}|{l}', values),
    ).toEqual({
      zh: '1,500万元|+1万元|87.6%|5.1个百分点|1,234|上升|甲|教育（+2万元）、卫生',
      en: 'CNY 15 million|+CNY 10,000|87.6%|5.1 pp|1,234|up|A|教育 (+CNY 20,000), 卫生',
    });
  });

  test('name lines in English where they can', () => {
    const english = (name: string) => (name === '教育' ? 'Education' : name);
    expect(
      fill(
        { zh: '{l}', en: '{l}' },
        { l: { list: [{ name: '教育' }, { name: '卫生' }] } },
        {},
        english,
      ),
    ).toEqual({ zh: '教育、卫生', en: 'Education, 卫生' });
  });

  test('a clause is said only where all of it is known', () => {
    const sentence = (values: Record<string, unknown>) =>
      say('完[[，比上年{x}{y}]]。', 'x[[ {x} {y}]].', values).zh;
    expect(sentence({ x: '多', y: { ratio: 0.5 } })).toBe('完，比上年多50.0%。');
    expect(sentence({ x: '多', y: { ratio: null } })).toBe('完。');
    expect(sentence({ x: { list: [] }, y: '1' })).toBe('完。');
    expect(sentence({})).toBe('完。');
  });

  test('what has no value, or no kind, is a fault', () => {
    expect(() => say('{x}', 'x', {})).toThrow(SentenceFault);
    expect(() => say('{x}', 'x', { x: { fen: 1.5 } })).toThrow(SentenceFault);
    expect(() => say('{x}', 'x', { x: { phrase: 'down' } })).toThrow(SentenceFault);
    expect(() => say('{x}', 'x', { x: { what: 1 } })).toThrow(SentenceFault);
  });

  test('minus nothing is nothing', () => {
    expect(say('{x}', '{x}', { x: { ratio: -0.0001 } }).zh).toBe('0.0%');
  });
});
