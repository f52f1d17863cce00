import { atTheGateway, type Tell } from '../at-the-gateway.ts';
import type { CallOptions, PersonId, WhatsAppGateway } from '../gateways/gateway.ts';
import { ownIdentities } from '../membership-reading.ts';
import { ownNumbers, type OwnNumbers } from '../own-numbers.ts';
import type { Ports } from '../ports.ts';
import { doubtOf } from './doubt.ts';
import type { KnownGroup, NewItem, PlanRequest } from './plan.ts';
import { PlanNotReading } from './plans.ts';
import { askedFor, itemsOf, successorsOf } from './selection.ts';
import type { Looker } from './sight.ts';
import { readDoubtful, surveyListing } from './survey.ts';
import { judgeByBooks } from './verdict.ts';

export interface PlanInstanceInput {
  planId: string;
  instanceId: string;
}

/** `stopped`: the listing is not to be believed, so nothing was decided by it. */
export type PlannedInstance = { kind: 'planned'; listed: number; groups: number } | { kind: 'stopped'; why: string };

/** What it heartbeats, for people who look at the pending activity. */
interface PlanningProgress {
  listed: number;
  read: number;
}

/** Decides about each group of one number that a plan is about, and puts them into the plan. Reads only. */
export const planInstance = (ports: Ports) =>
  atTheGateway<PlanInstanceInput, PlannedInstance>(async ({ planId, instanceId }, call, tell) => {
    const request = await requestOf(planId, ports);
    const known = new Map((await ports.plans.knownGroups(instanceId)).map((group) => [group.groupId, group]));
    const looker = await lookerOf(instanceId, request, known, ports, call);
    const asked = askedFor(request.selection, instanceId, known);
    const nowMs = Date.now();
    const isOpen = (groupId: string) => judgeByBooks(known.get(groupId), request, nowMs) === undefined;
    const survey = await surveyListing(looker, { ...asked, isOpen }, progressOf(tell, 'listed'));
    const why = doubtOf(instanceId, {
      listed: survey.listed,
      expected: await ports.plans.expectedGroups(instanceId),
      accepted: request.acceptSmallerListing ?? false,
    });
    if (why !== undefined) return { kind: 'stopped', why };
    await readDoubtful(survey, looker, progressOf(tell, 'read', { listed: survey.listed, read: 0 }));
    const items: NewItem[] = itemsOf(asked, survey.seen, known, request, nowMs);
    await ports.plans.noteListing(instanceId, survey.listed);
    await ports.plans.addItems(planId, instanceId, items);
    return { kind: 'planned', listed: survey.listed, groups: items.length };
  });

async function requestOf(planId: string, { plans }: Ports): Promise<PlanRequest> {
  const request = await plans.planRequest(planId);
  if (request === undefined) throw new PlanNotReading(`Plan ${planId} is not known: it has to be opened first.`);
  return request;
}

async function lookerOf(
  instanceId: string,
  { selection, wishes }: PlanRequest,
  known: ReadonlyMap<string, KnownGroup>,
  ports: Ports,
  call: CallOptions,
): Promise<Looker> {
  const instance = ports.instances.get(instanceId);
  const me = await ownIdentities(instance, ports.memberships, call);
  const clientOfAll = 'clientId' in selection ? selection.clientId : undefined;
  return {
    instance: { ...instance, gateway: rememberingLids(instance.gateway) },
    me,
    ports,
    own: once(() => ownNumbers(ports.instances, ports.memberships, call)),
    call,
    candidates: (groupId) => {
      const row = known.get(groupId);
      return { clientId: row?.clientId ?? clientOfAll, successors: successorsOf(row, wishes) };
    },
  };
}

/** The same few successors are looked for in every group. */
function rememberingLids(gateway: WhatsAppGateway): WhatsAppGateway {
  const asked = new Map<PersonId, Promise<PersonId | undefined>>();
  return {
    ...gateway,
    lidOf(phoneId, call) {
      const lid = asked.get(phoneId) ?? gateway.lidOf(phoneId, call);
      asked.set(phoneId, lid);
      return lid;
    },
  };
}

function once(ask: () => Promise<OwnNumbers>): () => Promise<OwnNumbers> {
  let answer: Promise<OwnNumbers> | undefined;
  return () => (answer ??= ask());
}

function progressOf(
  tell: Tell,
  what: keyof PlanningProgress,
  before: PlanningProgress = { listed: 0, read: 0 },
): (count: number) => void {
  return (count) => tell({ ...before, [what]: count } satisfies PlanningProgress);
}
