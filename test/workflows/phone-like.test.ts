import { expect, test } from 'vitest';
import { withoutPhones } from '../../workflows/phone-like.ts';

test('masks what looks like a phone number and keeps the words around it', () => {
  expect(withoutPhones('Vendas SP (4915123456789)')).toBe('Vendas SP (…)');
  expect(withoutPhones('Ana +55 (11) 98765-4321, Rui')).toBe('Ana …, Rui');
  expect(withoutPhones('+49 151 23456789')).toBe('…');
  expect(withoutPhones('Order-45000123456, 2 of 3')).toBe('Order-45000123456, 2 of 3');
});

test('masks one number right after another', () => {
  expect(withoutPhones('+55 (11) 98765-4321 4915123456789')).not.toMatch(/\d/);
});
