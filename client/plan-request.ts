import { z } from 'zod';
import type { PlanRequest, Selection } from '../activities/plans/plan.ts';
import { parseOrRefuse } from './faults.ts';
import { flag, groupId, instanceId, text, words } from './request-fields.ts';
import { goodbyeOf, reasonIsForSilence, silenceHasReason, wishFields, type Wishes } from './wishes.ts';
import type { GroupKey } from './workflow-ids.ts';

/** What a backend wants a plan of: groups by one of three ways to say which, and how they would be left. */
export interface PlanQuestion extends Wishes {
  /** These groups, at most 10,000. */
  groups?: GroupKey[];
  /** Or all groups that the books have of this client. */
  clientId?: string;
  /** Or all groups of these numbers. */
  instanceIds?: string[];
  /** Only groups in which nothing has happened for so many days; those of which nobody knows are left alone. */
  inactiveForDays?: number;
  /** Take a listing that is much smaller than the last one for true. */
  acceptSmallerListing?: boolean;
  /** Names the plan, so that asking twice is asking once; a new one without it. */
  planId?: string;
}

/** What a workflow's input can hold; more are better named by their client or their numbers. */
const MOST_GROUPS = 10_000;
const MOST_INSTANCES = 1_000;
const LONGEST_DAYS = 3_660;
const DAY_MS = 24 * 60 * 60 * 1_000;

const one = 'say which groups: groups, clientId or instanceIds, one of the three';
const planIdHint = 'write letters, digits, dot, dash and underscore, at most 64';

const planId = text(planIdHint).regex(/^[A-Za-z0-9._-]{1,64}$/, `is no plan id: ${planIdHint}`);

const schema = z
  .strictObject(
    {
      groups: z
        .array(z.strictObject({ instanceId, groupId }, { error: 'is no group: pass instanceId and groupId' }), {
          error: 'is not a list of groups, each with instanceId and groupId',
        })
        .min(1, 'is empty: name at least one group')
        .max(
          MOST_GROUPS,
          `has more than ${MOST_GROUPS} groups: assign them to a client and name that, or make several plans`,
        )
        .check(distinct(({ instanceId: instance, groupId: group }) => `${instance}/${group}`))
        .optional(),
      clientId: words('name the client, or leave it out').optional(),
      instanceIds: z
        .array(instanceId, { error: 'is not a list of instance ids' })
        .min(1, 'is empty: name at least one instance')
        .max(MOST_INSTANCES, `has more than ${MOST_INSTANCES} instances: make several plans`)
        .check(distinct((id) => id))
        .optional(),
      inactiveForDays: z
        .int({ error: 'is no whole number of days' })
        .min(1, 'is not above 0')
        .max(LONGEST_DAYS, 'is over ten years')
        .optional(),
      acceptSmallerListing: flag.optional(),
      planId: planId.optional(),
      ...wishFields,
    },
    { error: ({ code }) => (code === 'invalid_type' ? 'is no object: pass the fields of a plan' : undefined) },
  )
  .refine(...silenceHasReason)
  .refine(...reasonIsForSilence)
  .refine((question) => selections(question).length === 1, {
    path: ['selection'],
    error: ({ input }) => (selections(input).length === 0 ? `is missing: ${one}` : `is ambiguous: ${one}`),
    when: ({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value),
  });

const planKey = z.object({ planId });

/**
 * Checks what a plan is asked for and brings it to the form that the workflow takes.
 * @throws {InvalidRequest} listing every fault
 */
export function parsePlanQuestion(question: unknown): { planId: string | undefined; request: PlanRequest } {
  const {
    groups,
    clientId,
    instanceIds,
    inactiveForDays,
    acceptSmallerListing,
    planId: id,
    ...rest
  } = parseOrRefuse(schema, question);
  const { goodbye, noGoodbyeReason, ...wishes } = rest;
  const inactiveForMs = inactiveForDays === undefined ? undefined : inactiveForDays * DAY_MS;
  return {
    planId: id,
    request: {
      selection: selectionOf({ groups, clientId, instanceIds }),
      wishes: { ...wishes, goodbye: goodbyeOf(goodbye, noGoodbyeReason) },
      inactiveForMs,
      acceptSmallerListing,
    },
  };
}

/**
 * Checks a plan's id.
 * @throws {InvalidRequest}
 */
export function parsePlanId(id: unknown): string {
  return parseOrRefuse(planKey, { planId: id }).planId;
}

function selectionOf({
  groups,
  clientId = '',
  instanceIds,
}: Pick<PlanQuestion, 'groups' | 'clientId' | 'instanceIds'>): Selection {
  if (groups) return { groups };
  return instanceIds ? { instanceIds } : { clientId };
}

function selections(question: unknown): unknown[] {
  const { groups, clientId, instanceIds } = question as PlanQuestion;
  return [groups, clientId, instanceIds].filter((way) => way !== undefined);
}

/** A fault for each entry that was there before. */
function distinct<Entry>(nameOf: (entry: Entry) => string) {
  return ({ value, issues }: z.core.ParsePayload<Entry[]>): void => {
    const first = new Map<string, number>();
    for (const [index, entry] of value.entries()) {
      const before = first.get(nameOf(entry));
      if (before === undefined) first.set(nameOf(entry), index);
      else {
        const message = `is the same as number ${before + 1} of the list: name it once`;
        issues.push({ code: 'custom', message, path: [index], input: entry });
      }
    }
  };
}
