import { z } from 'zod';
import type { PauseOrder } from '../workflows/number/messages.ts';
import { parseOrRefuse } from './faults.ts';
import { words } from './request-fields.ts';

/** Why a number is paused, and for how long. */
export interface PauseRequest {
  /** Shown to whoever wonders why nothing moves. */
  reason?: string;
  /** Who pauses it, by name or login; no phone number. */
  pausedBy?: string;
  /** When it goes on by itself, ms since epoch; without it, somebody has to resume it. */
  untilMs?: number;
}

const LAST_MS = 8_640_000_000_000_000;
const time = 'give whole milliseconds since 1970, or leave it out to wait for `resume`';

const schema = z.strictObject(
  {
    reason: words('say why, or leave it out').optional(),
    pausedBy: words('say who pauses it, by name or login, or leave it out').optional(),
    untilMs: z
      .int({ error: `is no whole number: ${time}` })
      .min(1, `is no time: ${time}`)
      .max(LAST_MS, `is no time: ${time}`)
      .optional(),
  },
  { error: ({ code }) => (code === 'invalid_type' ? 'is no object: pass reason, pausedBy and untilMs' : undefined) },
);

/** @throws {InvalidRequest} listing every fault */
export function parsePause(request: unknown): PauseOrder {
  return parseOrRefuse(schema, request);
}
