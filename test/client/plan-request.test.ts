import { describe, expect, test } from 'vitest';
import { InvalidRequest } from '../../client/errors.ts';
import { parsePlanQuestion } from '../../client/plan-request.ts';

const wishes = { reason: 'case closed', requestedBy: 'crm' };
const group = { instanceId: 'sales', groupId: '120363000000000001@g.us' };

function faultsOf(question: unknown): string[] {
  try {
    parsePlanQuestion(question);
  } catch (error) {
    if (error instanceof InvalidRequest) return error.faults.map(({ field, problem }) => `${field}: ${problem}`);
    throw error;
  }
  return [];
}

describe('a question for a plan is refused', () => {
  test.each<[string, object, string]>([
    ['without a selection', {}, 'selection: is missing: say which groups'],
    ['with two', { clientId: 'acme', instanceIds: ['sales'] }, 'selection: is ambiguous: say which groups'],
    ['with no group', { groups: [] }, 'groups: is empty'],
    ['with no instance', { instanceIds: [] }, 'instanceIds: is empty'],
    ['with a group twice', { groups: [group, { ...group }] }, 'groups[1]: is the same as number 1 of the list'],
    ['with an instance twice', { instanceIds: ['a', 'b', 'a'] }, 'instanceIds[2]: is the same as number 1'],
    ['with a person', { groups: [{ ...group, groupId: '49151@c.us' }] }, 'groups[0].groupId: is a person, not a group'],
    ['with an id that fits into no workflow id', { clientId: 'acme', planId: 'a/b' }, 'planId: is no plan id'],
    ['with half a day', { clientId: 'acme', inactiveForDays: 0.5 }, 'inactiveForDays: is no whole number'],
    ['with a wish that contradicts itself', { clientId: 'acme', goodbye: false }, 'noGoodbyeReason: is missing'],
  ])('%s', (_, more, fault) => {
    const [first, ...others] = faultsOf({ ...wishes, ...more });
    expect(first).toContain(fault);
    expect(others).toEqual([]);
  });

  test('with all its faults at once', () => {
    const faults = faultsOf({ requestedBy: '+49 151 23456789', groups: [group, group], colour: 'red' });
    expect(new Set(faults.map((fault) => fault.split(':')[0]))).toEqual(
      new Set(['colour', 'groups[1]', 'reason', 'requestedBy']),
    );
  });

  test.each([[null], ['all'], [[wishes]]])('when it is no object: %j', (question) => {
    expect(faultsOf(question)).toEqual(['request: is no object: pass the fields of a plan']);
  });

  test('with more groups than a workflow can carry', () => {
    const groups = Array.from({ length: 10_001 }, (_, index) => ({
      ...group,
      groupId: `${120_363_000_000_000_000 + index * 16}@g.us`,
    }));
    expect(faultsOf({ ...wishes, groups })[0]).toContain('groups: has more than 10000 groups');
  });
});

test('what the workflow gets is the selection, and the wishes of an exit request', () => {
  const question = {
    ...wishes,
    groups: [group],
    successors: ['+49 151 23456789'],
    inactiveForDays: 180,
    goodbye: 'Bye',
  };
  expect(parsePlanQuestion(question).request).toMatchObject({
    selection: { groups: [group] },
    inactiveForMs: 180 * 86_400_000,
    wishes: {
      ...wishes,
      successors: ['4915123456789@c.us'],
      onNoSuccessor: 'hold',
      goodbye: { kind: 'text', text: 'Bye' },
    },
  });
  expect(parsePlanQuestion({ ...wishes, clientId: 'acme' }).request.selection).toEqual({ clientId: 'acme' });
  expect(parsePlanQuestion({ ...wishes, instanceIds: ['a'] }).request.selection).toEqual({ instanceIds: ['a'] });
});
