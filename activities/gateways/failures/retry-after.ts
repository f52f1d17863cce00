import { at } from '../parsing/json-shapes.ts';

/**
 * How long the gateway asks us to wait: the `Retry-After` header in seconds or as an HTTP date, else `retry_after` in
 * seconds in the body, as some gateways write it.
 * @param nowMs the time to count a date from, ms since epoch
 * @returns ms, at most a day (an epoch in the place of seconds would be decades), or `undefined` where nothing is asked
 */
export function retryAfterMs(
  answer: { headers: Record<string, string | string[] | undefined>; json?: unknown },
  nowMs: number,
): number | undefined {
  const header = answer.headers['retry-after'];
  const askedMs = fromHeader(Array.isArray(header) ? header[0] : header, nowMs) ?? fromBody(answer.json);
  return askedMs === undefined ? undefined : Math.min(askedMs, LONGEST_MS);
}

const LONGEST_MS = 86_400_000;

function fromHeader(value: string | undefined, nowMs: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return inMs(Number(value));
  const dateMs = Date.parse(value);
  return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - nowMs);
}

function fromBody(json: unknown): number | undefined {
  const fields = ['retry_after', 'retryAfter'].flatMap((name) => [at(json, name), at(json, 'data', name)]);
  const seconds = fields.map((value) => (typeof value === 'string' && value !== '' ? Number(value) : value));
  return inMs(seconds.find((value): value is number => typeof value === 'number' && value >= 0));
}

function inMs(seconds: number | undefined): number | undefined {
  const wait = seconds === undefined ? undefined : Math.ceil(seconds * 1000);
  return Number.isSafeInteger(wait) ? wait : undefined;
}
