import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isGroupId,
  MalformedId,
  maskPersonId,
  normaliseInviteCode,
  normalisePersonId,
  parseGroupId,
  parsePersonId,
  samePerson,
  stanzaId,
} from '../../activities/gateways/identity.ts';

const digits = fc.stringMatching(/^[1-9]\d{6,14}$/);
const phoneId = digits.map((number) => `${number}@c.us`);
const lid = digits.map((number) => `${number}@lid`);
const person = fc.oneof(phoneId, lid);

describe('a person', () => {
  it.each([
    ['nothing', ''],
    ['a group', '120363000000000000@g.us'],
    ['a name', 'Ana'],
    ['a national number', '0170 1234567'],
    ['a number with the optional zero, which would be another number', '+49 (0)170 1234567'],
    ['too few digits', '+49 17'],
    ['too many digits', '1234567890123456'],
    ['a status broadcast', 'status@broadcast'],
  ])('is not %s', (_what, text) => {
    expect(normalisePersonId(text)).toBeUndefined();
    expect(() => parsePersonId(text, 'successors[0]')).toThrow(MalformedId);
    expect(() => parsePersonId(text, 'successors[0]')).toThrow(/^successors\[0\] is not a person: write/);
  });

  it.each([
    ['5511999990000@c.us', '5511999990000@c.us'],
    ['5511999990000@s.whatsapp.net', '5511999990000@c.us'],
    ['5511999990000:45@s.whatsapp.net', '5511999990000@c.us'],
    ['5511999990000_1:45@s.whatsapp.net', '5511999990000@c.us'],
    ['123123:7@lid', '123123@lid'],
    ['491701234567', '491701234567@c.us'],
    ['+49 170 1234567', '491701234567@c.us'],
    ['+1 (415) 555-0100', '14155550100@c.us'],
  ])('%s is %s', (written, id) => {
    expect(normalisePersonId(written)).toBe(id);
    expect(parsePersonId(written, 'successor')).toBe(id);
  });

  it('keeps a normalised id as it is', () => {
    fc.assert(
      fc.property(person, (id) => {
        expect(normalisePersonId(id)).toBe(id);
      }),
    );
  });

  it('normalises any text to an id that stays, or to nothing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const id = normalisePersonId(text);
        expect(id === undefined || normalisePersonId(id) === id).toBe(true);
      }),
    );
  });

  it('is the same on every device and under both names of the phone namespace', () => {
    fc.assert(
      fc.property(digits, fc.nat(99), (number, device) => {
        expect(samePerson([`${number}:${device}@s.whatsapp.net`], [`${number}@c.us`])).toBe(true);
        expect(samePerson([`${number}:${device}@lid`], [`${number}@lid`])).toBe(true);
      }),
    );
  });

  it('is never matched by its digits across phone ids and LIDs', () => {
    fc.assert(
      fc.property(digits, (number) => {
        expect(samePerson([`${number}@lid`], [`${number}@c.us`])).toBe(false);
      }),
    );
  });

  it('is matched by any one shared identity, from either side', () => {
    fc.assert(
      fc.property(fc.array(person), fc.array(person), person, (idsA, idsB, shared) => {
        expect(samePerson([...idsA, shared], [shared, ...idsB])).toBe(true);
        expect(samePerson(idsA, idsB)).toBe(samePerson(idsB, idsA));
        expect(samePerson(idsA, idsB)).toBe(idsA.some((id) => idsB.includes(id)));
      }),
    );
  });

  it('is nobody without an identity', () => {
    fc.assert(
      fc.property(fc.array(person), (ids) => {
        expect(samePerson([], ids)).toBe(false);
      }),
    );
  });

  it('shows three digits when masked', () => {
    expect(maskPersonId('+55 11 99999-0123')).toBe('…123@c.us');
    expect(maskPersonId('123456@lid')).toBe('…456@lid');
    expect(maskPersonId('Ana 5511999990123')).toBe('…');
    fc.assert(
      fc.property(person, (id) => {
        expect(maskPersonId(id).replace(/\D/g, '')).toHaveLength(3);
      }),
    );
  });
});

describe('a group', () => {
  it.each([
    ['', 'groupId is empty: write the id as the gateway lists it'],
    ['120363000000000000 @g.us', 'groupId has spaces in it: write'],
    [' 120363000000000000@g.us', 'groupId has spaces in it: write'],
    ['5511999990000@c.us', 'groupId is a person, not a group: write'],
    ['120363000000000000', 'groupId does not end in @g.us: write'],
    ['Vendas', 'groupId does not end in @g.us: write'],
    ['../leave@g.us', 'groupId has something other than a group number before @g.us: write'],
  ])('is not "%s"', (text, message) => {
    expect(() => parseGroupId(text)).toThrow(MalformedId);
    expect(() => parseGroupId(text)).toThrow(message);
  });

  it('that is malformed is named by its field and not repeated', () => {
    expect(() => parseGroupId('5511999990000@c.us', 'groups[3]')).toThrow(/^groups\[3\] (?!.*5511999990000)/);
  });

  it.each(['120363000000000000@g.us', '79993488709-1588883724@g.us'])('is %s', (id) => {
    expect(parseGroupId(id)).toBe(id);
    expect(isGroupId(id)).toBe(true);
  });

  it('is never a person', () => {
    fc.assert(
      fc.property(person, (id) => {
        expect(isGroupId(id)).toBe(false);
      }),
    );
  });
});

describe('a message', () => {
  it.each([
    ['true_120363000000000000@g.us_3EB0ABCDEF_111@c.us', '3EB0ABCDEF'],
    ['true_120363000000000000@g.us_3EB0ABCDEF', '3EB0ABCDEF'],
    ['false_120363000000000000@g.us_3EB0ABCDEF_111@c.us', '3EB0ABCDEF'],
    ['3EB0ABCDEF', '3EB0ABCDEF'],
    ['true_120363000000000000@g.us', 'true_120363000000000000@g.us'],
  ])('%s has the stanza id %s', (written, stanza) => expect(stanzaId(written)).toBe(stanza));

  it('keeps its stanza id', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(stanzaId(stanzaId(text))).toBe(stanzaId(text));
      }),
    );
  });
});

describe('an invite code', () => {
  const code = 'AbCdEfGhIjKlMnOpQrStUv';

  it.each([
    [''],
    ['undefined'],
    ['null'],
    [null],
    [undefined],
    [false],
    [42],
    [{}],
    [{ code: 'undefined' }],
    ['not an admin'],
  ])('is not in %j', (answer) => expect(normaliseInviteCode(answer)).toBeUndefined());

  it.each([
    [code],
    [` ${code}\n`],
    [`https://chat.whatsapp.com/${code}`],
    [`https://chat.whatsapp.com/${code}/?mode=ac_t`],
    [`chat.whatsapp.com/invite/${code}#x`],
    [{ inviteCode: code }],
    [{ code }],
    [{ inviteUrl: `https://chat.whatsapp.com/${code}`, inviteCode: null }],
  ])('is found in %j', (answer) => expect(normaliseInviteCode(answer)).toBe(code));

  it('is a code or nothing, whatever the answer', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.anything()), (answer) => {
        const found = normaliseInviteCode(answer);
        expect(found === undefined || normaliseInviteCode(found) === found).toBe(true);
      }),
    );
  });
});
