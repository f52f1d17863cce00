import { z } from 'zod';
import { effectSchema, refusalSchema } from './rules.ts';
import { gatewaySchema } from './types.ts';

/** One line of the world's journal. Never a token, an invite code or a text. */
export const journalEntrySchema = z.strictObject({
  seq: z.int(),
  atMs: z.int(),
  /**
   * - `call`: an HTTP call that reached a gateway
   * - `webhook`: one attempt to deliver an event
   * - `act`: something a person did, through `World` or `/_sandbox`, or the gateway by itself
   */
  kind: z.enum(['call', 'webhook', 'act']),
  gateway: gatewaySchema.optional(),
  /** Absent where the caller could not say who it is. */
  instanceId: z.string().optional(),
  /** The call's or act's name, or the event's. */
  operation: z.string(),
  groupId: z.string().optional(),
  effect: effectSchema,
  /** Why there was no effect, or `network-succession` where WhatsApp had to choose a new admin. */
  detail: z.union([refusalSchema, z.enum(['already-said', 'network-succession', 'withheld'])]).optional(),
  /** Stanza id of the message that was said, or had been said before. */
  messageId: z.string().optional(),
  /** HTTP status answered (to webhooks: by the worker). `null` while under way. */
  status: z.union([z.int(), z.enum(['reset', 'never-answered', 'endless', 'unreachable'])]).nullable(),
  /** The fault that had a hand in it. */
  fault: z.string().optional(),
  /** Of a webhook: the event's id, the same over retries and doubles. */
  eventId: z.string().optional(),
});

export type JournalEntry = z.infer<typeof journalEntrySchema>;

/** Entries agree with every field that is there. */
export const journalFilterSchema = journalEntrySchema
  .pick({ kind: true, instanceId: true, operation: true, groupId: true, effect: true, eventId: true, fault: true })
  .partial()
  .extend({
    /** Only entries with a greater `seq`. */
    after: z.coerce.number().int().nonnegative().optional(),
  });

export type JournalFilter = z.output<typeof journalFilterSchema>;
