import { z } from 'zod';
import type { Decision } from '../workflows/messages.ts';
import { parseOrRefuse } from './faults.ts';
import { person, words } from './request-fields.ts';

/** A person's answer to a hold; which actions are offered is in `progress().hold.choices`. */
export interface DecisionRequest {
  action: Decision['action'];
  /** Who decides, by name or login. Kept in receipts, so no phone number. */
  decidedBy: string;
  /** With `appoint`: who gets the admin rights, as a phone number or an id. */
  successor?: string;
}

const schema = z
  .strictObject(
    {
      action: z.enum(['appoint', 'leave-anyway', 'retry', 'abandon'], {
        error: 'is none of appoint, leave-anyway, retry and abandon',
      }),
      decidedBy: words('say who decides, by name or login'),
      successor: person.optional(),
    },
    { error: ({ code }) => (code === 'invalid_type' ? 'is no object: pass action and decidedBy' : undefined) },
  )
  .refine(({ action, successor }) => action !== 'appoint' || successor !== undefined, {
    path: ['successor'],
    error: 'is missing: name whom to appoint',
  })
  .refine(({ action, successor }) => action === 'appoint' || successor === undefined, {
    path: ['successor'],
    error: "goes with the action 'appoint' only: leave it out, or appoint",
  });

/** @throws {InvalidRequest} listing every fault */
export function parseDecision(decision: unknown): Decision {
  return parseOrRefuse(schema, decision);
}
