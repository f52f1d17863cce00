import { expect, test } from 'vitest';
import { InvalidRequest } from '../../client/index.ts';
import { parseResignationId, parseResignRequest } from '../../client/resign-request.ts';

const wishes = { reason: 'contract ended', requestedBy: 'crm' };
const groups = [{ instanceId: 'sales', groupId: '120363000000000001@g.us' }];

function faultsOf(request: unknown): string[] {
  try {
    parseResignRequest(request);
  } catch (error) {
    if (error instanceof InvalidRequest) return error.faults.map(({ field }) => field);
    throw error;
  }
  return [];
}

test.each([
  ['nothing at all', undefined, ['request']],
  ['a plan that nobody approves', { planId: 'plan-1' }, ['approvedBy', 'requestedBy']],
  [
    'an approval that is given and waited for',
    { planId: 'plan-1', approvedBy: 'ana', approval: 'required' },
    ['approval'],
  ],
  ['a plan that needs an approval, asked for by nobody', { planId: 'plan-1', approval: 'required' }, ['requestedBy']],
  ['a plan and a selection', { planId: 'plan-1', approvedBy: 'ana', groups }, ['groups']],
  ['an approver who is a phone number', { planId: 'plan-1', approvedBy: '+49 151 23456789' }, ['approvedBy']],
  [
    'an id that other workflow ids begin with',
    { planId: 'plan-1', approvedBy: 'ana', resignationId: 'exit' },
    ['resignationId'],
  ],
  ['an id that is a path', { planId: 'plan-1', approvedBy: 'ana', resignationId: 'a/b' }, ['resignationId']],
  ['an empty selection', { ...wishes, groups: [] }, ['groups']],
  ['no selection, and a wrong urgency', { ...wishes, urgency: 'now' }, ['selection', 'urgency']],
  ['a group that is named twice', { ...wishes, groups: [...groups, ...groups] }, ['groups[1]']],
])('refuses %s, naming every field', (_what, request, fields) => {
  expect(faultsOf(request)).toEqual(fields);
});

test('names the resignation after its plan, unless it has a name', () => {
  const named = (more: object) => parseResignRequest({ planId: 'plan-1', approvedBy: 'ana', ...more }).resignationId;
  expect(named({})).toBe('plan-1');
  expect(named({ resignationId: 'r-1' })).toBe('r-1');
  expect(() => parseResignationId('a/b')).toThrow(InvalidRequest);
});

test('tells the same question from another one, whoever asks', () => {
  const askedBy = (request: object) => parseResignRequest({ ...wishes, groups, ...request }).begin.asked;
  expect(askedBy({ resignationId: 'r-1' })).toBe(askedBy({ resignationId: 'r-2', approvedBy: 'ana' }));
  expect(askedBy({ reason: 'another' })).not.toBe(askedBy({}));
});
