import type { NewNumber } from '../sandbox/world/seed.ts';

/** The numbers of the demonstration: two at the make-believe WAHA, one at the make-believe Wawp. All phone numbers are fictitious. */
export const numbers = [
  { instanceId: 'sales', gateway: 'waha', phoneId: '12025550101@c.us', pushName: 'Sales bot' },
  { instanceId: 'support', gateway: 'waha', phoneId: '12025550102@c.us', pushName: 'Support bot' },
  { instanceId: 'field', gateway: 'wawp', phoneId: '12025550103@c.us', pushName: 'Field bot' },
] as const satisfies Omit<NewNumber, 'token'>[];

export type InstanceId = (typeof numbers)[number]['instanceId'];

/** Humans. Ana and Ben are the staff who may inherit groups; the others are customers. */
export const people = {
  ana: '12025550111@c.us',
  ben: '12025550112@c.us',
  customer: '12025550121@c.us',
  neighbour: '12025550122@c.us',
  boss: '12025550131@c.us',
} as const;
