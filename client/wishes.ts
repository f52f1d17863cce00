import { z } from 'zod';
import type { ExitWishes } from '../activities/plans/plan.ts';
import { flag, person, text, words } from './request-fields.ts';

/** How groups are to be left: what the exits of a plan have in common. */
export interface Wishes {
  /** Why, in a few words that people filter by: "case closed". Kept in receipts, so no phone number. */
  reason: string;
  /** Who asks: a name, a login, a service. Kept in receipts, so no phone number. */
  requestedBy: string;
  /**
   * Who gets the admin rights, best first: phone numbers (`+49 151…`) or ids (`…@c.us`, `…@s.whatsapp.net`, `…@lid`).
   * Without any, those of the group's row apply (by an import), else the client's list, else the instance's.
   */
  successors?: string[];
  /** When a successor is promoted; `when-only-admin` unless said otherwise. */
  handover?: 'when-only-admin' | 'always';
  /** Nobody to promote where we are the only admin: `hold` (a person decides; the default), or `leave` all the same. */
  onNoSuccessor?: 'hold' | 'leave';
  /** How long a hold before the goodbye waits for a decision, ms; the exit then ends as `held`. Without it, it waits. */
  holdDeadlineMs?: number;
  /** The final message; the configured text without it; `false` for none, which takes a `noGoodbyeReason`. */
  goodbye?: string | false;
  /** Why there is no goodbye. Kept in receipts, so no phone number. */
  noGoodbyeReason?: string;
  /** Added once below the group's description, which is kept; at most 2,048 characters. */
  closingDescription?: string;
  /** Leave a community's parent or announcement group without asking a person. */
  allowCommunity?: boolean;
}

/** WhatsApp's limits, as its clients enforce them. */
const LONGEST_MESSAGE = 4_096;
const LONGEST_DESCRIPTION = 2_048;
const LONGEST_HOLD_MS = 366 * 24 * 60 * 60 * 1_000;

const deadline = 'give whole milliseconds, at most a year; leave it out to wait without end';

/** The fields of {@link Wishes}, for the schemas of requests that have them. */
export const wishFields = {
  reason: words('say in a few words why the number leaves'),
  requestedBy: words('say who asks: a name, a login, a service'),
  successors: z
    .array(person, { error: 'is not a list: write the successors in brackets, best first' })
    .max(50, 'names more than 50 people: keep the best')
    .transform((ids) => [...new Set(ids)])
    .default([]),
  handover: z
    .enum(['when-only-admin', 'always'], { error: "is neither 'when-only-admin' nor 'always'" })
    .default('when-only-admin'),
  onNoSuccessor: z.enum(['hold', 'leave'], { error: "is neither 'hold' nor 'leave'" }).default('hold'),
  holdDeadlineMs: z
    .int({ error: `is no whole number: ${deadline}` })
    .min(1, `is not above 0: ${deadline}`)
    .max(LONGEST_HOLD_MS, `is over a year: ${deadline}`)
    .optional(),
  goodbye: z
    .union([z.literal(false), z.string()], {
      error: 'is neither a text nor false; leave it out for the configured text',
    })
    .refine((value) => value === false || value.trim() !== '', {
      error: 'is empty: leave it out for the configured text, or write false and a noGoodbyeReason for none',
    })
    .refine((value) => value === false || value.length <= LONGEST_MESSAGE, {
      error: `is longer than the ${LONGEST_MESSAGE} characters of a message: shorten it`,
    })
    .optional(),
  noGoodbyeReason: words('say why there is no goodbye').optional(),
  closingDescription: text('write what the group should keep, or leave it out')
    .trim()
    .min(1, 'is empty: write what the group should keep, or leave it out')
    .max(LONGEST_DESCRIPTION, `is longer than the ${LONGEST_DESCRIPTION} characters of a description: shorten it`)
    .optional(),
  allowCommunity: flag.optional(),
};

type Goodbye = Pick<Wishes, 'goodbye' | 'noGoodbyeReason'>;

const ofObjects = ({ value }: { value: unknown }): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** For `refine`. */
export const silenceHasReason = [
  ({ goodbye, noGoodbyeReason }: Goodbye) => goodbye !== false || noGoodbyeReason !== undefined,
  {
    path: ['noGoodbyeReason'],
    error: 'is missing: say why there is no goodbye, since receipts record it',
    when: ofObjects,
  },
] satisfies Refinement;

/** For `refine`. */
export const reasonIsForSilence = [
  ({ goodbye, noGoodbyeReason }: Goodbye) => goodbye === false || noGoodbyeReason === undefined,
  {
    path: ['noGoodbyeReason'],
    error: 'contradicts the goodbye: leave it out, or write goodbye: false',
    when: ofObjects,
  },
] satisfies Refinement;

type Refinement = [(value: Goodbye) => boolean, { path: string[]; error: string; when: typeof ofObjects }];

/** The goodbye in the form that the workflow takes. */
export function goodbyeOf(goodbye: string | false | undefined, noGoodbyeReason = ''): ExitWishes['goodbye'] {
  if (goodbye === undefined) return { kind: 'default' };
  return goodbye === false ? { kind: 'none', reason: noGoodbyeReason } : { kind: 'text', text: goodbye };
}
