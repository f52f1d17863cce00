import { z } from 'zod';
import type { RosterRow } from '../../activities/roster/roster.ts';
import { flag, groupId, instanceId, person, text, words } from '../request-fields.ts';
import { HOW_TO_WRITE, parseLastActivity } from './last-activity.ts';
import { splitPeople } from './people-list.ts';

/** What you know of a group. What is left out stays as the worker's database has it. */
export interface ImportRow {
  /** The WhatsApp number, by its id in the worker's instances file. */
  instanceId: string;
  /** The group, as the gateway lists it: `…@g.us`. */
  groupId: string;
  /** Whose group it is: plans select by it, and the worker may know successors for it. */
  clientId?: string;
  /** What people call the group. */
  groupName?: string;
  /** When something last happened in it: an ISO text (UTC where it names no zone), a Date, or seconds or ms since epoch. */
  lastActivity?: string | number | Date;
  /** `true`: no plan leaves it. */
  keep?: boolean;
  /**
   * Who gets the admin rights, best first, where a request names nobody: a list, or a text with semicolons between people.
   * An empty list takes away what an earlier import said.
   */
  successors?: string | string[];
}

/** As spreadsheets and databases write it. */
const wordsFor = new Map([
  ...['true', 'yes', 'y', '1', 'x', 'keep'].map((word) => [word, true] as const),
  ...['false', 'no', 'n', '0'].map((word) => [word, false] as const),
]);

const keep = z
  .union([flag, z.string(), z.number()])
  .transform((value, context): boolean => {
    const known = typeof value === 'boolean' ? value : wordsFor.get(String(value).trim().toLowerCase());
    if (known !== undefined) return known;
    context.addIssue({ code: 'custom', message: 'is neither yes nor no' });
    return z.NEVER;
  })
  .optional();

const lastActivityMs = z
  .union([z.string(), z.number(), z.date()], { error: `is no time: ${HOW_TO_WRITE}` })
  .transform((value, context): number => {
    const atMs = parseLastActivity(value, Date.now());
    if (typeof atMs === 'number') return atMs;
    context.addIssue({ code: 'custom', message: atMs });
    return z.NEVER;
  })
  .optional();

const successors = z
  .union([z.string(), z.array(z.string())], { error: 'is neither a list nor a text of people' })
  .transform((value, context): string[] => {
    const people = typeof value === 'string' ? splitPeople(value) : value;
    if (typeof people !== 'string') return people;
    context.addIssue({ code: 'custom', message: people });
    return z.NEVER;
  })
  .pipe(z.array(person).max(50, 'names more than 50 people: keep the best'))
  .transform((ids) => [...new Set(ids)])
  .optional();

/** An {@link ImportRow}, checked one at a time. */
export const importRow = z.strictObject(
  {
    instanceId,
    groupId,
    clientId: words('name the client, or leave it out').optional(),
    groupName: text('name the group, or leave it out')
      .trim()
      .min(1, 'is empty: name the group, or leave it out')
      .max(200, 'is longer than 200 characters: shorten it')
      .optional(),
    lastActivity: lastActivityMs,
    keep,
    successors,
  },
  { error: ({ code }) => (code === 'invalid_type' ? 'is no object: pass the fields of a group' : undefined) },
);

export type ImportField = keyof typeof importRow.shape;

/** A row in the form that the workflow takes. */
export function rosterRow({ lastActivity, ...row }: z.output<typeof importRow>): RosterRow {
  return { ...row, ...(lastActivity !== undefined && { lastActivityMs: lastActivity }) };
}
