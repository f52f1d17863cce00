import { z } from 'zod';
import type { GroupExitInput } from '../workflows/messages.ts';
import { parseOrRefuse } from './faults.ts';
import { flag, groupId, instanceId, text, words } from './request-fields.ts';
import { goodbyeOf, reasonIsForSilence, silenceHasReason, wishFields, type Wishes } from './wishes.ts';
import type { GroupKey } from './workflow-ids.ts';

/** What a backend asks for: one instance leaves one group. */
export interface ExitRequest extends Wishes {
  /** The WhatsApp number, by its id in the worker's instances file. */
  instanceId: string;
  /** The group, as the gateway lists it: `…@g.us`. */
  groupId: string;
  /** Whose group it is: people filter by it, and the worker may know successors for it. Kept in receipts. */
  clientId?: string;
  /** What people call the group; shown in the Temporal UI. */
  groupName?: string;
  /** An exit; a dry run is asked for by a {@link PreviewRequest}. */
  dryRun?: false;
}

/** The same, only to look and to say what each step would do. */
export interface PreviewRequest extends Omit<ExitRequest, 'dryRun'> {
  dryRun: true;
}

const schema = z
  .strictObject(
    {
      instanceId,
      groupId,
      clientId: words('name the client, or leave it out').optional(),
      groupName: text('name the group, or leave it out')
        .trim()
        .min(1, 'is empty: name the group, or leave it out')
        .max(200, 'is longer than 200 characters: shorten it')
        .optional(),
      ...wishFields,
      dryRun: flag.default(false),
    },
    { error: ({ code }) => (code === 'invalid_type' ? 'is no object: pass the fields of an exit request' : undefined) },
  )
  .refine(...silenceHasReason)
  .refine(...reasonIsForSilence);

const groupKey = z.object({ instanceId, groupId }, { error: 'is no object: pass instanceId and groupId' });

/**
 * Checks a request and brings it to the form that the workflow takes.
 * @param request anything, such as the JSON body of a request to a backend
 * @throws {InvalidRequest} listing every fault
 */
export function parseExitRequest(request: unknown): { input: GroupExitInput; dryRun: boolean } {
  const { dryRun, goodbye, noGoodbyeReason, ...same } = parseOrRefuse(schema, request);
  return { input: { version: 2, ...same, goodbye: goodbyeOf(goodbye, noGoodbyeReason) }, dryRun };
}

/**
 * Checks which group is meant.
 * @throws {InvalidRequest} listing every fault
 */
export function parseGroup(group: unknown): GroupKey {
  return parseOrRefuse(groupKey, group);
}

/**
 * Checks which number is meant.
 * @throws {InvalidRequest}
 */
export function parseInstance(id: unknown): string {
  return parseOrRefuse(z.object({ instanceId }), { instanceId: id }).instanceId;
}
