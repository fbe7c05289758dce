/** In charge of seeing that every Problem speaks both languages and quotes a stranger with care. */
import { expect, test } from 'vitest';
import { PROBLEM_CODES, problemOf, Refusal, refusal } from '#contract/problem';

test.each(PROBLEM_CODES)('$code', ({ code, status }) => {
  // facts that are told in both languages come in pairs; one that is a sentence may stand at an end
  const refused = new Refusal(code, ['甲甲', '甲甲', '乙乙', '乙乙'], 'field');
  const [zh, en] = [problemOf(refused, 'zh'), problemOf(refused, 'en')];
  expect(zh).toMatchObject({ type: `urn:mingzhang:problem:${code}`, status, code, field: 'field' });
  expect(zh.detail).toMatch(/[\u4e00-\u9fff].*[。甲乙]$/u);
  expect(en.detail).toMatch(/^[A-Z“甲].*[.甲乙]$/su);
  expect(zh.detail + en.detail).not.toContain('undefined');
  // Both languages tell the first fact, or neither needs one.
  expect(zh.detail.includes('甲甲')).toBe(en.detail.includes('甲甲'));
});

test('what a stranger sent is cut and cleaned', () => {
  const { detail } = refusal('bad-value', ['year', `a\u0000\n${'x'.repeat(1000)}`, '2025'], 'year');
  expect(detail.en.length).toBeLessThan(500);
  expect(detail.en).not.toMatch(/[\u0000-\u001f]/);
});
