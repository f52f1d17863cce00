import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GatewayFailure } from '../../activities/gateways/gateway-failure.ts';
import type { WhatsAppGateway } from '../../activities/gateways/gateway.ts';
import { createConnections } from '../../activities/gateways/http/connections.ts';
import { isRecord } from '../../activities/gateways/parsing/json-shapes.ts';
import { readMembership } from '../../activities/membership-reading.ts';
import { anInstance } from '../activities/scripted-gateway.ts';
import { calls, wahaAt, wawpAt } from '../gateways/calls.ts';
import { failureOf } from '../gateways/failures.ts';
import { type ScriptedGateway, startScriptedGateway } from '../gateways/scripted-gateway.ts';
import { asReply, byPath, notOffered } from './examples/by-path.ts';
import {
  CUSTOMER,
  type EngineExamples,
  type Example,
  GROUP,
  INVITE_CODE,
  ME,
  OTHER_GROUP,
  SENT_SECOND,
  SUCCESSOR,
} from './examples/engine-examples.ts';
import { engines } from './examples/engines.ts';

const pool = createConnections();
afterAll(() => pool.destroy());

let server: ScriptedGateway;
beforeEach(async () => {
  server = await startScriptedGateway();
});
afterEach(() => server[Symbol.asyncDispose]());

function gatewayOf({ gateway }: EngineExamples): WhatsAppGateway {
  return gateway === 'waha' ? wahaAt(server.baseUrl, pool) : wawpAt(server.baseUrl, pool);
}

function answering(examples: EngineExamples, ...answers: Example[]): WhatsAppGateway {
  server.script(...answers.map(asReply), notOffered);
  return gatewayOf(examples);
}

describe.each(engines)('%s, as documented', (_name, examples) => {
  it('tells who we are', async () => {
    expect(await answering(examples, examples.session).session()).toMatchObject({
      state: 'working',
      me: expect.arrayContaining([ME.phone, ME.lid]),
    });
  });

  it('tells a group and its people by phone id', async () => {
    const reading = await answering(examples, examples.group).group(GROUP);
    expect(reading).toMatchObject({
      kind: 'found',
      group: {
        id: GROUP,
        name: 'Vendas SP',
        description: 'Welcome',
        announceOnly: true,
        infoAdminOnly: true,
        community: 'none',
      },
    });
    const people = reading.kind === 'found' ? reading.group.participants : [];
    expect(people.map(({ ids, role }) => [ids.includes(ME.phone), role])).toEqual([
      [true, 'admin'],
      [false, 'participant'],
      [false, 'participant'],
    ]);
  });

  it('tells a group and its people by LID, each listed as the list writes them', async () => {
    const reading = await answering(examples, examples.groupByLid).group(GROUP);
    const people = reading.kind === 'found' ? reading.group.participants : [];
    expect(people.map(({ listedAs }) => listedAs)).toEqual([ME.lid, SUCCESSOR.lid, CUSTOMER.lid]);
    expect(people.map(({ role }) => role)).toEqual(['admin', 'participant', 'participant']);
  });

  it('tells the participants by themselves', async () => {
    const lacksV2 = examples.gateway === 'waha' ? [notOffered] : [];
    server.script(asReply(examples.groupWithoutPeople), ...lacksV2, asReply(examples.participants));
    const reading = await gatewayOf(examples).group(GROUP);
    expect(reading).toMatchObject({ kind: 'found' });
    const people = reading.kind === 'found' ? reading.group.participants : [];
    expect(people.map(({ ids }) => ids.find((id) => id.endsWith('@c.us')))).toEqual([
      ME.phone,
      SUCCESSOR.phone,
      CUSTOMER.phone,
    ]);
  });

  it.each(['listing', 'listingByLid'] as const)('lists groups: %s', async (form) => {
    const page = await answering(examples, examples[form]).listGroups({ limit: 2, offset: 0 });
    expect(page.groups.map(({ id }) => id)).toEqual([OTHER_GROUP, GROUP]);
    expect(page.groups[1]?.participants).toHaveLength(3);
    expect(page.more).toBe(true);
  });

  it('is known to have one source, where a single group comes out of the listing', async () => {
    const { answersGroups } = await answering(examples, examples.listing).listGroups({ limit: 2, offset: 0 });
    expect(answersGroups).toBe(examples.missing.body.includes('Group with id'));
  });

  it('does not find a group that is not there', async () => {
    expect(await answering(examples, examples.missing).group(GROUP)).toMatchObject({ kind: 'absent' });
  });

  it.each([
    ['sessionDown', /^(session-not-working|invalid-session)$/],
    ['tooMuch', /^rate-overlimit$/],
  ] as const)('is asked again later, and believed in nothing: %s', async (form, code) => {
    for (const call of [calls.group, calls.listGroups, calls.leave]) {
      const gateway = answering(examples, examples[form]);
      expect(await failureOf(call(gateway))).toMatchObject({ kind: 'retry', code: expect.stringMatching(code) });
    }
  });

  it('gives the bare invite code', async () => {
    expect(await answering(examples, examples.inviteCode).inviteCode(GROUP)).toBe(INVITE_CODE);
  });

  it('has no invite code for who is no admin', async () => {
    const call = answering(examples, examples.noInviteCode).inviteCode(GROUP);
    const outcome = await call.catch((error: GatewayFailure) => `${error.kind}: ${error.code}`);
    expect([undefined, 'final: not-admin']).toContain(outcome);
  });

  it('sets the description', async () => {
    await expect(answering(examples, examples.description).setDescription(GROUP, 'x')).resolves.toBeUndefined();
  });

  it('takes a promotion', async () => {
    await expect(answering(examples, examples.promoted).promote(GROUP, SUCCESSOR.phone)).resolves.toBeUndefined();
  });

  it('answers a message with its id, and finds it again', async () => {
    const message = { groupId: GROUP, text: 'Goodbye' };
    expect(await answering(examples, examples.sent).sendText(message)).toEqual({ messageId: '3EB0ABCDEF' });
    const sentAtMs = SENT_SECOND * 1000;
    expect(await answering(examples, examples.messages).ownMessages(GROUP, sentAtMs)).toEqual([
      { messageId: '3EB0ABCDEF', text: 'Goodbye', sentAtMs },
    ]);
  });

  it('takes a leave', async () => {
    await expect(answering(examples, examples.left).leave(GROUP)).resolves.toBeUndefined();
  });

  it.each(['group', 'groupByLid'] as const)('makes us a member of what lists us: %s', async (form) => {
    const { session, listing } = examples;
    server.script(byPath({ session, group: examples[form], listing }));
    expect(await reading(gatewayOf(examples))).toMatchObject({ kind: 'member', self: { role: 'admin' } });
  });

  it('never makes us a stranger to a group by LID while our own is unknown', async () => {
    const { sessionWithoutLid: session, groupByLid: group, listingByLid: listing } = examples;
    server.script(byPath({ session, group, listing }));
    expect((await reading(gatewayOf(examples))).kind).not.toBe('not-a-member');
  });
});

describe.each(engines.filter(([, { gateway }]) => gateway === 'waha'))('%s', (_name, examples) => {
  it('names by phone whom the group names by LID alone', async () => {
    const everybodyHidden = JSON.parse(examples.groupByLid.body) as object;
    const group = { status: 200, body: JSON.stringify(withoutPhones(everybodyHidden)) };
    server.script(byPath({ ...examples, group }));
    const read = await gatewayOf(examples).group(GROUP);
    const people = read.kind === 'found' ? read.group.participants : [];
    expect(people.map(({ ids }) => ids.toSorted())).toEqual([
      [ME.phone, ME.lid].toSorted(),
      [SUCCESSOR.phone, SUCCESSOR.lid].toSorted(),
      [CUSTOMER.lid],
    ]);
  });

  it('tells the LID of a phone id, and so our own', async () => {
    server.script(byPath({ ...examples, session: examples.sessionWithoutLid }));
    expect(await gatewayOf(examples).lidOf(ME.phone)).toBe(ME.lid);
    expect((await gatewayOf(examples).session()).me).toEqual(expect.arrayContaining([ME.phone, ME.lid]));
  });

  it('makes an id for a message beforehand', async () => {
    server.script(byPath(examples));
    expect(await gatewayOf(examples).newMessageId()).toBe('3EB0FEDCBA');
  });
});

/** Nothing tells the phones behind the LIDs. */
function withoutPhones(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPhones);
  if (!isRecord(value)) return value;
  const fields = Object.entries(value).filter(([name]) => name !== 'phoneNumber');
  return Object.fromEntries(fields.map(([name, inner]) => [name, name === 'PhoneNumber' ? '' : withoutPhones(inner)]));
}

function reading(gateway: WhatsAppGateway) {
  return readMembership(anInstance(gateway), GROUP, { saveIdentity: async () => {} }, {});
}

describe.each(engines.filter(([, { notPromoted }]) => notPromoted))('%s', (_name, examples) => {
  it('says under a 2xx that the participant is not there: a refusal', async () => {
    const refused = answering(examples, examples.notPromoted ?? examples.missing);
    expect(await failureOf(refused.promote(GROUP, SUCCESSOR.phone))).toMatchObject({
      kind: 'final',
      code: 'item-not-found',
    });
  });
});
