/** In charge of how spending falls over the months of a year: what is usual for a kind of money, bent by the temper of the unit. */
import type { ProjectKind } from './line.ts';
import type { Chance } from './random.ts';

/** Weights of the months 1–13. */
export type Rhythm = readonly number[];

const EVEN: Rhythm = [8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 9, 0];

export const WAGES: Readonly<Record<string, Rhythm>> = {
  30103: [46, 2, 2, 2, 2, 8, 2, 2, 2, 2, 2, 28, 0],
  30107: [12, 7, 7, 8, 8, 8, 8, 7, 8, 8, 8, 11, 0],
  30113: [8, 8, 8, 8, 8, 8, 9, 9, 9, 9, 9, 9, 0],
};

export const OFFICE: Readonly<Record<string, Rhythm>> = {
  30201: [5, 4, 8, 8, 8, 8, 5, 4, 8, 9, 13, 19, 1],
  30202: [6, 3, 9, 8, 8, 9, 4, 3, 8, 9, 14, 18, 1],
  30205: [6, 6, 7, 7, 8, 10, 11, 11, 9, 8, 8, 9, 0],
  30206: [9, 9, 8, 6, 6, 8, 12, 13, 9, 6, 6, 8, 0],
  30209: [8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 12, 0],
  30211: [3, 3, 9, 11, 10, 9, 6, 5, 11, 11, 11, 10, 1],
  30212: [0, 0, 6, 12, 16, 14, 4, 4, 18, 16, 8, 2, 0],
  30213: [2, 3, 6, 7, 8, 8, 12, 13, 8, 8, 10, 14, 1],
  30215: [16, 6, 9, 7, 6, 8, 6, 3, 6, 7, 11, 15, 0],
  30216: [1, 1, 7, 11, 12, 12, 6, 4, 12, 12, 11, 10, 1],
  30217: [7, 5, 8, 9, 9, 9, 7, 6, 9, 10, 10, 10, 1],
  30226: [4, 4, 7, 8, 8, 9, 7, 6, 8, 9, 11, 17, 2],
  30228: [0, 0, 24, 0, 0, 25, 0, 0, 25, 0, 0, 26, 0],
  30229: [20, 4, 4, 4, 12, 8, 4, 6, 16, 8, 4, 10, 0],
  30299: [5, 4, 7, 8, 8, 8, 6, 5, 8, 9, 12, 18, 2],
  31002: [0, 0, 4, 6, 8, 10, 8, 6, 10, 14, 18, 15, 1],
  30218: [2, 10, 11, 8, 8, 8, 2, 5, 16, 10, 9, 11, 0],
};

const PROJECTS: Readonly<Record<ProjectKind, Rhythm>> = {
  works: [2, 3, 7, 8, 9, 9, 9, 8, 10, 10, 11, 12, 2],
  system: [0, 2, 5, 6, 8, 9, 8, 8, 12, 12, 13, 15, 2],
  purchase: [0, 2, 5, 8, 9, 10, 8, 7, 13, 13, 12, 12, 1],
  service: [2, 9, 8, 9, 9, 9, 8, 8, 9, 9, 9, 10, 1],
  event: [1, 3, 8, 10, 13, 11, 5, 4, 13, 14, 10, 8, 0],
  grant: [0, 4, 8, 12, 8, 15, 7, 8, 13, 9, 9, 6, 1],
  allowance: [4, 11, 8, 8, 8, 9, 8, 8, 8, 9, 9, 10, 0],
  training: [1, 3, 9, 12, 13, 12, 6, 3, 12, 13, 9, 7, 0],
  research: [0, 2, 6, 8, 10, 11, 8, 7, 11, 12, 12, 12, 1],
  land: [2, 5, 8, 9, 5, 13, 7, 10, 11, 8, 11, 11, 0],
  capital: [0, 0, 0, 5, 10, 25, 5, 10, 15, 10, 15, 5, 0],
  insurance: EVEN,
  debt: [0, 0, 0, 22, 0, 12, 0, 0, 18, 22, 0, 26, 0],
  reserve: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
};

/** The weights of a line for a year. `pace` bends them; lumpy money falls in a few months only. */
export function rhythmOf(
  economic: string,
  kind: ProjectKind | null,
  pace: number,
  chance: Chance,
): Rhythm {
  const wages = economic.startsWith('301') || economic === '30302' || economic === '30239';
  if (kind === null)
    return wages
      ? (WAGES[economic] ?? EVEN)
      : wobble(bend(OFFICE[economic] ?? EVEN, pace >> 2), 15, chance);
  const usual = PROJECTS[kind];
  if (kind === 'insurance' || kind === 'debt') return usual;
  const bent = bend(usual, pace);
  return kind === 'works' || kind === 'land' || kind === 'grant' || kind === 'capital'
    ? lump(wobble(bent, 30, chance), chance)
    : wobble(bent, 20, chance);
}

/** Months before the middle of the year lose (`pace` > 0) what later ones gain. */
export function bend(rhythm: Rhythm, pace: number): Rhythm {
  return rhythm.map((weight, index) =>
    index === 12 ? weight * 100 : weight * Math.max(3, 100 + pace * (index - 5)),
  );
}

function wobble(rhythm: Rhythm, percent: number, chance: Chance): Rhythm {
  return rhythm.map((weight) => weight * (100 + chance.between(-percent, percent)));
}

/** Some months are skipped, and the next one pays for both. */
function lump(rhythm: Rhythm, chance: Chance): Rhythm {
  let kept = 0;
  return rhythm.map((weight, index) => {
    if (index < 11 && chance.happens(380)) {
      kept += weight;
      return 0;
    }
    const sum = weight + kept;
    kept = 0;
    return sum;
  });
}
