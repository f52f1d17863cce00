/** Making a formatter costs far more than using it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * @param timeZone IANA name
 * @returns how far the clocks there are ahead of UTC at this time, ms
 * @throws {RangeError} when there is no such time zone
 */
export function offsetAt(timeZone: string, atMs: number): number {
  const text = formatterOf(timeZone).format(atMs);
  // "1/1/2026, GMT-03:30", and plain "GMT" where there is no difference.
  const [, sign, hours = '0', minutes = '0'] = /GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(text) ?? [];
  const ahead = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === '-' ? -ahead : ahead;
}

/**
 * @returns when the clocks are next changed after `fromMs`, where their offset at `untilMs` is another one
 */
export function changeBetween(timeZone: string, fromMs: number, untilMs: number): number {
  const before = offsetAt(timeZone, fromMs);
  let [unchanged, changed] = [fromMs, untilMs];
  while (changed - unchanged > 1) {
    const middle = Math.floor((unchanged + changed) / 2);
    if (offsetAt(timeZone, middle) === before) unchanged = middle;
    else changed = middle;
  }
  return changed;
}

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  formatters.set(timeZone, made);
  return made;
}
