import { z } from 'zod';
import { parseOrRefuse } from '../faults.ts';
import { groupId, instanceId, words } from '../request-fields.ts';
import type { GroupKey } from '../workflow-ids.ts';
import type { ImportRow } from './import-row.ts';

const schema = z.object({
  clientId: words('name the client'),
  groups: z
    .array(z.strictObject({ instanceId, groupId }, { error: 'is no group: pass instanceId and groupId' }), {
      error: 'is not a list of groups, each with instanceId and groupId',
    })
    .min(1, 'is empty: name at least one group'),
});

/**
 * The rows of an import that says nothing but whose the groups are.
 * @throws {InvalidRequest} listing every fault
 */
export function assignment(clientId: unknown, groups: unknown): ImportRow[] {
  const given = parseOrRefuse(schema, { clientId, groups });
  return given.groups.map((group: GroupKey) => ({ ...group, clientId: given.clientId }));
}
