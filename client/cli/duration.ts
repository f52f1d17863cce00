import { InvalidRequest } from '../errors.ts';

const unitsMs: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * A duration as people write it: `90s`, `30m`, `12h`, `3d`.
 * @returns ms
 * @throws {InvalidRequest}
 */
export function parseDuration(text: string, field: string): number {
  const [, count, unit = ''] = /^(\d+)([smhd])$/.exec(text.trim()) ?? [];
  const unitMs = unitsMs[unit];
  if (unitMs === undefined) {
    throw new InvalidRequest([{ field, problem: 'is no duration: write a number and s, m, h or d, such as 30m' }]);
  }
  return Number(count) * unitMs;
}

/** A duration for people, in the two largest units that matter. Pure. */
export function durationText(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 24
    ? `${Math.floor(minutes / 60)} h ${minutes % 60} min`
    : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
