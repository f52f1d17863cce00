import { WorkflowNotFoundError } from '@temporalio/common';
import { noSuchResignation, type AttachedResignation } from './attached-resignation.ts';
import { ResignationOver, type NoSuchResignation } from './errors.ts';
import { readResignation } from './resignation-readings.ts';
import { askTemporal } from './temporal-errors.ts';

/**
 * Speaks with a running resignation.
 * @throws {ResignationOver} {@link NoSuchResignation}
 */
export async function askResignation<T>(
  one: AttachedResignation,
  ask: (workflow: AttachedResignation['workflow']) => Promise<T>,
): Promise<T> {
  try {
    return await askTemporal(() => ask(one.workflow));
  } catch (error) {
    throw error instanceof WorkflowNotFoundError ? await whyNotFound(one, error) : error;
  }
}

/** Temporal says the same of a workflow that has ended and of one that never was. */
async function whyNotFound(one: AttachedResignation, cause: Error): Promise<ResignationOver | NoSuchResignation> {
  if ((await readResignation(one)) === null) return noSuchResignation(one.resignationId, cause);
  return new ResignationOver(
    `Resignation ${one.resignationId} has ended already; report() says how, and retryFailed() takes up what failed.`,
    { cause },
  );
}
