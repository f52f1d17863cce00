import type { WorkflowHandle } from '@temporalio/client';
import { resignationWorkflowId } from '../workflows/resignation/messages.ts';
import type { resignation } from '../workflows/resignation/resignation.ts';
import { NoSuchResignation } from './errors.ts';
import type { Asked } from './read-books.ts';

type Workflow = WorkflowHandle<typeof resignation>;

/** What it takes to speak with one resignation. */
export interface AttachedResignation extends Asked {
  resignationId: string;
  workflow: Workflow;
}

/** Its latest run, whoever started it. Asks nobody. */
export function attachResignation(resignationId: string, asked: Asked): AttachedResignation {
  const workflow = asked.client.workflow.getHandle<typeof resignation>(resignationWorkflowId(resignationId));
  return { ...asked, resignationId, workflow };
}

export function noSuchResignation(resignationId: string, cause?: Error): NoSuchResignation {
  const advice = 'start one, or check its id, the address and the namespace';
  return new NoSuchResignation(`Nobody knows of a resignation ${resignationId}: ${advice}.`, { cause });
}
