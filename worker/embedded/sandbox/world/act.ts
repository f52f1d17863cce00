import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { describe, leave, promote, say, type Outcome } from './rules.ts';
import { phoneIdSchema, type SandboxGroup } from './types.ts';

/** Something that a person in the group does by hand, on the phone. */
export const actSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('leave'), by: phoneIdSchema }),
  z.strictObject({ act: z.literal('say'), by: phoneIdSchema, text: z.string().min(1) }),
  z.strictObject({ act: z.literal('promote'), by: phoneIdSchema, ids: z.array(z.string()).min(1) }),
  z.strictObject({ act: z.literal('describe'), by: phoneIdSchema, description: z.string() }),
]);

export type Act = z.infer<typeof actSchema>;

export function outcomeOf(act: Act, group: SandboxGroup): Outcome {
  switch (act.act) {
    case 'leave':
      return leave(group, act.by);
    case 'promote':
      return promote(group, act.by, act.ids);
    case 'describe':
      return describe(group, act.by, act.description);
    case 'say': {
      const message = { groupId: group.id, stanzaId: newStanzaId(), author: act.by, text: act.text };
      return say(group, { ...message, sentAtMs: Date.now() });
    }
  }
}

/** An id as WhatsApp's own web client makes them. */
export function newStanzaId(): string {
  return `3EB0${randomBytes(9).toString('hex').toUpperCase()}`;
}
