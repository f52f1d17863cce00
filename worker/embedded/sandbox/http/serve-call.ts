import { setTimeout as sleep } from 'node:timers/promises';
import type { Faults } from '../faults/faults.ts';
import { chatOf, chatsOf } from '../world/chat.ts';
import type { Journal } from '../world/journal.ts';
import type { SandboxNumber } from '../world/types.ts';
import type { World } from '../world/world.ts';
import type { Answer } from './answer.ts';
import type { Dialect, GatewayRequest } from './dialect.ts';
import { BadRequest, NoSuchChat } from './plan.ts';
import type { Call, Intent, Route } from './route.ts';

const SESSION_POLL_MS = 50;

/** What serving calls takes, the same for both gateways. */
export interface Serving {
  world: World;
  journal: Journal;
  faults: Faults;
  /** How long a call waits for a session that is not WORKING, ms. */
  sessionWaitMs: number;
  /** Raised when the sandbox closes. */
  closing: AbortSignal;
}

/**
 * Serves one call from its arrival to its answer: who is it, does a fault stand in the way, what would it do, do it. It
 * goes on when the caller has gone away: that is what makes a time-out ambiguous.
 */
export async function serveCall(
  serving: Serving,
  dialect: Dialect,
  route: Route,
  request: GatewayRequest,
): Promise<Answer> {
  const { journal, faults, closing } = serving;
  const identified = dialect.identify(request);
  const number = 'kind' in identified ? undefined : identified;
  const { operation } = route;
  const scope = { instanceId: number?.instanceId, operation, groupId: groupIn(route, request) };
  const seq = journal.add({ kind: 'call', gateway: dialect.gateway, ...scope });

  const intend = async (): Promise<Intent> => {
    if ('kind' in identified) return { answer: identified };
    if (!route.anyState && !(await isWorking(serving, identified))) {
      return { answer: dialect.sessionDown(serving.world.number(identified.instanceId)) };
    }
    return planned(serving, dialect, route, request, identified, seq);
  };
  const perform = async () => {
    const { outcome, answer } = await intend();
    if (outcome) serving.world.commit(outcome, seq);
    return answer;
  };
  const pretend = async () => {
    const { outcome, answer } = await intend();
    if (outcome) journal.note(seq, { detail: 'withheld' });
    return answer;
  };
  const wait = (ms: number) => sleep(ms, undefined, { signal: closing });

  const struck = faults.strikeCall(scope);
  if (struck) journal.note(seq, { fault: struck.rule.name });
  const answer = struck
    ? await struck.onCall({ dialect, request, number, perform, pretend, wait }, struck.rule)
    : await perform();
  journal.note(seq, { status: answer.kind === 'http' ? answer.status : answer.kind });
  return answer;
}

function groupIn(route: Route, request: GatewayRequest): string | undefined {
  const groupId = route.groupIn ? route.groupIn(request) : request.params['id'];
  return typeof groupId === 'string' ? groupId : undefined;
}

/** As WAHA does, waits a while for a session that is just restarting. */
async function isWorking(serving: Serving, { instanceId }: SandboxNumber): Promise<boolean> {
  const deadline = Date.now() + serving.sessionWaitMs;
  while (serving.world.number(instanceId).status !== 'WORKING') {
    if (Date.now() >= deadline) return false;
    await sleep(SESSION_POLL_MS, undefined, { signal: serving.closing });
  }
  return true;
}

function planned(
  serving: Serving,
  dialect: Dialect,
  route: Route,
  request: GatewayRequest,
  number: SandboxNumber,
  seq: number,
): Intent {
  const { world, faults, journal } = serving;
  const seen = (chats: Call['chats']) => () => {
    const { chats: shown, by } = faults.distort(chats(), { instanceId: number.instanceId, operation: route.operation });
    if (by.length > 0) journal.note(seq, { fault: by.join('+') });
    return shown;
  };
  const groupId = groupIn(route, request) ?? '';
  const call: Call = {
    world,
    number,
    request,
    groupId,
    chats: seen(() => chatsOf(world, number)),
    chat: () => seen(() => [chatOf(world, number, groupId)].filter((chat) => chat !== undefined))()[0],
    refuse: (why) => dialect.refusal(why, request),
  };
  try {
    return route.plan(call);
  } catch (error) {
    if (error instanceof BadRequest) return { answer: dialect.badRequest(error.message) };
    if (error instanceof NoSuchChat) return { answer: dialect.noSuchChat(request) };
    throw error;
  }
}
