import type { Migration } from 'kysely/migration';
import { exits } from './0001-exits.ts';
import { clock } from './0002-clock.ts';
import { undocumentedAnswers } from './0003-undocumented-answers.ts';
import { resignations } from './0004-resignations.ts';
import { outboxOrder } from './0005-outbox-order.ts';
import { neverSeenIn } from './0006-never-seen-in.ts';
import { doubts } from './0007-doubts.ts';

/**
 * Every change of the schema, in the order of the names. Imported and not found on disk, so that they are part of any
 * build. One that was released never changes: add the next.
 */
export const migrations: Record<string, Migration> = {
  '0001-exits': exits,
  '0002-clock': clock,
  '0003-undocumented-answers': undocumentedAnswers,
  '0004-resignations': resignations,
  '0005-outbox-order': outboxOrder,
  '0006-never-seen-in': neverSeenIn,
  '0007-doubts': doubts,
};
