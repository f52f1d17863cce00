import { expect } from 'vitest';
import type { StepName } from '../../activities/receipt.ts';
import type { Cell } from './cells.ts';
import type { Played } from './play.ts';
import type { MatrixHouse } from './matrix-house.ts';
import { numberOf } from './numbers.ts';
import { ana, closingDescription, customerOfCell, keptDescription } from './people.ts';

/** What holds whatever the gateway does; by the sandbox's world and journal, not by what the product says of itself. */
export async function expectInvariants(played: Played, house: MatrixHouse): Promise<void> {
  const { cell, groupId, progress } = played;
  const { instanceId, row } = cell;
  const { world, journal } = house.sandboxOf(cell);
  const own = numberOf(cell, 0, 0);
  const { phoneId } = world.number(instanceId);
  const group = world.group(groupId);
  const isOut = !group.members.some((member) => member.phoneId === phoneId);
  const { receipt } = progress;
  const saidByCall = journal.entries({ kind: 'call', groupId, effect: 'said' });

  expect(saidByCall.length, 'a goodbye has effect at most once').toBeLessThanOrEqual(1);
  if (row.fault !== 'goodbye-doubled') expect(house.goodbyes(cell, groupId)).toBeLessThanOrEqual(1);
  expect(journal.count({ kind: 'call', groupId, effect: 'left' }), 'we leave once').toBe(isOut ? 1 : 0);
  if (receipt?.outcome === 'left' || receipt?.outcome === 'already-out')
    expect(isOut, 'left says the world').toBe(true);

  const books = await house.memberships.membership({ instanceId, groupId });
  if (books?.status === 'Inactive - Withdrawn') expect(isOut, 'withdrawn only when out').toBe(true);
  if (receipt?.outcome === 'left') expect(books?.status).toBe('Inactive - Withdrawn');
  if (isOut)
    expect(
      group.members.some(({ role }) => role !== 'participant'),
      'somebody is admin',
    ).toBe(true);
  const departures = journal.entries({ kind: 'call', groupId, effect: 'left' });
  expect(
    departures.filter(({ detail }) => detail === 'network-succession'),
    'no admin was left to chance',
  ).toEqual([]);

  if (row.fault === 'undocumented-answer')
    expect(tellsOddAnswer(played), 'the receipt tells the odd answer').toBe(isKnownAsOdd(cell));

  await expectHandover(played, house);

  const told = JSON.stringify(progress);
  const known = [world.number(instanceId), ...group.members, ...group.pastMembers];
  const people = known.flatMap(({ phoneId: phone, lid }) => [phone, lid]).map((id) => id.replace(/@.*$/, ''));
  for (const secret of [own.token, own.webhook.secret, group.inviteCode, ...people]) expect(told).not.toContain(secret);
}

/** The steps by the call that each of them is. */
const stepOf: Readonly<Record<string, StepName>> = {
  describe: 'closing-description',
  promote: 'successor',
  'send-text': 'goodbye',
  leave: 'leave',
};

/** Whether the receipt tells what the call that was struck was answered. */
function tellsOddAnswer({ cell, progress: { receipt } }: Played): boolean {
  const struck = stepOf[cell.row.settings?.operation ?? ''];
  return receipt?.steps.find(({ step }) => step === struck)?.evidence?.undocumented?.startsWith('HTTP 2') === true;
}

/** No document shows how Wawp answers a description, so that none of its answers to one is odd. */
function isKnownAsOdd({ place, row: { settings } }: Cell): boolean {
  return place !== 'wawp' || settings?.operation !== 'describe';
}

/** What a step that is said to be done has left behind, and that nothing is left behind twice. */
async function expectHandover({ cell, groupId, progress }: Played, house: MatrixHouse): Promise<void> {
  const { world, journal } = house.sandboxOf(cell);
  const { members, description, inviteCode } = world.group(groupId);
  const steps = progress.receipt?.steps ?? progress.steps;
  const isDone = (name: StepName) => steps.some(({ step, outcome }) => step === name && outcome === 'done');
  const roleOf = (phoneId: string) => members.find((member) => member.phoneId === phoneId)?.role;

  const books = await house.memberships.membership({ instanceId: cell.instanceId, groupId });
  const saved = books?.inviteCode ?? undefined;
  expect(saved, 'the way back is the one of the group').toBe(isDone('invite-code') ? inviteCode : undefined);

  const both = `${keptDescription}\n\n${closingDescription}`;
  const isDescribed = isDone('closing-description');
  expect(isDescribed ? [both] : [keptDescription, both], 'what is there is kept, ours added once').toContain(
    description,
  );

  if (isDone('successor')) expect(roleOf(ana), 'the successor is admin').toBe('admin');
  const promotions = journal.count({ kind: 'call', groupId, effect: 'promoted' });
  expect(promotions, 'somebody is promoted once at most').toBeLessThanOrEqual(1);
  if (cell.row.members === undefined) expect(roleOf(customerOfCell), 'nobody else is').toBe('participant');
}
