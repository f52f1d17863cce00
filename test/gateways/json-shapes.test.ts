import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, listOf, serialisedId } from '../../activities/gateways/parsing/json-shapes.ts';

describe('a list', () => {
  it.each([[null], ['text'], [7], [true], [{ name: 'Vendas' }], [{ data: 'none' }]])('is not %j', (value) => {
    expect(listOf(value)).toBeUndefined();
  });

  it('is the same as an array, keyed by index, keyed by id and wrapped', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (entries) => {
        const byIndex = Object.fromEntries(entries.entries());
        const byId = Object.fromEntries(entries.map((entry, index) => [`${index}@g.us`, entry]));
        for (const written of [entries, byIndex, byId, { data: entries }, { data: { groups: byIndex } }]) {
          expect(listOf(written)).toEqual(entries);
        }
      }),
    );
  });

  it('is an array or nothing, whatever the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const list = listOf(value);
        expect(list === undefined || Array.isArray(list)).toBe(true);
      }),
    );
  });
});

it('finds no field that only the prototype has', () => {
  expect(at({}, 'constructor')).toBeUndefined();
});

it('reads an id written as an object', () => {
  expect(serialisedId({ _serialized: '1@g.us', server: 'g.us' })).toBe('1@g.us');
  expect(serialisedId({ server: 'g.us' })).toBeUndefined();
});
