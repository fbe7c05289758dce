/** In charge of the public holidays of China: days off and the weekends worked instead, as the General Office of the State Council announces them each year. */

interface Year {
  /** First and last day of each holiday. */
  readonly off: readonly (readonly [string, string])[];
  /** Saturdays and Sundays that are worked. */
  readonly worked: readonly string[];
}

/** By year. 2027 had not been announced when this was written: it holds the statutory days alone and is to be completed. */
export const HOLIDAYS: Readonly<Record<string, Year>> = {
  '2023': {
    off: [['01-01', '01-02'], ['01-21', '01-27'], ['04-05', '04-05'], ['04-29', '05-03'], ['06-22', '06-24'], ['09-29', '10-06']],
    worked: ['01-28', '01-29', '04-23', '05-06', '06-25', '10-07', '10-08'],
  },
  '2024': {
    off: [['01-01', '01-01'], ['02-10', '02-17'], ['04-04', '04-06'], ['05-01', '05-05'], ['06-08', '06-10'], ['09-15', '09-17'], ['10-01', '10-07']],
    worked: ['02-04', '02-18', '04-07', '04-28', '05-11', '09-14', '09-29', '10-12'],
  },
  '2025': {
    off: [['01-01', '01-01'], ['01-28', '02-04'], ['04-04', '04-06'], ['05-01', '05-05'], ['05-31', '06-02'], ['10-01', '10-08']],
    worked: ['01-26', '02-08', '04-27', '09-28', '10-11'],
  },
  '2026': {
    off: [['01-01', '01-03'], ['02-15', '02-23'], ['04-04', '04-06'], ['05-01', '05-05'], ['06-19', '06-21'], ['09-25', '09-27'], ['10-01', '10-07']],
    worked: ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'],
  },
  '2027': {
    off: [['01-01', '01-01'], ['02-05', '02-08'], ['04-05', '04-05'], ['05-01', '05-02'], ['06-09', '06-09'], ['09-15', '09-15'], ['10-01', '10-03']],
    worked: [],
  },
}; // prettier-ignore
