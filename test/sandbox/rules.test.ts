import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describe as redescribe, isAdmin, leave, promote, say } from '../../worker/embedded/sandbox/world/rules.ts';
import type { SandboxGroup } from '../../worker/embedded/sandbox/world/types.ts';

const person = (n: number) => ({ phoneId: `1555010000${n}@c.us`, lid: `90000000000000${n}@lid` });

const groups = fc
  .record({
    addressing: fc.constantFrom('phone' as const, 'lid' as const),
    announceOnly: fc.boolean(),
    infoAdminOnly: fc.boolean(),
    roles: fc.array(fc.constantFrom('participant' as const, 'admin' as const, 'superadmin' as const), { maxLength: 5 }),
  })
  .map(({ roles, ...settings }): SandboxGroup => ({
    ...settings,
    id: '120363000000000001@g.us',
    name: 'Any',
    description: '',
    community: 'none',
    inviteCode: 'AbCdEfGhIjKlMnOpQrStUv',
    createdAtMs: 0,
    members: roles.map((role, n) => ({ ...person(n), role })),
    pastMembers: [],
  }));
/** Sometimes a member, sometimes a stranger. */
const people = fc.integer({ min: 0, max: 6 }).map(person);

const memberIn = (group: SandboxGroup, phoneId: string) => group.members.find((one) => one.phoneId === phoneId);

describe('in the world of the sandbox', () => {
  it('anybody leaves a group they are in, once, and nobody else does', () => {
    fc.assert(
      fc.property(groups, people, (group, { phoneId }) => {
        const outcome = leave(group, phoneId);
        const after = outcome.effect === 'left' ? outcome.group : group;
        const isMember = memberIn(group, phoneId) !== undefined;
        expect(outcome.effect).toBe(isMember ? 'left' : 'none');
        expect(after.members).toHaveLength(group.members.length - (isMember ? 1 : 0));
        expect(leave(after, phoneId)).toEqual({ effect: 'none', why: 'not-a-member' });
      }),
    );
  });

  it('a group that loses its last admin gets another one, and no group that keeps one', () => {
    fc.assert(
      fc.property(groups, people, (group, { phoneId }) => {
        const outcome = leave(group, phoneId);
        if (outcome.effect !== 'left') return;
        const wasAdmin = isAdmin(memberIn(group, phoneId));
        const lostLastAdmin = wasAdmin && group.members.filter(isAdmin).length === 1;
        const isReplaced = lostLastAdmin && outcome.group.members.length > 0;
        expect(outcome.successor !== undefined).toBe(isReplaced);
        expect(outcome.group.members.some(isAdmin)).toBe(
          isReplaced || group.members.filter(isAdmin).length > Number(wasAdmin),
        );
      }),
    );
  });

  it('only admins promote, and only by the id that the list shows', () => {
    fc.assert(
      fc.property(groups, people, people, fc.boolean(), (group, by, whom, byLid) => {
        const id = byLid ? whom.lid : whom.phoneId;
        const outcome = promote(group, by.phoneId, [id]);
        const target = memberIn(group, whom.phoneId);
        const may = isAdmin(memberIn(group, by.phoneId));
        const listed = byLid === (group.addressing === 'lid');
        const expected = may && listed && target !== undefined && !isAdmin(target);
        expect(outcome.effect).toBe(expected ? 'promoted' : 'none');
        const after = outcome.effect === 'promoted' ? outcome.group : group;
        expect(isAdmin(memberIn(after, whom.phoneId))).toBe(expected || isAdmin(target));
      }),
    );
  });

  it('members write and describe, except where that is for admins', () => {
    fc.assert(
      fc.property(groups, people, (group, { phoneId }) => {
        const me = memberIn(group, phoneId);
        const message = { groupId: group.id, stanzaId: '3EB0', author: phoneId, text: 'Hi', sentAtMs: 0 };
        expect(say(group, message).effect).toBe(me && (!group.announceOnly || isAdmin(me)) ? 'said' : 'none');
        const described = redescribe(group, phoneId, 'Closed').effect;
        expect(described).toBe(me && (!group.infoAdminOnly || isAdmin(me)) ? 'described' : 'none');
        expect(redescribe(group, phoneId, 'x'.repeat(2049)).effect).toBe('none');
      }),
    );
  });
});
