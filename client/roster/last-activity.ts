/** WhatsApp is not older. */
const EARLIEST_MS = Date.UTC(2009, 0, 1);
/** A time without a zone is read as UTC, and may be one of a place that is up to 14 hours ahead. */
const SLACK_MS = 24 * 60 * 60 * 1_000;

const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

export const HOW_TO_WRITE =
  'write an ISO time such as 2026-01-31T10:00:00Z (without a zone it is UTC), or whole seconds or milliseconds since 1970';

/**
 * When something last happened in a group, as people and databases write it. Seconds and milliseconds are told apart by their
 * size: no time of WhatsApp's is both. Pure.
 * @returns ms since epoch, or what is wrong and what to write instead
 */
export function parseLastActivity(value: string | number | Date, nowMs: number): number | string {
  const atMs = value instanceof Date ? value.getTime() : toMs(value);
  if (atMs === undefined || Number.isNaN(atMs)) return `is no time: ${HOW_TO_WRITE}`;
  if (atMs > nowMs + SLACK_MS) return `is in the future: ${HOW_TO_WRITE}`;
  if (atMs < EARLIEST_MS) return `is before WhatsApp was there, in 2009: ${HOW_TO_WRITE}`;
  return atMs;
}

function toMs(value: string | number): number | undefined {
  if (typeof value === 'number') return ofNumber(value);
  return /^\d+$/.test(value) ? ofNumber(Number(value)) : ofIso(value);
}

function ofNumber(value: number): number | undefined {
  if (!Number.isSafeInteger(value)) return undefined;
  return value >= EARLIEST_MS ? value : value * 1_000;
}

function ofIso(text: string): number | undefined {
  const [, day, time = '00:00', zone = 'Z'] = ISO.exec(text) ?? [];
  if (day === undefined) return undefined;
  // Date.parse makes the 2nd of March of the 30th of February.
  const dayMs = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(dayMs) || new Date(dayMs).toISOString().slice(0, 10) !== day) return undefined;
  return Math.floor(Date.parse(`${day}T${time}${offset(zone)}`));
}

/** PostgreSQL writes `+02`, others `+0200`. */
function offset(zone: string): string {
  if (zone.toUpperCase() === 'Z') return 'Z';
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  return `${zone[0]}${digits.slice(0, 2)}:${digits.slice(2)}`;
}
