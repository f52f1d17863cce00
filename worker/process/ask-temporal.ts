import type { Client } from '@temporalio/client';

const ANSWER_TIMEOUT_MS = 3_000;

/** Every hold has this search attribute, so holds are found also when no worker runs. */
const HELD = 'ExitStage = "hold" AND ExecutionStatus = "Running"';

/** @throws when Temporal does not answer, or has no such namespace */
export async function pingTemporal(client: Client): Promise<void> {
  const { namespace } = client.options;
  await inTime(client, () => client.workflowService.describeNamespace({ namespace }));
}

/** How many exits wait for the decision of a person. @throws when Temporal does not answer */
export async function countHolds(client: Client): Promise<number> {
  const { count } = await inTime(client, () => client.workflow.count(HELD));
  return count;
}

function inTime<T>(client: Client, ask: () => Promise<T>): Promise<T> {
  return client.withDeadline(Date.now() + ANSWER_TIMEOUT_MS, ask);
}
