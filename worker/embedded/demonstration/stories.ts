import type { ExitRequest } from '../../../client/index.ts';
import type { NewGroup } from '../sandbox/world/seed.ts';
import { people, type InstanceId } from './cast.ts';

/** One group of the demonstration, and what it shows. */
export interface Story {
  name: string;
  /** What is special about it, for somebody who sees this for the first time. */
  shows: string;
  /** Who leaves it. */
  leavers: InstanceId[];
  group: Omit<NewGroup, 'id' | 'name'>;
  request?: Pick<ExitRequest, 'closingDescription' | 'goodbye' | 'noGoodbyeReason' | 'handover'>;
  /** The gateway loses the webhook that would prove the departure. */
  losesWebhook?: true;
  /** Whom a person appoints when the exit is held. */
  appoints?: string;
}

const { ana, ben, boss, customer, neighbour } = people;
const human = (phoneId: string) => ({ phoneId });
const admin = (phoneId: string) => ({ phoneId, role: 'admin' as const });
const bot = (instanceId: InstanceId) => ({ instanceId });
const adminBot = (instanceId: InstanceId) => ({ instanceId, role: 'admin' as const });

/** A dozen groups, thirteen exits. Whom a request names as successors is the same everywhere: Ana, else nobody. */
export const stories: Story[] = [
  {
    name: 'Kitchen renovation',
    shows: 'the only admin hands over to Ana before it leaves',
    leavers: ['sales'],
    group: { members: [adminBot('sales'), human(ana), human(customer)] },
    request: { closingDescription: 'This project is closed. Questions: help@example.org' },
  },
  {
    name: 'Order 20417',
    shows: 'a plain member has nothing to hand over',
    leavers: ['support'],
    group: { members: [admin(boss), bot('support'), human(customer)] },
  },
  {
    name: 'Site office Lisbon',
    shows: 'the same through another gateway (Wawp)',
    leavers: ['field'],
    group: { members: [adminBot('field'), human(ana), human(neighbour)] },
  },
  {
    name: 'Winter campaign',
    shows: 'no successor is there: held until a person appoints Ben',
    leavers: ['sales'],
    group: { members: [adminBot('sales'), human(customer), human(ben)] },
    appoints: ben,
  },
  {
    name: 'Company news',
    shows: 'announce-only: nobody but admins may write, so no goodbye',
    leavers: ['support'],
    group: { announceOnly: true, members: [admin(boss), bot('support'), human(ana)] },
  },
  {
    name: 'Trade fair',
    shows: 'left already, by hand: only the books are put right',
    leavers: ['field'],
    group: { members: [admin(boss), human(customer)], pastMembers: [bot('field')] },
  },
  {
    name: 'Webinar May',
    shows: 'the webhook is lost: after 30 s two readings prove it',
    leavers: ['sales'],
    group: { members: [admin(boss), bot('sales'), human(neighbour)] },
    losesWebhook: true,
  },
  {
    name: 'Night shift',
    shows: 'two of our bots are the only admins: both leave, Ana stays',
    leavers: ['sales', 'support'],
    group: { members: [adminBot('sales'), adminBot('support'), human(ana), human(customer)] },
  },
  {
    name: 'Delivery routes',
    shows: 'phone numbers are hidden: Ana is found by her other identity',
    leavers: ['sales'],
    group: { addressing: 'lid', members: [adminBot('sales'), human(ana), human(neighbour)] },
  },
  {
    name: 'Case 881',
    shows: 'an admin, but not the only one',
    leavers: ['support'],
    group: { description: 'Case 881, since March', members: [admin(boss), adminBot('support'), human(customer)] },
    request: { closingDescription: 'Case closed.' },
  },
  {
    name: 'Test group',
    shows: 'without a goodbye, since nobody is there to read it',
    leavers: ['field'],
    group: { members: [admin(boss), bot('field')] },
    request: { goodbye: false, noGoodbyeReason: 'a test group' },
  },
  {
    name: 'Onboarding',
    shows: 'a goodbye of its own words',
    leavers: ['support'],
    group: { members: [admin(boss), bot('support'), human(ana)] },
    request: { goodbye: 'You are all set. Ana takes it from here. Goodbye!' },
  },
];

/** The request that every exit of the demonstration is made with. */
export function requestOf(story: Story, instanceId: InstanceId, groupId: string, round: number): ExitRequest {
  return {
    instanceId,
    groupId,
    groupName: story.name,
    reason: `demonstration, round ${round}`,
    requestedBy: 'npm start',
    successors: [ana],
    ...story.request,
  };
}

/** Group ids of 18 digits, as WhatsApp's are; other groups every round. */
export function groupIdOf(story: Story, round: number): string {
  const place = String(stories.indexOf(story) + 1).padStart(6, '0');
  return `120363${String(round).padStart(6, '0')}${place}@g.us`;
}
