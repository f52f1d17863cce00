import type { PacePolicy } from '../../activities/pace/policy.ts';
import { nextTurn } from '../../workflows/pace/next-turn.ts';
import { queueOrder, type Asker, type Urgency } from '../../workflows/pace/queue-order.ts';
import { afterGrant, afterTurn, nothingUsed, type PaceUsed } from '../../workflows/pace/used.ts';

/** One exit that wants a turn. */
export interface Load {
  /** After the one before it. */
  afterMs: number;
  takesMs: number;
  urgency: Urgency;
  finishing: boolean;
}

export interface Turn {
  asker: Asker;
  grantedAtMs: number;
  endedAtMs: number;
  /** Since when work waited and no turn was under way. */
  waitedSinceMs: number;
}

export interface Course {
  policy: PacePolicy;
  startMs: number;
  load: Load[];
  random: () => number;
  /** Before each of the first looks at the clock nobody works for this long, and what is known is written down and read again. 0: no restart. */
  downtimesMs?: number[];
}

/** A number at work: the pure functions in the order in which the workflow calls them. */
export function simulate({ policy, startMs, load, random, downtimesMs = [] }: Course): Turn[] {
  const coming = arrivals(load, startMs);
  const turns: Turn[] = [];
  const queue: (Asker & { takesMs: number })[] = [];
  let used: PaceUsed = nothingUsed;
  let nowMs = startMs;
  let waitedSinceMs = startMs;
  const arrive = (): void => {
    while (coming[0] !== undefined && coming[0].askedAtMs <= nowMs) queue.push(...coming.splice(0, 1));
  };
  for (let look = 0; turns.length < load.length; look++) {
    const downtimeMs = downtimesMs[look] ?? 0;
    if (downtimeMs > 0) {
      nowMs += downtimeMs;
      used = JSON.parse(JSON.stringify(used)) as PaceUsed;
    }
    arrive();
    if (queue.length === 0) {
      nowMs = Math.max(nowMs, coming[0]?.askedAtMs ?? nowMs);
      waitedSinceMs = nowMs;
      continue;
    }
    const { atMs } = nextTurn(policy, used, nowMs);
    if (atMs > nowMs) {
      // Whoever asks meanwhile wakes the number up, as a signal does.
      nowMs = Math.min(atMs, coming[0]?.askedAtMs ?? atMs);
      continue;
    }
    queue.sort(queueOrder);
    const [asker] = queue.splice(0, 1);
    if (asker === undefined) throw new Error('nobody is in the queue');
    used = afterGrant(used, policy, nowMs);
    const endedAtMs = nowMs + asker.takesMs;
    turns.push({ asker, grantedAtMs: nowMs, endedAtMs, waitedSinceMs });
    used = afterTurn(used, policy, endedAtMs, random);
    nowMs = waitedSinceMs = endedAtMs;
  }
  return turns;
}

function arrivals(load: Load[], startMs: number): (Asker & { takesMs: number })[] {
  let askedAtMs = startMs;
  return load.map(({ afterMs, takesMs, urgency, finishing }, index) => {
    askedAtMs += afterMs;
    return { workflowId: `exit/sales/${index}`, urgency, finishing, askedAtMs, takesMs };
  });
}
