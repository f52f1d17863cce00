import { z } from 'zod';
import { sessionStatusSchema, webhookTargetSchema } from '../world/types.ts';

/** A webhook made by hand: an early, late, foreign or malformed one. */
export const handMadeEventSchema = z.strictObject({
  instanceId: z.string(),
  event: z.string(),
  groupId: z.string().optional(),
  payload: z.record(z.string(), z.unknown()).default({}),
  /** Fields of the envelope that shall be other than usual, e.g. `id`, `timestamp`, `session`, `me`. */
  envelope: z.record(z.string(), z.unknown()).default({}),
  signature: z.enum(['valid', 'none', 'forged']).default('valid'),
  /** When it happened; now unless given. */
  occurredAtMs: z.int().optional(),
  delayMs: z.int().nonnegative().default(0),
});

export type HandMadeEvent = z.input<typeof handMadeEventSchema>;

/** A number's new webhook target; what is left out stays as it is. */
export const webhookSchema = webhookTargetSchema.partial();

export const statusSchema = z.strictObject({ status: sessionStatusSchema });
