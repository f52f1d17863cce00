import { DecisionRefused, NoWorker } from '../../../client/index.ts';
import type { ExitHandle, ExitProgress, Hold, Receipt } from '../../../client/index.ts';
import { outcomeOf, stateOf } from './exit-lines.ts';
import type { Row, Screen } from './screen.ts';
import type { Story } from './stories.ts';
import { decided, onHold } from './words.ts';

/** One exit of a round, as far as we have seen it. */
export interface Performance {
  story: Story;
  exit: ExitHandle;
  progress?: ExitProgress;
  receipt?: Receipt;
  holdTold?: true;
}

export interface Watching {
  screen: Screen;
  uiUrl: string;
}

/** How long a hold is left for people to look at. */
const SHOW_HOLD_MS = 15_000;

/** Looks where the exit stands, and decides its hold after a while. */
export async function look(performance: Performance, watching: Watching): Promise<void> {
  if (performance.receipt) return;
  performance.receipt = await performance.exit.receipt({ wait: false });
  if (performance.receipt) return;
  try {
    performance.progress = await performance.exit.progress();
  } catch (error) {
    // A worker that has just been started looks at the workflows first; the next look is soon.
    if (!(error instanceof NoWorker)) throw error;
  }
  if (performance.progress?.hold) await attendHold(performance, performance.progress.hold, watching);
}

async function attendHold(performance: Performance, hold: Hold, { screen, uiUrl }: Watching): Promise<void> {
  const { story, exit, holdTold } = performance;
  if (!story.appoints) throw new Error(`The exit of "${story.name}" should not be held: ${hold.question}`);
  if (!holdTold) screen.say(onHold(story.name, uiUrl, exit.workflowId));
  performance.holdTold = true;
  if (Date.now() - Date.parse(hold.since) < SHOW_HOLD_MS) return;
  try {
    await exit.decide({ action: 'appoint', successor: story.appoints, decidedBy: 'npm start' });
    screen.say(decided(story.name));
  } catch (error) {
    // Of a run that was killed right after its decision.
    if (!(error instanceof DecisionRefused) || error.type !== 'NotHeld') throw error;
  }
}

export function rowOf({ story, exit, progress, receipt }: Performance): Row {
  const state = receipt ? outcomeOf(receipt) : progress ? stateOf(progress) : 'begins';
  return { key: exit.workflowId, text: `  ${exit.instanceId.padEnd(9)}${story.name.padEnd(22)}${state}` };
}
