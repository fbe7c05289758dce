/** In charge of what is said of alerts: their base rate, whom they are about, how a history line reads, and the list as a table that leaves the page. */
import type { AlertEvent, AlertRow, FlagRow } from '#contract/alertAnswers';
import { fromDecimalText } from '#model/fen';
import type { Language, Say } from '../i18n/catalogue.ts';
import { amountCell, textCell, type Sheet } from './sheet.ts';

/** `120 个部门中有 17 个触发；通常为 3 个`; null where nothing is compared. */
export function baseSaid(t: Say, base: AlertRow['base'], language: Language): string | null {
  if (base === null) return null;
  const { meets, of, usual, population } = base;
  const facts = { meets: String(meets), of: String(of), population: population[language] };
  return usual === null
    ? t('alerts.base.noUsual', facts)
    : t('alerts.base', { ...facts, usual: String(usual) });
}

/** The project, else the unit, else the line; null where the alert is about the region. */
export function subjectOf({
  project,
  projectName = null,
  unit,
  unitName = null,
  item,
  itemName,
}: FlagRow): string | null {
  if (project !== null) return projectName ?? project;
  if (unit !== null) return unitName ?? unit;
  return itemName ?? item;
}

/** What happened, in words; an action by its name, what the program noticed by its own. */
export function eventSaid(t: Say, { action }: Pick<AlertEvent, 'action'>): string {
  switch (action) {
    case 'found':
    case 'changed':
    case 'escalated':
    case 'gone':
    case 'returned-by-data':
    case 'voided-by-data':
      return t(`case.event.${action}`);
    default:
      return t(`case.action.${action}`);
  }
}

type Heading = Pick<Sheet, 'title' | 'notes'>;

/** The list as it stands, a row per alert. */
export function alertsSheet(
  t: Say,
  alerts: readonly AlertRow[],
  language: Language,
  heading: Heading,
): Sheet {
  return {
    ...heading,
    columns: [
      'ID',
      t('alerts.severity'),
      t('alerts.kind'),
      t('alerts.rule'),
      t('alerts.subject'),
      t('context.year'),
      t('alerts.month'),
      t('alerts.sentence'),
      t('alerts.question'),
      t('alerts.law'),
      `${t('alerts.atStake')}（${t('unit.yuan')}）`,
      t('case.state'),
      t('alerts.due'),
      t('alerts.assignee'),
    ],
    rows: alerts.map((alert) => [
      textCell(alert.id),
      textCell(t(`severity.${alert.severity}`)),
      textCell(t(`alerts.${alert.kind}`)),
      textCell(`${alert.rule} ${alert.name[language]}`),
      textCell(subjectOf(alert)),
      textCell(String(alert.year)),
      textCell(alert.month === null ? null : String(alert.month)),
      textCell(alert.explanation[language]),
      textCell(alert.question[language]),
      textCell(alert.law.map(({ article }) => article).join('；')),
      amountCell(alert.amountAtStake === null ? null : fromDecimalText(alert.amountAtStake)),
      textCell(t(`case.state.${alert.state ?? 'new'}`)),
      textCell(alert.due),
      textCell(alert.assignee),
    ]),
  };
}
