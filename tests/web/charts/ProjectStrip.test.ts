/** In charge of projects by rate and budget: which are drawn, named, counted, and the drawing. */
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import ProjectStrip from '../../../web/charts/ProjectStrip.svelte';
import { countProjects, projectPoints, WALKED } from '../../../web/charts/ProjectStrip.ts';
import { projectStanding } from '../../../web/data/projects.ts';
import { describeProject, projectsLead, stripTitle } from '../../../web/format/projectWords.ts';
import { speaker } from '../../../web/i18n/catalogue.ts';
import { readable } from './lines.ts';
import { project, PROJECTS } from './vouchers.ts';

const standings = PROJECTS.map((row) => projectStanding(row));

describe('points', () => {
  test('only of projects with a budget and a rate, walked along the rate', () => {
    const { walked, rest, named } = projectPoints(standings);
    expect(walked.map(({ project: one }) => one.row.project)).toEqual(['C3', 'B2', 'A1', 'D4']);
    expect(rest).toEqual([]);
    expect(named.map(({ project: one }) => one.row.project)).toEqual(['B2', 'C3']);
    expect(walked.map(({ idle }) => idle)).toEqual([true, false, false, false]);
  });

  test('of very many only the furthest are walked, the rest stay in the drawing', () => {
    const many = Array.from({ length: WALKED + 50 }, (_, at) =>
      projectStanding(project(`P${at}`, { budget: `${1000 + at}.00`, executed: '0.00', rate: 0 })),
    );
    const { walked, rest } = projectPoints(many);
    expect([walked.length, rest.length]).toEqual([WALKED, 50]);
    const least = Math.min(...walked.map(({ project: one }) => -Number(one.gap)));
    expect(rest.every(({ project: one }) => -Number(one.gap) <= least)).toBe(true);
  });
});

test('counts those far behind and those without spending, with their money', () => {
  expect(countProjects(standings)).toEqual({
    all: 5,
    idle: 1,
    idleBudget: 120_000_000n,
    late: 2,
    lateGap: 2_640_000_000n + 90_000_000n,
  });
});

const SAID = {
  zh: {
    title:
      '2 个项目比序时慢 20 个百分点以上，少付 2,730.00 万元；其中未支出的有 1 个，预算 120.00 万元',
    lead: '明川区 5 个项目，预算 5,850.00 万元，已执行 30.8%，比序时慢 44.2 个百分点。',
    marks: [
      '档案数字化：预算 300,000 元，执行 310,000 元（103.3%），比序时快 28.3 个百分点',
      '课题研究：预算 — 元，执行 — 元（—），无法与序时比较',
    ],
  },
  en: {
    title:
      '2 projects are 20 points or more behind the calendar, 2,730.00 ten thousand yuan in money; nothing spent in 1 of them, with a budget of 120.00',
    lead: '明川区: 5 projects, 5,850.00 ten thousand yuan budgeted, 30.8% spent, 44.2 points behind the calendar.',
    marks: [
      '档案数字化: budget 300,000 yuan, spent 310,000 (103.3%), 28.3 points ahead of the calendar',
      '课题研究: budget — yuan, spent — (—), not comparable with the calendar',
    ],
  },
} as const;

describe.each(['zh', 'en'] as const)('in %s', (language) => {
  const t = speaker(language);
  const style = { unit: 'wan', decimals: 2 } as const;
  const title = stripTitle(t, countProjects(standings), style);

  test('says the finding', () => {
    expect(title).toBe(SAID[language].title);
    expect(projectsLead(t, '明川区', standings, style)).toBe(SAID[language].lead);
    expect(standings.map((one) => describeProject(t, one)).slice(3)).toEqual(SAID[language].marks);
    expect(stripTitle(t, countProjects([]), style)).toBe(t('projects.strip.calm'));
  });

  test('is drawn as it was', async () => {
    const { body } = render(ProjectStrip, {
      props: {
        points: projectPoints(standings),
        elapsed: 0.75,
        language,
        unit: 'wan',
        summary: title,
        width: 760,
        framing: { title, subtitle: 'Subtitle', source: 'Source' },
      },
    });
    expect(body).not.toContain('style=');
    await expect(readable(body)).toMatchFileSnapshot(
      `../../golden/charts/project-strip.${language}.svg`,
    );
  });
});
