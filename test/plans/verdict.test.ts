import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GroupFacts } from '../../activities/group-facts.ts';
import type { KnownGroup, PlanRequest } from '../../activities/plans/plan.ts';
import { judge, type Sight } from '../../activities/plans/verdict.ts';
import { aRow, facts, wishes } from './requests.ts';

const NOW = Date.parse('2026-06-01T00:00:00.000Z');
const DAY_MS = 86_400_000;
const HALF_A_YEAR_MS = 180 * DAY_MS;

const member = (more: Partial<GroupFacts> = {}): Sight => ({ kind: 'member', facts: { ...facts, ...more } });
const nobody: Partial<GroupFacts> = { successors: { configured: 1 } };
const unread: Sight = { kind: 'unread', community: 'none' };
const asked = (more: Partial<PlanRequest['wishes']> = {}) => ({ wishes: { ...wishes, ...more } });
const inactive = { wishes, inactiveForMs: HALF_A_YEAR_MS };

describe('what a plan says of a group', () => {
  test.each<[string, Sight, KnownGroup | undefined, Pick<PlanRequest, 'wishes' | 'inactiveForMs'>, string]>([
    ['an ordinary one', member(), aRow(), asked(), 'leave'],
    ['one that the books do not know', member(), undefined, asked(), 'leave'],
    ['one whose exit is past its goodbye', member(), aRow({ status: 'Leaving' }), asked(), 'leave'],
    ['the row says withdrawn', unread, aRow({ status: 'Inactive - Withdrawn' }), asked(), 'skip already-out'],
    [
      'the row says withdrawn, the listing is stale',
      member(),
      aRow({ status: 'Inactive - Withdrawn' }),
      asked(),
      'skip already-out',
    ],
    [
      'the row says withdrawn, the listing agrees',
      { kind: 'not-listed' },
      aRow({ status: 'Inactive - Withdrawn' }),
      asked(),
      'skip already-out',
    ],
    ['two sources say that we are out', { kind: 'out' }, aRow(), asked(), 'skip already-out'],
    ['the listing alone does not show it', { kind: 'not-listed' }, aRow(), asked(), 'person not-listed'],
    ['nobody knows it at all', { kind: 'not-listed' }, undefined, asked(), 'person not-listed'],
    ['one to keep', member(), aRow({ keep: true }), asked(), 'skip keep'],
    ['a community', member({ community: 'parent' }), aRow(), asked(), 'skip community-parent'],
    [
      'its announcement group, unread',
      { kind: 'unread', community: 'announcement' },
      aRow(),
      asked(),
      'skip community-announcement',
    ],
    ['a community that may be left', member({ community: 'parent' }), aRow(), asked({ allowCommunity: true }), 'leave'],
    ['the only admin with nobody to follow', member(nobody), aRow(), asked(), 'person no-successor'],
    ['the same where that is wanted', member(nobody), aRow(), asked({ onNoSuccessor: 'leave' }), 'leave'],
    ['one of several admins', member({ ...nobody, onlyAdmin: false }), aRow(), asked(), 'leave'],
    ['no admin', member({ ...nobody, admin: false, onlyAdmin: false }), aRow(), asked(), 'leave'],
    ['nobody has read who is in it', unread, aRow(), asked(), 'leave members-unread'],
    [
      'a reading that says nothing',
      { kind: 'unclear', code: 'own-lid-unknown', why: 'we may be anybody' },
      aRow(),
      asked(),
      'person membership-unclear',
    ],
    ['inactive for long enough', member(), aRow({ lastActivityMs: NOW - 181 * DAY_MS }), inactive, 'leave'],
    ['active since', member(), aRow({ lastActivityMs: NOW - 179 * DAY_MS }), inactive, 'skip active'],
    ['active nobody knows when', member(), aRow(), inactive, 'skip activity-unknown'],
    ['unknown to the books, likewise', member(), undefined, inactive, 'skip activity-unknown'],
  ])('%s', (_, sight, row, request, expected) => {
    const { verdict, code } = judge(sight, row, request, NOW);
    expect([verdict, code].filter(Boolean).join(' ')).toBe(expected);
  });

  test('says why to a person, wherever it is not a plain leave', () => {
    expect(judge(member(), aRow(), asked(), NOW).detail).toBeUndefined();
    expect(judge({ kind: 'not-listed' }, aRow(), asked(), NOW).detail).toContain('check the id');
  });
});

describe('what an exit will cost', () => {
  const cost = (more: Partial<GroupFacts>, wanted: Partial<PlanRequest['wishes']> = {}): number =>
    judge(member(more), aRow(), asked(wanted), NOW).requests;

  test.each<[string, Partial<GroupFacts>, Partial<PlanRequest['wishes']>, number]>([
    ['look, code, promotion, goodbye, leave', {}, {}, 11],
    ['and a description', {}, { closingDescription: 'Resources: example.org' }, 14],
    ['nobody to promote', { onlyAdmin: false }, {}, 6],
    ['a successor in any case', { onlyAdmin: false }, { handover: 'always' }, 11],
    ['no admin: no code, no promotion', { admin: false, onlyAdmin: false }, {}, 5],
    ['no admin in an announce-only group', { admin: false, onlyAdmin: false, announceOnly: true }, {}, 3],
    ['no goodbye', {}, { goodbye: { kind: 'none', reason: 'quiet' } }, 9],
  ])('%s', (_, more, wanted, requests) => {
    expect(cost(more, wanted)).toBe(requests);
  });

  test('is nothing for a skip, and the most where nobody knows', () => {
    expect(judge({ kind: 'out' }, aRow(), asked(), NOW).requests).toBe(0);
    expect(judge(unread, aRow(), asked(), NOW).requests).toBe(11);
  });
});

const anySight = fc.oneof(
  fc
    .record({
      admin: fc.boolean(),
      onlyAdmin: fc.boolean(),
      announceOnly: fc.boolean(),
      infoAdminOnly: fc.boolean(),
      community: fc.constantFrom('none', 'parent', 'announcement'),
      successors: fc.record({ configured: fc.nat(3), presentRank: fc.option(fc.nat(3), { nil: undefined }) }),
    })
    .map((more): Sight => member(more)),
  fc.constantFrom<Sight>(
    { kind: 'out' },
    { kind: 'not-listed' },
    { kind: 'unread', community: 'none' },
    { kind: 'unread', community: 'parent' },
    { kind: 'unclear', code: 'sources-disagree', why: 'they do' },
  ),
);
const anyRow = fc.option(
  fc
    .record({
      status: fc.constantFrom('Active', 'Leaving', 'Inactive - Withdrawn'),
      keep: fc.boolean(),
      lastActivityMs: fc.option(fc.integer({ min: 0, max: NOW }), { nil: undefined }),
    })
    .map((more) => aRow(more)),
  { nil: undefined },
);
const anyRequest = fc.record({
  wishes: fc
    .record({
      handover: fc.constantFrom('when-only-admin', 'always'),
      onNoSuccessor: fc.constantFrom('hold', 'leave'),
      allowCommunity: fc.boolean(),
      closingDescription: fc.option(fc.constant('Resources'), { nil: undefined }),
    })
    .map((more) => ({ ...wishes, ...more })),
  inactiveForMs: fc.option(fc.integer({ min: 1, max: NOW }), { nil: undefined }),
});

test('whatever is known and asked, missing data makes nobody leave, and nothing is out by one source', () => {
  fc.assert(
    fc.property(anySight, anyRow, anyRequest, (sight, row, request) => {
      const { verdict, code, detail, requests } = judge(sight, row, request, NOW);
      const proven = sight.kind === 'out' || row?.status === 'Inactive - Withdrawn';
      const unknown = request.inactiveForMs !== undefined && row?.lastActivityMs === undefined;
      const unseen = sight.kind === 'not-listed' || sight.kind === 'unclear';
      const holds = {
        unknownActivityStays: !unknown || verdict === 'skip',
        keptStays: !row?.keep || verdict === 'skip',
        unseenIsNotLeft: !unseen || verdict !== 'leave',
        outIsProven: code !== 'already-out' || proven,
        onlySkipsAreFree: requests > 0 === (verdict !== 'skip'),
        saysWhy: verdict === 'leave' || (code !== undefined && detail !== undefined),
      };
      expect(Object.entries(holds).filter(([, held]) => !held)).toEqual([]);
    }),
  );
});
