import type { Activities } from '../../activities/index.ts';
import type { ResignationActivities } from '../../activities/resignations/index.ts';
import type { GroupFacts } from '../../activities/group-facts.ts';
import { ApplicationFailure } from '@temporalio/common';
import type { FailureType } from '../../activities/failures.ts';
import { presets } from '../../activities/pace/presets.ts';
import type { Evidence, Receipt } from '../../activities/receipt.ts';
import type { GroupExitInput } from '../../workflows/messages.ts';

/** An ordinary group: we are its only admin and the first successor is there. */
export const facts: GroupFacts = {
  groupName: 'Vendas SP',
  admin: true,
  onlyAdmin: true,
  unknownOwnNumbers: [],
  announceOnly: false,
  infoAdminOnly: false,
  configuredGoodbye: 'The configured goodbye.',
  community: 'none',
  successors: { configured: 2, presentRank: 1 },
};

/** An exit that asks for every step. */
export const input: GroupExitInput = {
  version: 2,
  instanceId: 'sales',
  groupId: '120363000000000001@g.us',
  reason: 'case closed',
  requestedBy: 'crm',
  successors: ['491510000001@c.us', '491510000002@c.us'],
  handover: 'when-only-admin',
  onNoSuccessor: 'hold',
  goodbye: { kind: 'default' },
  closingDescription: 'Resources: example.org/case',
};

export const outByReading: Evidence = {
  kind: 'reading',
  sources: ['group: absent', 'listing: not in it'],
  readAt: '2026-01-01T00:00:00.000Z',
};

/** A plan about nothing. */
const noPlan = { groups: 0, requests: 0, counts: [], instances: [] };
/** What a single exit needs. */
export type ExitActivities = Omit<Activities, keyof ResignationActivities>;

/** Activities whose every call is written down; a story overrides the ones it is about. */
export interface Script {
  activities: ExitActivities;
  /** Names of the activities called, in order. */
  calls: string[];
  receipts: Receipt[];
}

export function script(overrides: Partial<ExitActivities> = {}): Script {
  const calls: string[] = [];
  const receipts: Receipt[] = [];
  const byDefault: ExitActivities = {
    preFlight: async ({ exitId }) => ({ kind: 'member', exitId, leaving: false, facts }),
    previewGroup: async () => ({ kind: 'member', facts }),
    saveInviteCode: async () => ({ saved: true }),
    setClosingDescription: async () => 'set',
    promoteSuccessor: async () => ({ kind: 'read-back', what: 'successor 1 of the list is admin' }),
    checkSuccessor: async () => {},
    sayGoodbye: async () => ({ kind: 'message', messageId: '3EB0AA', found: 'answered' }),
    leaveGroup: async () => ({
      evidence: { kind: 'accepted', requestedAt: '2026-01-01T00:00:00.000Z' },
      requestedAtMs: 0,
    }),
    confirmDeparture: async () => outByReading,
    readWhetherOut: async () => ({ kind: 'in' }),
    markWithdrawn: async () => {},
    markActive: async () => {},
    answerToLeave: async () => ({}),
    purgeCaches: async () => 3,
    saveReceipt: async (receipt) => void receipts.push(receipt),
    readPace: async () => presets.none,
    loadReceipt: async () => null,
    openPlan: async () => ({ instanceIds: ['sales'] }),
    planInstance: async () => ({ kind: 'planned', listed: 0, groups: 0 }),
    finishPlan: async ({ planId, why }) => ({ ...noPlan, planId, state: why === undefined ? 'ready' : 'stopped', why }),
    loadPlan: async () => null,
    loadPlanItems: async () => [],
    noteHold: async () => {},
    dropHold: async () => {},
    checkInstances: async () => [],
    tellNumber: async () => {},
    importRows: async ({ rows }) => ({ added: rows.length, changed: 0, unchanged: 0 }),
    askTurn: async () => 'granted',
    giveBackTurn: async () => {},
  };
  const scripted = { ...byDefault, ...overrides };
  return { activities: recorded(scripted, calls), calls, receipts };
}

function recorded(activities: ExitActivities, calls: string[]): ExitActivities {
  return new Proxy(activities, {
    get(target, name: keyof ExitActivities) {
      const activity = target[name] as (input: never) => Promise<unknown>;
      if (typeof activity !== 'function') return activity;
      return (argument: never) => {
        calls.push(name);
        return activity(argument);
      };
    },
  });
}

/** A failure as the activities throw them after their last attempt. */
export function failure(
  type: FailureType,
  message: string,
  code = 'scripted',
  retryAfterMs?: number,
  inDoubt?: boolean,
): ApplicationFailure {
  return ApplicationFailure.create({ type, message, nonRetryable: true, details: [{ code, retryAfterMs, inDoubt }] });
}

/** Fails as given the first times, then does the other thing. */
export function failingFirst<Input, Result>(
  failures: ApplicationFailure[],
  then: (input: Input) => Promise<Result>,
): (input: Input) => Promise<Result> {
  const left = [...failures];
  return async (argument) => {
    const next = left.shift();
    if (next) throw next;
    return then(argument);
  };
}

/** A door that an activity waits at until the story opens it. */
export function door(): { reached: Promise<void>; open: () => void; pass: () => Promise<void> } {
  const arrival = Promise.withResolvers<void>();
  const opening = Promise.withResolvers<void>();
  const pass = () => {
    arrival.resolve();
    return opening.promise;
  };
  return { reached: arrival.promise, open: opening.resolve, pass };
}
