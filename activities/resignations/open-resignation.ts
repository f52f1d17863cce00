import type { ResignationRequest } from '../plans/plan.ts';
import type { Resignation } from '../plans/resignations.ts';
import type { ResignationPorts } from '../ports.ts';
import { refusal } from './refusal.ts';

export interface OpenResignationInput {
  resignationId: string;
  /** Absent where the books know the resignation already. */
  request?: ResignationRequest;
}

/**
 * Begins a resignation in the books, or finds it.
 * @throws `UnknownPlan`, `PlanTaken`, `ResignationIdTaken`, `UnknownResignation`
 */
export const openResignation =
  ({ resignations }: ResignationPorts) =>
  async ({ resignationId, request }: OpenResignationInput): Promise<Resignation> => {
    if (request === undefined) return (await resignations.resignation(resignationId)) ?? unknown(resignationId);
    const opening = await resignations.openResignation(resignationId, request);
    if (opening.kind === 'opened') return opening.resignation;
    if (opening.kind === 'plan-taken') {
      throw refusal(
        'PlanTaken',
        `plan ${request.planId} is carried out by resignation ${opening.by} already: look at that one, or make a new plan`,
      );
    }
    throw refusal(
      'ResignationIdTaken',
      `resignation ${resignationId} stands for another selection or plan already: give the new one an id of its own`,
    );
  };

function unknown(resignationId: string): never {
  throw refusal('UnknownResignation', `nobody knows of a resignation ${resignationId}: check its id`);
}
