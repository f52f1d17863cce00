import { z } from 'zod';

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

export const webhookSchema = z.strictObject({
  url: z.url().optional(),
  secret: z.string().min(1).optional(),
  events: z.array(z.string()).optional(),
});

export const statusSchema = z.strictObject({
  status: z.enum(['STOPPED', 'STARTING', 'SCAN_QR_CODE', 'WORKING', 'FAILED']),
});

export const journalFilterSchema = z.strictObject({
  kind: z.enum(['call', 'webhook', 'act']).optional(),
  instanceId: z.string().optional(),
  operation: z.string().optional(),
  groupId: z.string().optional(),
  effect: z.enum(['none', 'left', 'promoted', 'described', 'said']).optional(),
  eventId: z.string().optional(),
  fault: z.string().optional(),
  after: z.coerce.number().int().nonnegative().optional(),
});
