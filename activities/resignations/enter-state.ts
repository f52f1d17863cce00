import type { ResignationState } from '../plans/plan.ts';
import type { ResignationPorts } from '../ports.ts';

export interface StateInput {
  resignationId: string;
  state: ResignationState;
  paused?: { by: string | null; reason: string | null };
}

/** Writes down how a resignation stands. */
export const enterState =
  ({ resignations }: ResignationPorts) =>
  ({ resignationId, state, paused }: StateInput): Promise<void> =>
    resignations.enterState(resignationId, state, paused);
