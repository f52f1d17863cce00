import type { GroupFacts } from '../../activities/group-facts.ts';
import type { ExitWishes, KnownGroup, PlanRequest } from '../../activities/plans/plan.ts';

export const wishes: ExitWishes = {
  reason: 'service ended',
  requestedBy: 'backend',
  successors: ['4915101@c.us'],
  handover: 'when-only-admin',
  onNoSuccessor: 'hold',
  goodbye: { kind: 'default' },
};

export const ofSales: PlanRequest = { selection: { instanceIds: ['sales'] }, wishes };

/** An ordinary group: we are its only admin and the first successor is there. */
export const facts: GroupFacts = {
  groupName: 'Vendas SP',
  admin: true,
  onlyAdmin: true,
  unknownOwnNumbers: [],
  announceOnly: false,
  infoAdminOnly: false,
  configuredGoodbye: 'Goodbye.',
  community: 'none',
  successors: { configured: 1, presentRank: 1 },
};

export function aRow(more: Partial<KnownGroup> = {}): KnownGroup {
  return { groupId: '120363000000000001@g.us', status: 'Active', keep: false, successors: [], ...more };
}

/** The id of a group by its number, in the order of numbers. */
export function idOf(index: number): string {
  return `120363${String(index).padStart(12, '0')}@g.us`;
}
