import { describe, expect, it } from 'vitest';
import { EVERYWHERE, WAHA } from '../../worker/embedded/sandbox/faults/places.ts';
import { GROUP, HUMAN, HUMAN_LID, oneGroup, sales, sandboxWith, waha, wahaGroup } from './fixture.ts';
import { numberOn, sandboxOn } from './places.ts';

describe('a reading', () => {
  it.each(EVERYWHERE)('on %s shows us in a group that we left, until the fault is over', async (place) => {
    const faults = [{ name: 'stale-list', times: 1 } as const, { name: 'stale-group', times: 2 } as const];
    const { ask, me, sandbox } = await sandboxOn(place, faults);
    const fresh = [await ask.list(), await ask.group(), await ask.participants()];
    await ask.leave();
    expect([await ask.list(), await ask.group(), await ask.participants()].map(({ text }) => text)).toEqual([
      expect.stringContaining(me.phoneId.split('@')[0] ?? ''),
      expect.stringContaining(me.phoneId.split('@')[0] ?? ''),
      expect.stringContaining(me.phoneId.split('@')[0] ?? ''),
    ]);
    expect(fresh.map(({ status }) => status)).toEqual([200, 200, 200]);
    for (const { text } of [await ask.list(), await ask.participants()]) {
      expect(text).not.toContain(me.phoneId.split('@')[0]);
    }
    expect(sandbox.faults.list()).toMatchObject([{ struck: 1 }, { struck: 2 }]);
  });

  it.each([
    ['waha/WEBJS', 500],
    ['waha/NOWEB', 500],
    ['waha/GOWS', 500],
    ['wawp', 404],
  ] as const)('on %s denies that we are in the group with %i', async (place, status) => {
    const { ask } = await sandboxOn(place, [{ name: 'membership-denied', groupId: GROUP }]);
    expect((await ask.group()).status).toBe(status);
    expect((await ask.participants()).status).toBe(status);
    expect((await ask.list()).text).toContain('Vendas SP');
  });

  it('forgets a group as a whole where one fetch answers everything', async () => {
    const { ask, sandbox, me } = await sandboxOn('waha/NOWEB', [{ name: 'group-forgotten', groupId: GROUP }]);
    sandbox.world.addGroup({ name: 'Other', members: [{ instanceId: me.instanceId }] });
    const { exception } = (await ask.group()).json as { exception: { message: string } };
    expect(exception.message).toBe(`Group with id '${GROUP}' not found`);
    expect((await ask.participants()).status).toBe(500);
    const list = await ask.list();
    expect(list.text).toContain('Other');
    expect(list.text).not.toContain('Vendas SP');
  });

  it('lacks half of the list, the group in question among it', async () => {
    const { ask, sandbox, me } = await sandboxOn('waha/GOWS', [{ name: 'shrunk-list', groupId: GROUP }]);
    for (const name of ['B', 'C', 'D']) {
      sandbox.world.addGroup({
        id: `12036300000000009${name.charCodeAt(0)}@g.us`,
        name,
        members: [{ instanceId: me.instanceId }],
      });
    }
    expect((await ask.list()).json).toHaveLength(2);
    expect((await ask.list()).text).not.toContain('Vendas SP');
  });

  it.each(EVERYWHERE)('on %s fails over the list, and over nothing else', async (place) => {
    const { ask } = await sandboxOn(place, [{ name: 'list-broken', times: 1 }]);
    expect((await ask.group()).status).toBe(200);
    expect((await ask.list()).status).toBe(500);
    expect((await ask.list()).status).toBe(200);
  });

  it.each(['waha/WEBJS', 'waha/NOWEB', 'wawp'] as const)('on %s shows no admins', async (place) => {
    const { ask, sandbox } = await sandboxOn(place, [{ name: 'admins-unseen' }]);
    expect((await ask.participants()).text).not.toMatch(/"isAdmin":true|"admin":"/);
    expect(sandbox.world.group(GROUP).members[0]).toMatchObject({ role: 'superadmin' });
  });

  it.each(EVERYWHERE)('on %s finds no messages', async (place) => {
    const { ask, sandbox } = await sandboxOn(place, [{ name: 'messages-empty' }]);
    await ask.send();
    expect((await ask.messages()).json).toEqual(place === 'wawp' ? {} : []);
    expect(sandbox.world.messages(GROUP)).toHaveLength(1);
  });

  it('finds no single message either', async () => {
    const { sandbox } = await sandboxOn('waha/NOWEB', [{ name: 'messages-empty' }]);
    await waha(sandbox, 'POST', '/api/sendText', { chatId: GROUP, text: 'Bye', id: '3EB0AA' });
    const message = await waha(sandbox, 'GET', `/api/default/chats/${GROUP}/messages/3EB0AA`);
    expect(message.status).toBe(404);
  });
});

describe('a group becomes', () => {
  it.each(EVERYWHERE)('announce-only on %s: who is no admin cannot write', async (place) => {
    const { instanceId } = numberOn(place);
    const members = [{ instanceId }, { phoneId: HUMAN, role: 'admin' as const }];
    const { ask, sandbox } = await sandboxOn(place, [{ name: 'announce-only', groupId: GROUP }], { members });
    expect((await ask.send()).status).toBeGreaterThanOrEqual(400);
    expect(sandbox.world.messages(GROUP)).toEqual([]);
    expect((await ask.group()).text).toMatch(/"announce":true|"IsAnnounce":true/);
  });

  it.each(EVERYWHERE)('announce-only on %s, and takes its admins for strangers when they write', async (place) => {
    const { ask, sandbox } = await sandboxOn(place, [{ name: 'denied-when-announce-only', groupId: GROUP }]);
    expect((await ask.send()).status).toBe(place === 'wawp' ? 404 : 500);
    expect(sandbox.world.messages(GROUP)).toEqual([]);
    expect((await ask.group()).text).toMatch(/"announce":true|"IsAnnounce":true/);
  });

  it.each([
    ['waha/WEBJS', /"isParentGroup":true/, /"defaultSubgroup":true/],
    ['waha/NOWEB', /"isCommunity":true/, /"isCommunityAnnounce":true/],
    ['waha/GOWS', /"IsParent":true/, /"IsDefaultSubGroup":true/],
    ['wawp', /"isParentGroup":true/, /"defaultSubgroup":true/],
  ] as const)('the half of a community on %s, with the other half beside it', async (place, parent, announcement) => {
    const asParent = await sandboxOn(place, [{ name: 'community-parent', groupId: GROUP }]);
    const asAnnouncement = await sandboxOn(place, [{ name: 'community-announcement', groupId: GROUP }]);
    expect((await asParent.ask.group()).text).toMatch(parent);
    expect((await asAnnouncement.ask.group()).text).toMatch(announcement);
    for (const { ask, sandbox } of [asParent, asAnnouncement]) {
      const { text } = await ask.list();
      expect(text).toMatch(parent);
      expect(text).toMatch(announcement);
      const groups = sandbox.world.groups();
      expect(groups.map(({ name }) => name)).toEqual(['Vendas SP', 'Vendas SP']);
      for (const { id } of groups) expect(text).toContain(id);
    }
  });

  it.each(WAHA)('listed by LID on %s: promoting by phone does nothing', async (place) => {
    const { ask, sandbox } = await sandboxOn(place, [{ name: 'lid-addressing', groupId: GROUP }]);
    expect((await ask.participants()).text).toContain(HUMAN_LID.split('@')[0]);
    await ask.promote(HUMAN);
    expect(sandbox.journal.count({ effect: 'promoted' })).toBe(0);
    await ask.promote(HUMAN_LID);
    expect(sandbox.journal.count({ effect: 'promoted' })).toBe(1);
  });

  it.each(EVERYWHERE)('one of LIDs alone on %s', async (place) => {
    const { ask } = await sandboxOn(place, [{ name: 'only-lids', groupId: GROUP }]);
    for (const { text } of [await ask.list(), await ask.group(), await ask.participants()]) {
      expect(text).toContain(HUMAN_LID.split('@')[0]);
      expect(text).not.toContain('15550100009');
    }
  });

  it('one of LIDs alone, of which no look-up tells the phone', async () => {
    const { sandbox } = await sandboxOn('waha/GOWS', [{ name: 'only-lids' }]);
    expect((await waha(sandbox, 'GET', `/api/default/lids/${HUMAN_LID}`)).json).toMatchObject({ pn: null });
    const v2 = await waha(sandbox, 'GET', `${wahaGroup}/participants/v2`);
    expect(v2.json).toMatchObject([{ id: sales.lid }, { id: HUMAN_LID, pn: '' }]);
  });

  it('nothing where there is no such group', async () => {
    const sandbox = await sandboxWith(oneGroup());
    const fault = { name: 'announce-only', groupId: '120363999999999999@g.us' } as const;
    expect(() => sandbox.faults.add(fault)).toThrow('no group 120363999999999999@g.us');
    expect(sandbox.faults.list()).toEqual([]);
  });
});
