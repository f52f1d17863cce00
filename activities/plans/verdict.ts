import type { CommunityKind } from '../gateways/gateway.ts';
import type { GroupFacts } from '../group-facts.ts';
import { requestsOf } from './cost.ts';
import type { Judgement, KnownGroup, PlanRequest } from './plan.ts';

/**
 * What has been seen of a group.
 * - `member`: we are in, and this is what an exit would find
 * - `out`: listing and group agree that we are not
 * - `unread`: it is listed, and who is in it was not asked
 * - `not-listed`: the listing, which is one source, does not show it
 */
export type Sight =
  | { kind: 'member'; facts: GroupFacts }
  | { kind: 'out' }
  | { kind: 'unclear'; code: string; why: string }
  | { kind: 'unread'; community: CommunityKind }
  | { kind: 'not-listed' };

type Asked = Pick<PlanRequest, 'wishes' | 'inactiveForMs'>;

/**
 * Decides what a resignation would do about a group. Pure; whatever it says, each exit looks again before it acts.
 * @param known what the books have about it
 * @param nowMs ms since epoch, for `inactiveForMs`
 */
export function judge(sight: Sight, known: KnownGroup | undefined, asked: Asked, nowMs: number): Judgement {
  return judgeByBooks(known, asked, nowMs) ?? notToBeLeft(sight, asked) ?? unsure(sight, asked) ?? leave(sight, asked);
}

/** What the books alone decide, whatever the gateway shows: of such a group nothing has to be asked. Pure. */
export function judgeByBooks(
  known: KnownGroup | undefined,
  { inactiveForMs }: Asked,
  nowMs: number,
): Judgement | undefined {
  if (known?.status === 'Inactive - Withdrawn') return skip('already-out', 'the row says withdrawn');
  if (known?.keep) return skip('keep', 'it is on the list of groups to keep');
  return inactiveForMs === undefined ? undefined : activity(known?.lastActivityMs, nowMs - inactiveForMs);
}

function notToBeLeft(sight: Sight, { wishes }: Asked): Judgement | undefined {
  if (sight.kind === 'out') return skip('already-out', 'the listing and the group agree that the number is not in it');
  return wishes.allowCommunity ? undefined : ofCommunity(sight);
}

/** Unknown is not inactive. */
function activity(lastActivityMs: number | undefined, sinceMs: number): Judgement | undefined {
  if (lastActivityMs === undefined) return skip('activity-unknown', 'nobody knows when something last happened in it');
  return lastActivityMs > sinceMs ? skip('active', 'something has happened in it since') : undefined;
}

function ofCommunity(sight: Sight): Judgement | undefined {
  const kind = sight.kind === 'member' ? sight.facts.community : sight.kind === 'unread' ? sight.community : 'none';
  if (kind === 'none') return undefined;
  const what = kind === 'parent' ? 'a community' : 'the announcement group of a community';
  return skip(`community-${kind}`, `it is ${what}: leaving it may mean leaving its other groups too`);
}

function unsure(sight: Sight, { wishes }: Asked): Judgement | undefined {
  const requests = requestsOf(undefined, wishes);
  if (sight.kind === 'unclear') {
    return { verdict: 'person', code: 'membership-unclear', detail: `${sight.code}: ${sight.why}`, requests };
  }
  if (sight.kind === 'not-listed') {
    const detail =
      'the gateway does not list it, which alone proves nothing: check the id and whether the number is in it';
    return { verdict: 'person', code: 'not-listed', detail, requests };
  }
  if (sight.kind === 'member' && wishes.onNoSuccessor === 'hold' && lacksSuccessor(sight.facts)) {
    const detail = 'the number is its only admin, and no successor is in it';
    return { verdict: 'person', code: 'no-successor', detail, requests: requestsOf(sight.facts, wishes) };
  }
  return undefined;
}

function leave(sight: Sight, { wishes }: Asked): Judgement {
  if (sight.kind === 'member') return { verdict: 'leave', requests: requestsOf(sight.facts, wishes) };
  const detail = 'who is in it was not read: its exit looks, and asks where a person has to decide';
  return { verdict: 'leave', code: 'members-unread', detail, requests: requestsOf(undefined, wishes) };
}

/** Whether it would be left without an admin, as far as anybody can tell. */
export function lacksSuccessor({ admin, onlyAdmin, successors }: GroupFacts): boolean {
  return admin && onlyAdmin && successors.presentRank === undefined;
}

function skip(code: string, detail: string): Judgement {
  return { verdict: 'skip', code, detail, requests: 0 };
}
