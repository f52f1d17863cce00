import type { NewNumber } from '../sandbox/world/seed.ts';

/** The numbers of the demonstration: four at the make-believe WAHA, on its three engines, and two at Wawp. All phone numbers are fictitious. */
export const numbers = [
  { instanceId: 'sales', gateway: 'waha', engine: 'WEBJS', phoneId: '12025550101@c.us', pushName: 'Sales bot' },
  { instanceId: 'support', gateway: 'waha', engine: 'NOWEB', phoneId: '12025550102@c.us', pushName: 'Support bot' },
  { instanceId: 'events', gateway: 'waha', engine: 'GOWS', phoneId: '12025550103@c.us', pushName: 'Events bot' },
  { instanceId: 'delivery', gateway: 'waha', engine: 'WEBJS', phoneId: '12025550104@c.us', pushName: 'Delivery bot' },
  { instanceId: 'field', gateway: 'wawp', engine: 'WEBJS', phoneId: '12025550105@c.us', pushName: 'Field bot' },
  { instanceId: 'partners', gateway: 'wawp', engine: 'WEBJS', phoneId: '12025550106@c.us', pushName: 'Partners bot' },
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
