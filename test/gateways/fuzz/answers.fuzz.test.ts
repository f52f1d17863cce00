import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { accepted } from '../../../activities/gateways/failures/accepted-answer.ts';
import { operations } from '../../../activities/gateways/failures/operation.ts';
import { GatewayFailure } from '../../../activities/gateways/gateway-failure.ts';
import type { Session, WhatsAppGateway } from '../../../activities/gateways/gateway.ts';
import { type Answer, readAnswer } from '../../../activities/gateways/http/answer.ts';
import { createConnections } from '../../../activities/gateways/http/connections.ts';
import { parseGroupPage, readGroup } from '../../../activities/gateways/parsing/group-reading.ts';
import { parseSession } from '../../../activities/gateways/parsing/parse-session.ts';
import { readMembership } from '../../../activities/membership-reading.ts';
import { anInstance } from '../../activities/scripted-gateway.ts';
import { byPath } from '../../contracts/examples/by-path.ts';
import { type EngineExamples, type Example, GROUP } from '../../contracts/examples/engine-examples.ts';
import { engines } from '../../contracts/examples/engines.ts';
import { calls, SECRETS, wahaAt, wawpAt } from '../calls.ts';
import { everythingIn } from '../failures.ts';
import { startScriptedGateway } from '../scripted-gateway.ts';
import { CASES, oddTexts, TOKEN, withLosses } from './mutations.ts';

interface Sources {
  session: string;
  group: string;
  listing: string;
}

const answerOf = (text: string): Answer => readAnswer({ status: 200, headers: {}, body: Buffer.from(text) });

/** The port as the adapters fill it, without a socket. */
function gatewayOf({ session, group, listing }: Sources): Partial<WhatsAppGateway> {
  const refused = () => Promise.reject(new GatewayFailure('final', 'not-implemented', 'not offered'));
  return {
    session: async (): Promise<Session> => {
      const read = parseSession(accepted(answerOf(session), operations.session).json);
      if (!read) throw new GatewayFailure('final', 'unexpected-answer', 'no status');
      return read;
    },
    group: async () =>
      readGroup(GROUP, { group: async () => accepted(answerOf(group), operations.group), participants: refused }),
    listGroups: async ({ limit }) => parseGroupPage(accepted(answerOf(listing), operations.listing), limit),
  };
}

/** What a reading of membership ends with. Throws on for what is no declared failure. */
async function verdict(sources: Sources): Promise<string> {
  const books = { saveIdentity: async () => {} };
  try {
    return (await readMembership(anInstance(gatewayOf(sources)), GROUP, books, {})).kind;
  } catch (error) {
    if (!(error instanceof GatewayFailure)) throw error;
    return `failed: ${error.message} ${error.code}`;
  }
}

/** Who we are, the group and the listing, by phone id and by LID. */
const forms = engines.flatMap(([name, examples]) => [
  { name: `${name}, by phone id`, told: told(examples.session, examples.group, examples.listing) },
  { name: `${name}, by LID`, told: told(examples.session, examples.groupByLid, examples.listingByLid) },
]);

function told(session: Example, group: Example, listing: Example): Sources {
  return { session: session.body, group: group.body, listing: listing.body };
}

const runs = Math.ceil(CASES / (forms.length * 3));

describe.each(forms)('$name: answers of which parts are lost', ({ told: sources }) => {
  const lossy = (text: string) => withLosses(JSON.parse(text)).map((value) => JSON.stringify(value));

  it('say that we are members as long as nothing is lost', async () => {
    expect(await verdict(sources)).toBe('member');
  });

  it('never make us a stranger, whatever is lost of who we are', async () => {
    await fc.assert(
      fc.asyncProperty(lossy(sources.session), async (session) => {
        expect(await verdict({ ...sources, session })).not.toBe('not-a-member');
      }),
      { numRuns: runs },
    );
  });

  it('never make us a stranger, whatever is lost of the group and the listing', async () => {
    await fc.assert(
      fc.asyncProperty(lossy(sources.group), lossy(sources.listing), async (group, listing) => {
        expect(await verdict({ ...sources, group, listing })).not.toBe('not-a-member');
      }),
      { numRuns: runs },
    );
  });

  it('never make us a stranger by one source alone, however odd it is, and repeat no token', async () => {
    await fc.assert(
      fc.asyncProperty(oddTexts(sources.group), async (group) => {
        const outcome = await verdict({ ...sources, group });
        expect(outcome).not.toBe('not-a-member');
        expect(outcome).not.toContain(TOKEN);
      }),
      { numRuns: runs },
    );
  });
});

describe.each(engines)('%s: odd answers over sockets', (_name, examples) => {
  const pool = createConnections();
  afterAll(() => pool.destroy());
  const { gateway: kind, ...answers } = examples;
  const adapter = kind === 'waha' ? wahaAt : wawpAt;
  type Part = keyof Omit<EngineExamples, 'gateway'>;
  const odd = fc
    .constantFrom(...(Object.keys(answers) as Part[]))
    .chain((part) => oddTexts(answers[part]?.body ?? '').map((body) => ({ part, body })));

  it('end in a value or a declared failure that repeats nothing private', async () => {
    await using server = await startScriptedGateway();
    await fc.assert(
      fc.asyncProperty(odd, fc.constantFrom(200, 201, 400, 403, 404, 422, 500, 502), async ({ part, body }, status) => {
        server.script(byPath({ ...answers, [part]: { status, body } }));
        const gateway = adapter(server.baseUrl, pool);
        for (const outcome of await Promise.allSettled(Object.values(calls).map((call) => call(gateway)))) {
          if (outcome.status === 'fulfilled') continue;
          expect(outcome.reason).toBeInstanceOf(GatewayFailure);
          expect(
            [TOKEN, ...Object.values(SECRETS)].filter((one) => everythingIn(outcome.reason).includes(one)),
          ).toEqual([]);
        }
      }),
      { numRuns: Math.ceil(CASES / 100) },
    );
  });
});
