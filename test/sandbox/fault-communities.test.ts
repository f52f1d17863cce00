import { describe, expect, it } from 'vitest';
import { EVERYWHERE } from '../../worker/embedded/sandbox/faults/places.ts';
import { GROUP } from './fixture.ts';
import { sandboxOn } from './places.ts';

describe.each(EVERYWHERE)("a community's parent on %s", (place) => {
  const parent = () => sandboxOn(place, [{ name: 'community-parent', groupId: GROUP }]);

  it('takes no message', async () => {
    const { ask, sandbox } = await parent();
    expect((await ask.send()).status).toBe(place === 'wawp' ? 400 : 500);
    expect(sandbox.world.messages(GROUP)).toEqual([]);
  });

  it('takes no description', async () => {
    const { ask, sandbox } = await parent();
    await ask.describe('Closed');
    expect(sandbox.world.group(GROUP).description).toBe('Case 42');
    expect(sandbox.journal.entries({ operation: 'describe' })).toMatchObject([{ detail: 'community-parent' }]);
  });

  it('is left together with its groups', async () => {
    const { ask, sandbox, me } = await parent();
    await ask.leave();
    for (const { members } of sandbox.world.groups())
      expect(members.map(({ phoneId }) => phoneId)).not.toContain(me.phoneId);
    expect(sandbox.world.groups()).toHaveLength(2);
  });
});
