/** Larger numbers are milliseconds: as seconds they would be in the year 5138. */
const LARGEST_SECONDS = 100_000_000_000;
/** The last instant of a `Date`. */
const LARGEST_MS = 8_640_000_000_000_000;

/**
 * A gateway's timestamp, in seconds or ms: engines differ within one event, whatever the documents say.
 * @returns ms since epoch, or `undefined` for what is no time
 */
export function toMs(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number) || number <= 0 || number > LARGEST_MS) return undefined;
  return isInSeconds(number) ? number * 1000 : number;
}

/** Whether a timestamp tells no more than the second. */
export function isInSeconds(value: unknown): boolean {
  return Number(value) <= LARGEST_SECONDS;
}
