import { z } from 'zod';
import { name } from './fields.ts';
import type { PacePolicy, Range, Weekday } from '../pace/policy.ts';
import { presets } from '../pace/presets.ts';

const DAY_MS = 24 * 60 * 60_000;
/** A number that is younger than this is watched more closely by WhatsApp: it leaves at most so many groups a day. */
const YOUNG_MS = 30 * DAY_MS;
const YOUNG_PER_DAY = 20;

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** The least and the most, in seconds; each wait is drawn from in between. */
const seconds = z
  .array(z.number().min(0).max(86_400))
  .length(2, { error: 'must be two numbers of seconds: the least and the most' })
  .refine(([least = 0, most = 0]) => least <= most, { error: 'must have the least before the most' })
  .transform(([least = 0, most = 0]): Range => ({ minMs: Math.round(least * 1_000), maxMs: Math.round(most * 1_000) }));

const timeZone = name.refine(isTimeZone, { error: 'is no time zone: use an IANA name such as America/Sao_Paulo' });

const clockTime = (form: RegExp) => z.string().regex(form, { error: 'must be a time such as 09:00' });

const hours = z
  .strictObject({
    from: clockTime(/^([01]\d|2[0-3]):[0-5]\d$/),
    to: clockTime(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
  })
  .refine(({ from, to }) => from !== to, { error: 'end when they begin: write 00:00 to 24:00 for the whole day' });

const weekdays = z
  .array(z.enum(days))
  .min(1)
  .transform((given) => days.flatMap((day, index) => (given.includes(day) ? [(index + 1) as Weekday] : [])));

const since = z.iso
  .date({ error: 'must be a date such as 2026-11-01' })
  .transform((date) => ({ untilMs: Date.parse(date) + YOUNG_MS, perDay: YOUNG_PER_DAY }));

const overrides = {
  gapSeconds: seconds.optional(),
  stepGapSeconds: seconds.optional(),
  goodbyeToLeaveSeconds: seconds.optional(),
  perHour: z.int().min(1).max(3_600).optional(),
  perDay: z.int().min(1).max(10_000).optional(),
  breakEvery: z.int().min(1).max(10_000).optional(),
  breakSeconds: seconds.optional(),
  hours: hours.optional(),
  weekdays: weekdays.optional(),
  timeZone: timeZone.optional(),
  since: since.optional(),
};

const policy = z.enum(['gentle', 'standard', 'none']).default('gentle');

/** How fast an instance may work: a policy by its name, or an object that changes some of it. */
export const pace = z
  .preprocess(
    (value) => (typeof value === 'string' ? { policy: value } : value),
    z
      .strictObject({ policy, ...overrides })
      .refine((given) => given.policy !== 'none' || Object.keys(given).length === 1, {
        error: 'has "none", which holds nothing back: leave the rest out, or choose gentle or standard',
      }),
  )
  .transform(paceOf)
  .prefault('gentle');

function paceOf(given: z.infer<z.ZodObject<typeof overrides>> & { policy: PacePolicy['name'] }): PacePolicy {
  const {
    policy: named,
    gapSeconds,
    stepGapSeconds,
    goodbyeToLeaveSeconds,
    breakSeconds,
    since: young,
    ...same
  } = given;
  const preset = presets[named];
  return {
    ...preset,
    ...same,
    gap: gapSeconds ?? preset.gap,
    stepGap: stepGapSeconds ?? preset.stepGap,
    goodbyeToLeave: goodbyeToLeaveSeconds ?? preset.goodbyeToLeave,
    breakFor: breakSeconds ?? preset.breakFor,
    ...(young && { young }),
  };
}

function isTimeZone(text: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en-US', { timeZone: text }));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return false;
  }
}
