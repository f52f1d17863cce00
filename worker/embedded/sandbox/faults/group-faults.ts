import type { SandboxGroup } from '../world/types.ts';
import type { World } from '../world/world.ts';
import type { Fault } from './fault.ts';
import { EVERYWHERE } from './places.ts';
import type { FaultRule } from './rule.ts';

/** Groups that are not like others: the group of `groupId`, or every one there is, becomes so for good. */
export const groupFaults = {
  'announce-only': {
    what: 'only admins may write in the group, from now on',
    source: 'Green API #667; whatscli #49',
    possibleOn: EVERYWHERE,
    onBegin: ({ world }, rule) => each(world, rule, ({ id }) => world.changeGroup(id, { announceOnly: true })),
  },
  'denied-when-announce-only': {
    what: 'only admins may write in the group, from now on, and every message is refused as if we were not in it',
    source: 'Green API #667',
    possibleOn: EVERYWHERE,
    operations: ['send-text'],
    onBegin: ({ world }, rule) => each(world, rule, ({ id }) => world.changeGroup(id, { announceOnly: true })),
    onCall: ({ dialect, request }) => dialect.refusal('not-a-member', request),
  },
  'community-parent': {
    what: 'the group is the parent of a community, from now on, and its announcement group has the same name',
    source: 'WAHA #883, #1209, #1166',
    possibleOn: EVERYWHERE,
    onBegin: ({ world }, rule) =>
      each(world, rule, (group) => {
        world.changeGroup(group.id, { community: 'parent' });
        addTwin(world, group, { community: 'announcement', parentId: group.id });
      }),
  },
  'community-announcement': {
    what: 'the group is the announcement group of a community, from now on, and the parent has the same name',
    source: 'WAHA #883, #1209, #1166, #912',
    possibleOn: EVERYWHERE,
    onBegin: ({ world }, rule) =>
      each(world, rule, (group) => {
        world.changeGroup(group.id, { community: 'announcement', announceOnly: true, parentId: twinIdOf(group) });
        addTwin(world, group, { community: 'parent' });
      }),
  },
  'lid-addressing': {
    what: 'the group is listed by LID, from now on',
    source: 'WAHA #1029, #2206; Baileys #1505',
    possibleOn: EVERYWHERE,
    onBegin: ({ world }, rule) => each(world, rule, ({ id }) => world.changeGroup(id, { addressing: 'lid' })),
  },
  'only-lids': {
    what: 'the group is listed by LID, from now on, and nothing tells the phones behind them',
    source: 'WAHA, `pn` may be null; Baileys #1505',
    possibleOn: EVERYWHERE,
    onBegin: ({ world }, rule) =>
      each(world, rule, ({ id }) => world.changeGroup(id, { addressing: 'lid', phonesHidden: true })),
  },
} satisfies Record<string, Fault>;

function each(world: World, { groupId }: FaultRule, change: (group: SandboxGroup) => void): void {
  const groups = groupId === undefined ? world.groups() : [world.group(groupId)];
  for (const group of groups) change(group);
}

function twinIdOf({ id }: SandboxGroup): string {
  return id.replace('@', '0@');
}

/** The other half of a community: as the listing shows it, with the same name and people. */
function addTwin(world: World, group: SandboxGroup, as: Pick<SandboxGroup, 'community' | 'parentId'>): void {
  const { name, members } = group;
  const id = twinIdOf(group);
  if (!world.findGroup(id)) world.addGroup({ id, name, members, ...as });
}
