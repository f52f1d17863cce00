import { z } from 'zod';

/** Where and how a fault strikes; scope fields left out match everything. */
export const faultSettingsSchema = z.strictObject({
  instanceId: z.string().optional(),
  groupId: z.string().optional(),
  /** An operation's name as the journal has it (`leave`, `send-text`, …); for webhook faults the event's name. */
  operation: z.string().optional(),
  /** How often it strikes; without a limit until it is removed. */
  times: z.int().positive().optional(),
  /** The share of the matching calls that it strikes, over 0 to 1, by a random sequence that `seed` repeats. */
  share: z.number().gt(0, 'has to be over 0: a fault with no share never strikes').max(1).default(1),
  seed: z.int().default(1),
  /** When it begins to strike, ms after it was asked for; at once unless given. */
  fromMs: z.int().nonnegative().optional(),
  /** When it ends, ms after it was asked for. */
  untilMs: z.int().positive().optional(),
  /** How long it strikes from its beginning on, ms. */
  forMs: z.int().positive().optional(),
  /** What the fault delays, in ms; each fault says what that is. */
  delayMs: z.int().nonnegative().optional(),
  /** `slow`: whether the effect comes as the call arrives or right before the answer. */
  effectAt: z.enum(['arrival', 'answer']).default('arrival'),
  /** For faults that say so: whether the call is carried out all the same. */
  withEffect: z.boolean().default(false),
  /** `html-answer` and `error-as-text`: the HTTP status, e.g. 502 for a proxy's page. */
  status: z
    .int()
    .min(200)
    .max(599)
    .refine((status) => ![204, 205, 304].includes(status), 'HTTP has no body under 204, 205 and 304: choose another')
    .optional(),
});

/** A fault that was asked for. */
export const faultRuleSchema = faultSettingsSchema.extend({
  id: z.string(),
  name: z.string(),
  /** How often it has struck. */
  struck: z.int(),
});

export type FaultRule = z.infer<typeof faultRuleSchema>;
