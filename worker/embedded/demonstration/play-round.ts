import { setTimeout as pause } from 'node:timers/promises';
import type { GroupExits, Receipt } from '../../../client/index.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';
import { look, rowOf } from './performance.ts';
import type { Performance } from './performance.ts';
import type { Screen } from './screen.ts';
import { groupIdOf, requestOf, stories } from './stories.ts';
import type { Story } from './stories.ts';

export interface Stage {
  /** The public client: what a backend would use. */
  exits: GroupExits;
  sandbox: Sandbox;
  screen: Screen;
  uiUrl: string;
  /** Ends the play; the exits go on when the same round is played again. */
  signal: AbortSignal;
}

const LOOK_EVERY_MS = 400;

/**
 * Plays a round: all exits at once. Played again after a crash, it finds the exits of the first time.
 * @returns the receipts, in the order of the stories
 */
export async function playRound(round: number, stage: Stage): Promise<{ story: Story; receipt: Receipt }[]> {
  prepareGroups(round, stage.sandbox);
  const performances = await Promise.all(stories.flatMap((story) => begin(story, round, stage.exits)));
  for (;;) {
    await Promise.all(performances.map((performance) => look(performance, stage)));
    stage.screen.show(performances.map(rowOf));
    const done = performances.flatMap(({ story, receipt }) => (receipt ? [{ story, receipt }] : []));
    if (done.length === performances.length) return done;
    await pause(LOOK_EVERY_MS, undefined, { signal: stage.signal });
  }
}

function begin(story: Story, round: number, exits: GroupExits): Promise<Performance>[] {
  return story.leavers.map(async (instanceId) => {
    const exit = await exits.exit(requestOf(story, instanceId, groupIdOf(story, round), round));
    return { story, exit };
  });
}

/** Faults live in the sandbox's memory, groups in its file. */
function prepareGroups(round: number, { world, faults }: Sandbox): void {
  for (const story of stories) {
    const id = groupIdOf(story, round);
    if (!world.findGroup(id)) addGroup(story, id, world);
    if (story.losesWebhook) faults.add({ name: 'webhook-lost', groupId: id });
  }
}

/** With a word of somebody's: without an id of the goodbye, a chat that shows nothing is taken for one that cannot be read. */
function addGroup({ name, group }: Story, id: string, world: Sandbox['world']): void {
  world.addGroup({ ...group, id, name });
  const writer = group.members?.find((member) => 'phoneId' in member);
  if (writer) world.act(id, { act: 'say', by: writer.phoneId, text: 'Thank you all!' });
}
