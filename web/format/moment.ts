/** In charge of showing instants and dates: always on Shanghai's clock, written the way both languages sort. */

const SHANGHAI = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** `2026-01-15 09:30` in Shanghai; a text that is no instant is given back as it is. */
export function moment(instant: string): string {
  const time = new Date(instant);
  return Number.isNaN(time.getTime()) ? instant : SHANGHAI.format(time);
}

/** `2026-01-15` in Shanghai. */
export function day(instant: string): string {
  return moment(instant).slice(0, 10);
}
