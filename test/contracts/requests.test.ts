import { afterAll, describe, expect, it } from 'vitest';
import type { WhatsAppGateway } from '../../activities/gateways/gateway.ts';
import { createConnections } from '../../activities/gateways/http/connections.ts';
import { calls, GROUP, wahaAt, wawpAt } from '../gateways/calls.ts';
import { bare, type Received, type Reply, startScriptedGateway } from '../gateways/scripted-gateway.ts';
import { type Contract, judge, type SentRequest } from './contract.ts';
import { byPath } from './examples/by-path.ts';
import { type EngineExamples, jsonExample } from './examples/engine-examples.ts';
import { engines } from './examples/engines.ts';
import { wahaContract } from './waha.contract.ts';
import { wawpContract } from './wawp.contract.ts';

const pool = createConnections();
afterAll(() => pool.destroy());

const contracts = { waha: wahaContract, wawp: wawpContract };
const adapters = { waha: wahaAt, wawp: wawpAt };

/** Every operation, also with what it may be given and with answers that lead to further calls. */
const operations = {
  ...calls,
  'send with an id': (gateway: WhatsAppGateway) =>
    gateway.sendText({ groupId: GROUP, text: 'Goodbye', messageId: '3EB0ABC' }),
  'promote by LID': (gateway: WhatsAppGateway) => gateway.promote(GROUP, '456456@lid'),
};

/** All that an adapter sends, over real sockets, when everything is answered by this. */
async function sentTo(kind: EngineExamples['gateway'], reply: Reply): Promise<Received[]> {
  await using server = await startScriptedGateway();
  server.script(reply);
  const gateway = adapters[kind](server.baseUrl, pool);
  for (const operation of Object.values(operations)) await Promise.allSettled([operation(gateway)]);
  return server.received.map((received) => ({ ...received, target: received.target.replace('/proxied', '') }));
}

const noBody = bare(200);
const proxied = { session: jsonExample({ status: 'WORKING' }), me: { status: 200, body: '{}' } };

describe.each(engines)('what is sent to %s', (_name, examples) => {
  const { gateway: kind } = examples;
  const answers = {
    'as documented': byPath(examples),
    'when LIDs hide everybody': byPath({
      ...examples,
      session: examples.sessionWithoutLid,
      group: examples.groupByLid,
    }),
    'when the group tells nobody': byPath({ ...examples, group: examples.groupWithoutPeople }),
    'when we are not told': byPath({ ...examples, ...proxied }),
    'when nothing is told': noBody,
  };

  it.each(Object.entries(answers))('is what its vendor documents, %s', async (_when, reply) => {
    const sent = await sentTo(kind, reply);
    expect(sent.length).toBeGreaterThan(8);
    expect(sent.flatMap((request) => faultsOf(request, contracts[kind]))).toEqual([]);
  });
});

describe.each(['waha', 'wawp'] as const)('the contract of %s', (kind) => {
  it('is used to the full: no endpoint in it is never called', async () => {
    const used = new Set<string>();
    for (const [, examples] of engines.filter(([, { gateway }]) => gateway === kind)) {
      const byLid = { group: examples.groupByLid };
      // An older server, which has one list of participants only.
      const nobodyNamed = { group: examples.groupWithoutPeople, participantsV2: undefined };
      for (const lists of [byLid, nobodyNamed]) {
        const session = kind === 'wawp' ? proxied.session : examples.sessionWithoutLid;
        for (const request of await sentTo(kind, byPath({ ...examples, session, ...lists }))) {
          const judged = judge(request, contracts[kind]);
          if ('endpoint' in judged) used.add(judged.endpoint);
        }
      }
    }
    expect([...used].toSorted()).toEqual(Object.keys(contracts[kind].endpoints).toSorted());
  });
});

function faultsOf(request: SentRequest, contract: Contract): string[] {
  const judged = judge(request, contract);
  return 'faults' in judged ? judged.faults : [];
}

describe('a request beside the contract is noticed', () => {
  const good: SentRequest = {
    method: 'POST',
    target: '/v2/groups/120363000000000000%40g.us/leave',
    headers: {},
    body: JSON.stringify({ instance_id: 'A', access_token: 'B', id: GROUP }),
  };
  it.each<[string, Partial<SentRequest>, RegExp]>([
    ['another method', { method: 'DELETE' }, /no documented endpoint: DELETE/],
    ['another path', { target: '/v2/group/leave' }, /no documented endpoint/],
    ['an id that is not encoded', { target: '/v2/groups/1@g.us/leave' }, /no documented endpoint/],
    ['a person for a group', { target: '/v2/groups/1%40c.us/leave' }, /no documented endpoint/],
    ['the token in the address', { target: `${good.target}?access_token=B` }, /query: .*access_token/],
    ['a form for a body', { body: 'id=1' }, /body: it is no JSON/],
    ['no body', { body: '' }, /body: it is no JSON/],
    ['a field too many', { body: good.body.replace('{', '{"force":true,') }, /body: .*force/],
    ['no credentials', { body: JSON.stringify({ id: GROUP }) }, /body: instance_id/],
  ])('%s', (_what, change, fault) => {
    expect(faultsOf(good, wawpContract)).toEqual([]);
    expect(faultsOf({ ...good, ...change }, wawpContract).join('; ')).toMatch(fault);
  });

  it('a body where none is documented, and a missing key', () => {
    const leave = { method: 'POST', target: '/api/sales/groups/1%40g.us/leave', headers: {}, body: '{}' };
    expect(faultsOf(leave, wahaContract).join('; ')).toMatch(/x-api-key.*body: none is documented/);
  });
});
