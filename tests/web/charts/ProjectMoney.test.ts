/** In charge of money against physical progress: what is known is drawn, what is not is left out. */
import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import ProjectMoney from '../../../web/charts/ProjectMoney.svelte';
import { moneyAgainstBuilt, projectShares } from '../../../web/charts/ProjectMoney.ts';
import { moneyTitle } from '../../../web/format/projectWords.ts';
import { speaker } from '../../../web/i18n/catalogue.ts';
import { readable } from './lines.ts';
import { project } from './vouchers.ts';

test('each share is of its own whole; time ends with the plan’s last day', () => {
  const shares = projectShares(project('A1'));
  expect(shares.map(({ of, share }) => [of, Number(share.toFixed(3))])).toEqual([
    ['year', 0.5],
    ['all', 0.45],
    ['physical', 0.6],
    ['time', 0.793],
  ]);
  expect(moneyAgainstBuilt(shares)).toBeCloseTo(-0.15, 12);
});

test('what a source does not state is not drawn', () => {
  const silent = { planned: null, progress: null, due: null };
  const shares = projectShares(project('A1', silent));
  expect(shares.map(({ of }) => of)).toEqual(['year']);
  expect(moneyAgainstBuilt(shares)).toBeNull();
});

test('without the whole cost the year’s money is held against what is built', () => {
  const shares = projectShares(project('A1', { planned: null }));
  expect(moneyAgainstBuilt(shares)).toBeCloseTo(-0.1, 12);
});

test.each(['zh', 'en'] as const)('in %s', async (language) => {
  const shares = projectShares(project('A1'));
  const title = moneyTitle(speaker(language), moneyAgainstBuilt(shares));
  expect(title).toContain('15.0');
  const framing = { title, subtitle: 'Subtitle', source: 'Source' };
  const { body } = render(ProjectMoney, { props: { shares, language, summary: title, framing } });
  await expect(readable(body)).toMatchFileSnapshot(
    `../../golden/charts/project-money.${language}.svg`,
  );
});
