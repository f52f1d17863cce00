import { DecisionRefused, NoSuchExit, exitWorkflowId } from '../../../client/index.ts';
import type { DecisionRequest, ResignationHold } from '../../../client/index.ts';
import { people } from './cast.ts';
import type { Play } from './stage.ts';
import { fitted, WIDTH } from './table.ts';

/** How long a hold is left for people to look at. */
const SHOW_HOLD_MS = 10_000;

/** Tells of every hold, and decides it after a while as a person would. */
export class HoldAttendant {
  readonly #play: Play;
  readonly #told = new Set<string>();

  constructor(play: Play) {
    this.#play = play;
  }

  async look(): Promise<void> {
    for await (const hold of this.#play.run.holds()) {
      this.#tell(hold);
      if (Date.now() - hold.since.getTime() >= SHOW_HOLD_MS) await this.#decide(hold);
    }
  }

  #tell(hold: ResignationHold): void {
    const { screen, uiUrl } = this.#play;
    const id = exitWorkflowId(hold);
    if (this.#told.has(id)) return;
    this.#told.add(id);
    screen.say(
      fitted(
        `On hold until a person decides: "${hold.groupName ?? ''}" of ${hold.instanceId}, ${hold.kind}. Its question:`,
        WIDTH,
      ),
      `  ${uiUrl}/namespaces/default/workflows/${encodeURIComponent(id)}`,
    );
  }

  async #decide(hold: ResignationHold): Promise<void> {
    const decision = decisionOn(hold);
    try {
      await hold.decide(decision);
    } catch (error) {
      // Decided meanwhile: by a person in the Temporal UI, or by a run that was killed right after its decision.
      if (error instanceof DecisionRefused || error instanceof NoSuchExit) return;
      throw error;
    }
    const what = decision.action === 'appoint' ? 'Ben gets the admin rights' : 'it is tried again';
    this.#play.screen.say(`"npm start" has decided for "${hold.groupName ?? ''}" of ${hold.instanceId}: ${what}.`);
  }
}

function decisionOn({ kind }: ResignationHold): DecisionRequest {
  const decidedBy = 'npm start';
  return kind === 'no-successor'
    ? { action: 'appoint', successor: people.ben, decidedBy }
    : { action: 'retry', decidedBy };
}
