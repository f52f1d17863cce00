import type { PersonId } from '../gateways/gateway.ts';
import type { ExitWishes, KnownGroup, NewItem, PlanRequest, Selection } from './plan.ts';
import type { SeenGroup } from './survey.ts';
import { judge } from './verdict.ts';

export interface AskedFor {
  isAskedFor: (groupId: string) => boolean;
  /** Groups that a plan has to say something about, whether they are listed or not, in order. */
  named: string[];
}

/** Which groups of one number a plan is about. Pure. */
export function askedFor(selection: Selection, instanceId: string, known: ReadonlyMap<string, KnownGroup>): AskedFor {
  if ('instanceIds' in selection) return { isAskedFor: () => true, named: stillIn(known) };
  const named =
    'groups' in selection
      ? selection.groups.filter((group) => group.instanceId === instanceId).map(({ groupId }) => groupId)
      : [...known.values()].filter(({ clientId }) => clientId === selection.clientId).map(({ groupId }) => groupId);
  const wanted = new Set(named);
  return { isAskedFor: (groupId) => wanted.has(groupId), named };
}

function stillIn(known: ReadonlyMap<string, KnownGroup>): string[] {
  return [...known.values()].filter(({ status }) => status !== 'Inactive - Withdrawn').map(({ groupId }) => groupId);
}

/** The items of one number: what is named first, then what is only listed, each once. Pure. */
export function itemsOf(
  { named }: AskedFor,
  seen: ReadonlyMap<string, SeenGroup>,
  known: ReadonlyMap<string, KnownGroup>,
  request: PlanRequest,
  nowMs: number,
): NewItem[] {
  return [...new Set([...named, ...seen.keys()])].map((groupId) => {
    const group = seen.get(groupId);
    const row = known.get(groupId);
    const judgement = judge(group?.sight ?? { kind: 'not-listed' }, row, request, nowMs);
    const clientId = row?.clientId ?? ('clientId' in request.selection ? request.selection.clientId : undefined);
    return { groupId, groupName: group?.groupName ?? row?.groupName, clientId, ...judgement };
  });
}

/** Whom an exit hands over to first: a group's own people know it best. Pure. */
export function successorsOf(row: Pick<KnownGroup, 'successors'> | undefined, wishes: ExitWishes): PersonId[] {
  return row !== undefined && row.successors.length > 0 ? row.successors : wishes.successors;
}
