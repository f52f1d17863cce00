import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Urgency } from '../activities/plans/plan.ts';
import type { ResignationInput } from '../workflows/resignation/messages.ts';
import { InvalidRequest, type Fault } from './errors.ts';
import { parseOrRefuse } from './faults.ts';
import { parsePlanQuestion, type PlanQuestion } from './plan-request.ts';
import { text, words } from './request-fields.ts';

interface ResignOrders {
  /** Names the resignation, so that asking twice is asking once. The plan's id without it, else a new one. */
  resignationId?: string;
  /** Who approves the plan: a name or login. Kept, so no phone number. */
  approvedBy?: string;
  /** `required`: it waits for `approve()` with the hash of its plan. */
  approval?: 'required';
  /** How soon the exits have their turns among others of the same number; `request` unless said otherwise. */
  urgency?: Urgency;
}

/** Carry out a plan that was made before. */
interface ResignByPlan extends ResignOrders {
  planId: string;
  /** Who asks for it; whoever approves it without. */
  requestedBy?: string;
}

/** Make a plan of these groups and carry it out. */
type ResignBySelection = ResignOrders & Omit<PlanQuestion, 'planId'>;

export type ResignRequest = ResignByPlan | ResignBySelection;

/** The input of one that begins. */
export type Begun = ResignationInput & Required<Pick<ResignationInput, 'begin'>>;

/** What workflow ids of this project begin with: a lane's begins with the id of its resignation. */
const RESERVED = new Set([
  'exit',
  'number',
  'plan',
  'plan-reading',
  'resignation',
  'preview',
  'receipt',
  'report',
  'rejoin',
  'case-room',
]);

const idHint = 'write letters, digits, dot, dash and underscore, at most 64';
const id = (what: string) => text(idHint).regex(/^[A-Za-z0-9._-]{1,64}$/, `is no ${what} id: ${idHint}`);
const freeId = id('resignation').refine(
  (value) => !RESERVED.has(value),
  'is a word that workflow ids begin with: choose another',
);

const orderFields = {
  resignationId: freeId.optional(),
  approvedBy: words('say who approves, by name or login').optional(),
  approval: z.literal('required', { error: "is not 'required': leave it out, or give approvedBy" }).optional(),
  urgency: z
    .enum(['expiry', 'milestone', 'request', 'inactivity'], {
      error: 'is none of expiry, milestone, request and inactivity',
    })
    .default('request'),
};

const both = 'contradicts approvedBy: give one of the two';
const neither = "is missing: say who approves the plan, or write approval: 'required'";

const byPlan = z
  .strictObject({
    planId: freeId,
    requestedBy: words('say who asks: a name, a login, a service').optional(),
    ...orderFields,
  })
  .refine(({ approval, approvedBy }) => !(approval && approvedBy), { path: ['approval'], error: both })
  .refine(({ approval, approvedBy }) => approval ?? approvedBy, { path: ['approvedBy'], error: neither })
  .refine(({ requestedBy, approvedBy }) => requestedBy ?? approvedBy, {
    path: ['requestedBy'],
    error: 'is missing: say who asks: a name, a login, a service',
  });

const orders = z
  .object(orderFields)
  .refine(({ approval, approvedBy }) => !(approval && approvedBy), { path: ['approval'], error: both });

const resignationKey = z.object({ resignationId: freeId });

/**
 * Checks what is asked for and brings it to the form that the workflow takes.
 * @throws {InvalidRequest} listing every fault
 */
export function parseResignRequest(request: unknown): Begun {
  const hasPlan =
    typeof request === 'object' && request !== null && 'planId' in request && request.planId !== undefined;
  return hasPlan ? inputByPlan(request) : inputBySelection(request);
}

/** @throws {InvalidRequest} */
export function parseResignationId(resignationId: unknown): string {
  return parseOrRefuse(resignationKey, { resignationId }).resignationId;
}

function inputByPlan(request: unknown): Begun {
  const { planId, resignationId = planId, approval = 'none', approvedBy, ...rest } = parseOrRefuse(byPlan, request);
  const { urgency, requestedBy = approvedBy ?? '' } = rest;
  const plan = { planId };
  return { resignationId, begin: { plan, approval, requestedBy, approvedBy, urgency, asked: digest(plan) } };
}

function inputBySelection(request: unknown): Begun {
  const { resignationId, approvedBy, approval, urgency, ...question } = Object(request) as ResignBySelection;
  const faults: Fault[] = [];
  const planned = collect(faults, () => parsePlanQuestion(request === Object(request) ? question : request));
  const ordered = collect(faults, () => parseOrRefuse(orders, { resignationId, approvedBy, approval, urgency }));
  if (!planned || !ordered) throw new InvalidRequest(faults);
  const plan = { request: planned.request };
  return {
    resignationId: ordered.resignationId ?? randomUUID(),
    begin: {
      plan,
      approval: ordered.approval ?? 'none',
      requestedBy: planned.request.wishes.requestedBy,
      approvedBy: ordered.approvedBy,
      urgency: ordered.urgency,
      asked: digest(plan),
    },
  };
}

function collect<T>(faults: Fault[], parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    faults.push(...error.faults);
    return undefined;
  }
}

/** Of what is asked for, so that an id cannot come to stand for something else. */
function digest(plan: object): string {
  return createHash('sha256').update(JSON.stringify(plan)).digest('hex');
}
