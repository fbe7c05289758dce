/** In charge of projects as a table that leaves the page: every column, amounts exact, file and row of each. */
import { fenOf } from '../data/decimal.ts';
import type { ProjectStanding } from '../data/projects.ts';
import { speaker, type Language } from '../i18n/catalogue.ts';
import { statusWord } from './projectWords.ts';
import { points } from './ratio.ts';
import { amountCell, ratioCell, textCell, type Sheet } from './sheet.ts';

export function projectsSheet(
  projects: readonly ProjectStanding[],
  language: Language,
  { title, notes }: { readonly title: string; readonly notes: readonly string[] },
): Sheet {
  const t = speaker(language);
  const inYuan = (text: string) => `${text}（${t('unit.yuan')}）`;
  return {
    title,
    columns: [
      t('project.code'),
      t('projects.col.name'),
      t('projects.col.department'),
      t('projects.col.unit'),
      t('projects.category'),
      t('projects.status'),
      inYuan(t('projects.col.budget')),
      inYuan(t('projects.col.executed')),
      t('projects.col.rate'),
      inYuan(t('projects.col.gap')),
      t('projects.col.points'),
      t('projects.col.progress'),
      inYuan(t('projects.col.planned')),
      inYuan(t('projects.col.cumulative')),
      t('projects.col.place'),
      t('projects.col.started'),
      t('projects.col.due'),
      t('projects.col.flags'),
      t('projects.col.file'),
      t('projects.col.row'),
    ],
    rows: projects.map(({ row, budget, executed, rate, gap, points: behind, progress, flags }) => [
      textCell(row.project),
      textCell(row.name),
      textCell(row.departmentName ?? row.department),
      textCell(row.unitName ?? row.unit),
      textCell(row.category),
      textCell(statusWord(t, row.status)),
      amountCell(budget),
      amountCell(executed),
      ratioCell(rate),
      amountCell(gap),
      textCell(behind === null ? null : points(behind)),
      ratioCell(progress),
      amountCell(fenOf(row.planned)),
      amountCell(fenOf(row.cumulative)),
      textCell(row.place),
      textCell(row.started),
      textCell(row.due),
      textCell(flags.map((flag) => flag.name[language]).join('；')),
      textCell(row.file),
      textCell(String(row.row)),
    ]),
    notes,
  };
}
