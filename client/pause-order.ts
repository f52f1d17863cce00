import { z } from 'zod';
import type { PauseOrder } from '../workflows/resignation/messages.ts';
import { parseOrRefuse } from './faults.ts';
import { words } from './request-fields.ts';

const schema = z.strictObject(
  {
    reason: words('say why it pauses, or leave it out').optional(),
    pausedBy: words('say who pauses it, by name or login, or leave it out').optional(),
  },
  { error: ({ code }) => (code === 'invalid_type' ? 'is no object: pass reason and pausedBy, or nothing' : undefined) },
);

/** The Temporal UI shows both, and histories keep them. @throws {InvalidRequest} listing every fault */
export function parsePauseOrder(order: unknown): PauseOrder {
  return parseOrRefuse(schema, order);
}
