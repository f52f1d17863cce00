import { describe, expect, test } from 'vitest';
import { InvalidRequest } from '../../client/errors.ts';
import { parseImportRows } from '../../client/roster/parse-rows.ts';
import { pagesOf } from '../../client/roster/pages.ts';

const group = { instanceId: 'sales', groupId: '120363000000000001@g.us' };

function faultsOf(rows: unknown): string[] {
  try {
    parseImportRows(rows);
  } catch (error) {
    if (error instanceof InvalidRequest) return error.faults.map(({ field, problem }) => `${field}: ${problem}`);
    throw error;
  }
  return [];
}

describe('an import is refused', () => {
  test.each<[string, unknown, string]>([
    ['that is no list', { group }, 'rows: is not a list of groups'],
    ['of nothing', [], 'rows: is empty'],
    ['with a row that is none', [group, null], 'rows[1]: is no object'],
    ['without an instance', [{ groupId: group.groupId }], 'rows[0].instanceId: is missing'],
    ['with a person for a group', [{ ...group, groupId: '49151@c.us' }], 'rows[0].groupId: is a person, not a group'],
    ['with an unknown field', [{ ...group, status: 'left' }], 'rows[0].status: is no field here; there are instanceId'],
    ['with a time to come', [{ ...group, lastActivity: '2999-01-01' }], 'rows[0].lastActivity: is in the future'],
    ['with a time that is none', [{ ...group, lastActivity: true }], 'rows[0].lastActivity: is no time'],
    ['with a maybe', [{ ...group, keep: 'maybe' }], 'rows[0].keep: is neither yes nor no'],
    ['with nobody to inherit', [{ ...group, successors: ['you'] }], 'rows[0].successors[0]: is not a person'],
    ['with a phone number for a client', [{ ...group, clientId: '+49 151 23456789' }], 'rows[0].clientId: looks like'],
    [
      'with successors that may be one or two',
      [{ ...group, successors: '2902345 6834567' }],
      'rows[0].successors: may be one person or several',
    ],
    ['with two rows that contradict', [{ ...group, keep: true }, group], 'rows[1]: is the group of rows[0] again'],
  ])('%s', (_, rows, fault) => {
    const [first, ...others] = faultsOf(rows);
    expect(first).toContain(fault);
    expect(others).toEqual([]);
  });

  test('with all its faults at once, and of very many the first hundred', () => {
    expect(faultsOf([{ instanceId: 'a/b', keep: 'maybe', groupId: 'x' }])).toHaveLength(3);
    const many = faultsOf(Array.from({ length: 130 }, () => ({ ...group, groupId: 'x' })));
    expect(many).toHaveLength(101);
    expect(many.at(-1)).toBe('rows: and 30 more faults');
  });

  test('without telling the phone numbers in it', () => {
    expect(faultsOf([{ ...group, groupId: '4915123456789@c.us', successors: '+0151 23456789' }]).join()).not.toContain(
      '23456789',
    );
  });
});

test('what the worker gets is each group once, in the words of the books', () => {
  const row = { ...group, keep: 'x', lastActivity: 1_767_225_600, successors: '+49 151 23456789; 123456@lid' };
  const { rows, indexes, repeated } = parseImportRows([row, { ...group, groupId: '120363000000000002@g.us' }, row]);
  expect(rows[0]).toEqual({
    ...group,
    keep: true,
    lastActivityMs: 1_767_225_600_000,
    successors: ['4915123456789@c.us', '123456@lid'],
  });
  expect([indexes, repeated]).toEqual([[0, 1], 1]);
});

test.each([
  ['4915123456789 4915198765432', ['4915123456789@c.us', '4915198765432@c.us']],
  ['+49 151 23456789', ['4915123456789@c.us']],
  ['+4915123456789 +4915198765432', ['4915123456789@c.us', '4915198765432@c.us']],
  ['+49 (151) 23456789, 123456@lid', ['4915123456789@c.us', '123456@lid']],
  [' ; ', []],
])('the successors %j are %j', (successors, ids) => {
  expect(parseImportRows([{ ...group, successors }]).rows[0]?.successors).toEqual(ids);
});

test('pages hold a thousand rows, or fewer of long ones, and all of them in order', () => {
  const short = Array.from({ length: 2_500 }, (_, index) => index);
  expect(pagesOf(short).map(({ length }) => length)).toEqual([1_000, 1_000, 500]);
  expect(pagesOf(short).flat()).toEqual(short);
  const long = Array.from({ length: 300 }, () => 'x'.repeat(2_000));
  expect(pagesOf(long).every((page) => JSON.stringify(page).length < 300_000)).toBe(true);
  expect(pagesOf(long).flat()).toHaveLength(300);
  expect(pagesOf(['x'.repeat(500_000)])).toHaveLength(1);
});
