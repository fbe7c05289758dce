/** In charge of the completeness of the law book: every rule and check of the list has its file, its words and its examples. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checks } from '../../etl/checks.ts';
import { ruleFiles, rules } from '../../etl/rules.ts';
import { CHECK_IDS, FAMILIES, RULE_IDS } from './ids.ts';

const tests = join(import.meta.dirname, '..');

/** What the tests of a room say of each id: the text of every `describe` or `test` whose title names it, up to the next title at its level. */
function examples(room: string): (id: string) => string {
  const texts = readdirSync(join(tests, room))
    .filter((name) => name.endsWith('.test.ts') && name !== 'lawBook.test.ts')
    .map((name) => ({ name, text: readFileSync(join(tests, room, name), 'utf8') }));
  return (id) => {
    const named = new RegExp(`^${id}\\b`, 'u');
    const own = texts.filter(({ name }) => named.test(name)).map(({ text }) => text);
    const titled = texts.flatMap(({ text }) =>
      text.split(/^(?=(?:describe|test)(?:\.each)?\b)/mu).filter(
        (part) =>
          [...part.matchAll(/\b(?:describe|test)(?:\.each\([\s\S]*?\))?\(\s*(['"`])([\s\S]*?)\1/gu)].some(([, , title = '']) => title.includes(id)), // prettier-ignore
      ),
    );
    return [...own, ...titled].join('\n');
  };
}

const ruleExamples = examples('rules');
const checkExamples = examples('checks');

/** A finding: its severity is named, or that there are more than none of it. */
const FOUND = /\b(?:red|orange|yellow|blue)\b/u;
/** A near-miss: nothing is found, or a full list lacks what the title says is none. */
const MISSED = /(?<![\w)>\]])\[\]|\bnone\b|toHaveLength\(0\)|toBeUndefined\(\)/u;

test('the list holds fifty-eight rules of seven families, and one of the loop', () => {
  expect(Object.values(FAMILIES).flat()).toHaveLength(58);
  expect(new Set(RULE_IDS).size).toBe(59);
});

describe('the rules', () => {
  test('of the list are all there, and can all be read', () => {
    const there = ruleFiles().map(({ id }) => id);
    expect(RULE_IDS.filter((id) => !there.includes(id))).toEqual([]);
    expect(ruleFiles().flatMap(({ id, problem }) => (problem === null ? [] : [id, problem]))).toEqual([]); // prettier-ignore
  });

  test('have examples both ways: what is flagged, and what only looks like it', () => {
    const found = RULE_IDS.filter((id) => !FOUND.test(ruleExamples(id)));
    const missed = RULE_IDS.filter((id) => !MISSED.test(ruleExamples(id)));
    expect({ found, missed }).toEqual({ found: [], missed: [] });
  });

  test('say in both languages what, by which law, and what to ask', () => {
    for (const rule of rules().filter(({ id }) => RULE_IDS.includes(id))) {
      const said = [
        rule.name,
        rule.explanation,
        rule.question,
        ...rule.law.map(({ text }) => text),
        ...rule.thresholds.map(({ title }) => title),
        ...Object.values(rule.variants).flatMap((way) => [way.explanation, way.question]),
      ];
      expect(rule.law.length, rule.id).toBeGreaterThan(0);
      for (const { zh, en } of said) {
        expect(zh, rule.id).toMatch(/\p{Script=Han}/u);
        expect(en.replace(/\{[^}]*\}/gu, ''), rule.id).not.toMatch(/[。，；]/u);
      }
    }
  });

  test('that only ask say what they cannot know and how usual it is', () => {
    const signals = rules().filter(({ id, kind }) => RULE_IDS.includes(id) && kind === 'signal');
    expect(signals.filter(({ caution }) => caution === null).map(({ id }) => id)).toEqual([]);
    expect(signals.filter(({ population }) => population === null).map(({ id }) => id)).toEqual([]);
  });

  test('name the figures that they cannot do without, but the one that reads letters', () => {
    const silent = rules().filter(({ id, inputs }) => RULE_IDS.includes(id) && inputs.length === 0);
    expect(silent.map(({ id }) => id)).toEqual(['OL-02']);
  });
});

describe('the checks', () => {
  test('of the list are all there', () => {
    const there = checks().map(({ header }) => header.id);
    expect(CHECK_IDS.filter((id) => !there.includes(id))).toEqual([]);
  });

  test('each have a defective sample', () => {
    const sampled = checks()
      .map(({ header }) => header.id)
      .filter((id) => /failed|undecided/u.test(checkExamples(id)));
    expect(CHECK_IDS.filter((id) => !sampled.includes(id))).toEqual([]);
  });
});
