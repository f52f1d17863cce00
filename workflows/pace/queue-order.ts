import { DAY_MS } from './used.ts';

/** Why an exit is wanted, the most urgent first. */
export const urgencies = ['expiry', 'milestone', 'request', 'inactivity'] as const;

export type Urgency = (typeof urgencies)[number];

export interface Asker {
  workflowId: string;
  urgency: Urgency;
  /** Its goodbye is said: the group waits for it to go. */
  finishing: boolean;
  /** When it first asked, ms since epoch. */
  askedAtMs: number;
}

/** What a grade of urgency is worth in waiting: nobody waits for ever behind those who are more urgent. */
const GRADE_MS = DAY_MS;

/**
 * Compares for `toSorted`: who has said goodbye, then by urgency, then by age. One who has waited a day longer counts as one
 * grade more urgent.
 */
export function queueOrder(one: Asker, other: Asker): number {
  if (one.finishing !== other.finishing) return one.finishing ? -1 : 1;
  const difference = rankOf(one) - rankOf(other);
  if (difference !== 0) return difference;
  return one.workflowId < other.workflowId ? -1 : Number(one.workflowId > other.workflowId);
}

function rankOf({ urgency, askedAtMs }: Asker): number {
  return askedAtMs + urgencies.indexOf(urgency) * GRADE_MS;
}
