/** In charge of the addresses of pages: what is written is what is read. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Role } from '#contract/answers';
import { fromUrl, mayOpen, PAGES, toUrl, type Route } from '../../../web/data/route.ts';

const at = (path: string) => fromUrl(new URL(path, 'http://localhost'));
const EMPTY = at('/').chosen;

describe('an address', () => {
  test('holds page, context and what belongs to the page', () => {
    const route = at(
      '/execution?region=530700&year=2025&scope=own&book=fund&lang=en&path=212,21208&asOf=3',
    );
    expect(route).toEqual({
      page: 'execution',
      chosen: {
        ...EMPTY,
        region: '530700',
        year: 2025,
        scope: 'own',
        book: 'fund',
        lang: 'en',
        asOf: 3,
      },
      own: { path: '212,21208' },
    });
  });

  test('says nothing for defaults', () => {
    expect(toUrl({ page: 'overview', chosen: EMPTY, own: {} })).toBe('/');
    expect(
      toUrl({ page: 'execution', chosen: { ...EMPTY, year: 2025 }, own: { path: '201,20101' } }),
    ).toBe('/execution?year=2025&path=201,20101');
  });

  test.each([
    '/?year=abc',
    '/?year=99999',
    '/?scope=everything',
    '/?month=14',
    '/?theme=pink',
    '/?asOf=-1',
    '/?region=',
  ])('takes words without meaning for absent: %s', (path) => {
    expect(at(path).chosen).toEqual(EMPTY);
  });

  test('names no page where there is none', () => {
    expect(at('/nowhere').page).toBeNull();
  });

  test('comes back as it was written', () => {
    const codes = fc.option(
      fc.uniqueArray(fc.stringMatching(/^[0-9A-Z~]{1,6}$/), { minLength: 1, maxLength: 3 }),
    );
    const own = fc.dictionary(fc.stringMatching(/^[a-z]{3,8}Own$/), fc.string({ minLength: 1 }));
    const route = fc.record<Route>({
      page: fc.constantFrom(...PAGES.map(({ name }) => name)),
      chosen: fc.record({
        region: fc.option(fc.constantFrom('530700', '310114~菊园新区')),
        year: fc.option(fc.integer({ min: 1950, max: 2100 })),
        month: fc.option(fc.integer({ min: 1, max: 13 })),
        reportedBy: fc.option(fc.constantFrom('2026-06-30')),
        department: codes,
        unit: codes,
        function: codes,
        economic: codes,
        fromMonth: fc.option(fc.integer({ min: 1, max: 13 })),
        toMonth: fc.option(fc.integer({ min: 1, max: 13 })),
        book: fc.option(fc.constantFrom('general', 'fund', 'capital', 'social')),
        flow: fc.option(fc.constantFrom('revenue', 'expenditure', 'balance')),
        scope: fc.option(fc.constantFrom('all', 'own', 'unstated')),
        amountUnit: fc.option(fc.constantFrom('yuan', 'wan', 'yi')),
        asOf: fc.option(fc.nat({ max: 999_999_999 })),
        lang: fc.option(fc.constantFrom('zh', 'en')),
        theme: fc.option(fc.constantFrom('auto', 'light', 'dark')),
      }),
      own,
    });
    fc.assert(
      fc.property(route, (one) => {
        expect(at(toUrl(one))).toEqual(one);
      }),
    );
  });
});

test('a page is offered only to roles that may open it', () => {
  const session = (role: Role) => ({
    name: '',
    role,
    region: null,
    unit: null,
    may: { load: false, rollback: false, administer: false },
  });
  expect(mayOpen('data', session('observer'))).toBe(false);
  expect(mayOpen('data', session('steward'))).toBe(true);
  expect(mayOpen('overview', session('deputy'))).toBe(true);
});
