import type { Client } from '@temporalio/client';
import { connectTemporal, temporalSettings } from '../../client/connect.ts';
import { GroupExitError } from '../../client/errors.ts';
import { askTemporal } from '../../client/temporal-errors.ts';
import { DEFAULT_TASK_QUEUE } from '../../client/workflow-ids.ts';
import { countWorkers } from '../../client/workers.ts';
import { missingSearchAttributes } from '../search-attributes.ts';
import { fault, ok, warning, type Environment, type Finding } from './finding.ts';

const SUBJECT = 'temporal';

/** Temporal: whether it answers, has the namespace and the search attributes, and whether somebody works for it. */
export async function checkTemporal(environment: Environment, taskQueue = DEFAULT_TASK_QUEUE): Promise<Finding[]> {
  try {
    const settings = temporalSettings(environment);
    const client = await connectTemporal(settings);
    try {
      return await lookAround(client, settings.address, taskQueue);
    } finally {
      await client.connection.close();
    }
  } catch (error) {
    if (error instanceof GroupExitError) return [fault(SUBJECT, error)];
    throw error;
  }
}

async function lookAround(client: Client, address: string, taskQueue: string): Promise<Finding[]> {
  const { namespace } = client.options;
  await askTemporal(() => client.workflowService.describeNamespace({ namespace }));
  return [
    ok(SUBJECT, `answers at ${address}, and has the namespace ${namespace}`),
    await checkSearchAttributes(client, namespace),
    await checkWorkers(client, taskQueue),
  ];
}

async function checkSearchAttributes(client: Client, namespace: string): Promise<Finding> {
  const subject = 'search attributes';
  try {
    const missing = await askTemporal(() => missingSearchAttributes(client.connection, namespace));
    if (missing.length === 0) return ok(subject, 'are registered');
    const names = missing.map(({ name }) => name).join(', ');
    return warning(subject, `${names} are not registered: a worker registers them when it starts, if it may`);
  } catch (error) {
    return fault(subject, error);
  }
}

async function checkWorkers(client: Client, taskQueue: string): Promise<Finding> {
  const count = await countWorkers(client, taskQueue);
  if (count > 0) return ok('worker', `${count} asked for work on ${taskQueue} in the last minutes`);
  return warning('worker', `nobody asks for work on ${taskQueue}: exits wait until you start one (group-exit worker)`);
}
