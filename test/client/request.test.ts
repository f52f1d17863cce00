import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvalidRequest } from '../../client/errors.ts';
import { parseExitRequest } from '../../client/request.ts';

const request = {
  instanceId: 'vendas-1',
  groupId: '120363000000000000@g.us',
  reason: 'case closed',
  requestedBy: 'crm',
};

function faultsOf(value: unknown): string[] {
  try {
    parseExitRequest(value);
  } catch (error) {
    if (error instanceof InvalidRequest) return error.faults.map(({ field, problem }) => `${field}: ${problem}`);
    throw error;
  }
  return [];
}

/** The faults of a good request with some fields changed, by field. */
const faultyFields = (changes: object) => faultsOf({ ...request, ...changes }).map((fault) => fault.split(':')[0]);

describe('an exit request is refused', () => {
  test('with all its faults at once', () => {
    const faults = faultsOf({
      groupId: '49151@c.us',
      requestedBy: 7,
      goodbye: false,
      successors: ['you'],
      colour: 'red',
    });
    expect(new Set(faults.map((fault) => fault.split(':')[0]))).toEqual(
      new Set(['colour', 'groupId', 'instanceId', 'noGoodbyeReason', 'reason', 'requestedBy', 'successors[0]']),
    );
  });

  test('in an error whose message tells every field and what to do', () => {
    expect(() => parseExitRequest({ ...request, groupId: '4915112345678@c.us', reason: '' }))
      .toThrowErrorMatchingInlineSnapshot(`
      [InvalidRequest: groupId: is a person, not a group: write the id as the gateway lists it, such as 120363000000000000@g.us
      reason: is empty: say in a few words why the number leaves]
    `);
  });

  test.each([[null], ['exit'], [[request]], [undefined]])('when it is no object: %j', (value) => {
    expect(faultsOf(value)).toEqual(['request: is no object: pass the fields of an exit request']);
  });

  test.each([
    ['instanceId', ''],
    ['instanceId', 'a/b'],
    ['instanceId', 'two words'],
    ['instanceId', 'x'.repeat(65)],
    ['groupId', ''],
    ['groupId', '120363000000000000'],
    ['groupId', ' 120363000000000000@g.us'],
    ['reason', '  '],
    ['reason', 'x'.repeat(201)],
    ['clientId', ''],
    ['groupName', ''],
    ['successors', '+49 151 23456789'],
    ['successors', Array.from({ length: 51 }, () => '+49 151 23456789')],
    ['handover', 'never'],
    ['onNoSuccessor', 'wait'],
    ['holdDeadlineMs', 0],
    ['holdDeadlineMs', 1.5],
    ['holdDeadlineMs', '60000'],
    ['holdDeadlineMs', 40_000_000_000],
    ['goodbye', ''],
    ['goodbye', ' \n'],
    ['goodbye', true],
    ['goodbye', 'x'.repeat(4_097)],
    ['noGoodbyeReason', 'they know'],
    ['closingDescription', ''],
    ['closingDescription', 'x'.repeat(2_049)],
    ['allowCommunity', 'yes'],
    ['dryRun', 1],
  ])('for its %s %j', (field, value) => {
    expect(faultyFields({ [field]: value })).toEqual([field]);
  });

  test('once, where a reason for no goodbye is there and faulty', () => {
    expect(faultyFields({ goodbye: false, noGoodbyeReason: '+49 151 23456789 said so' })).toEqual(['noGoodbyeReason']);
  });

  test.each(['reason', 'requestedBy', 'clientId'])('when its %s is or holds a phone number', (field) => {
    const whole = ['+49 151 23456789', '0151 23456789', '5511987654321', '5511987654321@c.us'];
    const within = [
      'asked by +55 (11) 98765-4321',
      'from 4915123456789@s.whatsapp.net',
      '(4915123456789) agrees',
      'ask 0049 (151) 234-56789',
    ];
    for (const phone of [...whole, ...within]) expect(faultyFields({ [field]: phone })).toEqual([field]);
  });

  test('without repeating what it says of a person', () => {
    expect(faultsOf({ ...request, successors: ['4915123456789@g.us'] }).join()).not.toContain('4915123456789');
    expect(faultsOf({ ...request, requestedBy: '4915123456789' }).join()).not.toContain('4915123456789');
  });

  test('for any phone number with its country code anywhere in the reason', () => {
    const separator = fc.constantFrom('', ' ', '-', '.', '/', ' (', ') ');
    const phone = fc
      .tuple(
        fc.integer({ min: 1, max: 9 }),
        fc.array(fc.tuple(separator, fc.nat({ max: 9 })), { minLength: 6, maxLength: 14 }),
      )
      .map(([first, rest]) => `+${first}${rest.map(([sign, digit]) => `${sign}${digit}`).join('')}`);
    fc.assert(
      fc.property(
        phone,
        fc.constantFrom('', 'asked by ', 'case 7, '),
        fc.constantFrom('', ' today', ', urgent'),
        (number, before, after) => {
          expect(faultyFields({ reason: `${before}${number}${after}` })).toEqual(['reason']);
        },
      ),
    );
  });
});

describe('an exit request is taken', () => {
  test('with defaults for what it leaves out', () => {
    expect(parseExitRequest(request)).toEqual({
      dryRun: false,
      input: {
        version: 2,
        ...request,
        successors: [],
        handover: 'when-only-admin',
        onNoSuccessor: 'hold',
        goodbye: { kind: 'default' },
      },
    });
  });

  test('with its successors in one form, best first, each once', () => {
    const successors = ['+49 151 23456789', '4915123456789@s.whatsapp.net', '77123456789@lid', '4915123456789:3@c.us'];
    expect(parseExitRequest({ ...request, successors }).input.successors).toEqual([
      '4915123456789@c.us',
      '77123456789@lid',
    ]);
  });

  test('with a text, or with a reason for none', () => {
    expect(parseExitRequest({ ...request, goodbye: 'Bye!' }).input.goodbye).toEqual({ kind: 'text', text: 'Bye!' });
    const none = parseExitRequest({ ...request, goodbye: false, noGoodbyeReason: 'the group is empty' });
    expect(none.input.goodbye).toEqual({ kind: 'none', reason: 'the group is empty' });
  });

  test.each([
    'case 00012345 closed on 2026-10-02',
    'order-45000123456',
    'ticket #45000123456',
    'v1.2.3 to 1.2.4',
    'C++ 11',
  ])('with numbers in its reason that are no phone numbers: %s', (reason) => {
    expect(parseExitRequest({ ...request, reason }).input.reason).toBe(reason);
  });

  test('whatever text without long numbers its reason is', () => {
    const reasons = fc.stringMatching(/^[\p{L}\p{P} ]*\p{L}[\p{L}\p{P} ]*$/u, { maxLength: 200 });
    fc.assert(
      fc.property(reasons, (reason) => {
        expect(parseExitRequest({ ...request, reason }).input.reason).toBe(reason.trim());
      }),
    );
  });
});
