import type { number } from '../workflows/number/number.ts';
import { waInstance } from '../workflows/search-attributes.ts';
import { numberWorkflowId } from './workflow-ids.ts';

/** How a number's actor is started by whoever needs it first; where it runs already, this changes nothing. */
export function numberStart(instanceId: string, taskQueue: string) {
  const args: Parameters<typeof number> = [{ instanceId }];
  return {
    workflowId: numberWorkflowId(instanceId),
    taskQueue,
    args,
    staticSummary: `Number **${instanceId}**`,
    typedSearchAttributes: [{ key: waInstance, value: instanceId }],
  };
}
