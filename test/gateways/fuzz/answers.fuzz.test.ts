import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GatewayFailure } from '../../../activities/gateways/gateway-failure.ts';
import { readMembership } from '../../../activities/membership-reading.ts';
import { anInstance } from '../../activities/scripted-gateway.ts';
import { type Example, GROUP } from '../../contracts/examples/engine-examples.ts';
import { runsOf } from './cases.ts';
import { oddTexts, TOKEN, withLosses } from './mutations.ts';
import { forms, type Told, toldGateway } from './told-gateway.ts';

/** What a reading of membership ends with. Throws on for what is no declared failure. */
async function verdict(told: Told): Promise<string> {
  const books = { saveIdentity: async () => {} };
  try {
    return (await readMembership(anInstance(toldGateway(told)), GROUP, books, {})).kind;
  } catch (error) {
    if (!(error instanceof GatewayFailure)) throw error;
    return `failed: ${error.message} ${error.code}`;
  }
}

/** The properties of each form below. */
const runs = runsOf(forms.length * 5);

function lossy({ status, body }: Example): fc.Arbitrary<Example> {
  return withLosses(JSON.parse(body)).map((value) => ({ status, body: JSON.stringify(value) }));
}

describe.each(forms)('$name: answers of which parts are lost', ({ told, missing }) => {
  const odd = (part: Example) => oddTexts(part.body).map((body) => ({ ...part, body }));

  it('say that we are members as long as nothing is lost', async () => {
    expect(await verdict(told)).toBe('member');
  });

  it('never make us a stranger, whatever is lost of who we are', async () => {
    await fc.assert(
      fc.asyncProperty(lossy(told.session), async (session) => {
        expect(await verdict({ ...told, session })).not.toBe('not-a-member');
      }),
      { numRuns: runs },
    );
  });

  it('never make us a stranger, whatever is lost of the group and the listing', async () => {
    await fc.assert(
      fc.asyncProperty(lossy(told.group), lossy(told.listing), async (group, listing) => {
        expect(await verdict({ ...told, group, listing })).not.toBe('not-a-member');
      }),
      { numRuns: runs },
    );
  });

  it('never make us a stranger to a group that is denied, whatever is lost of the listing', async () => {
    await fc.assert(
      fc.asyncProperty(lossy(told.listing), async (listing) => {
        expect(await verdict({ ...told, group: missing, listing })).not.toBe('not-a-member');
      }),
      { numRuns: runs },
    );
  });

  it('end in a verdict or a declared failure however odd the listing of a denied group is, and repeat no token', async () => {
    await fc.assert(
      fc.asyncProperty(odd(told.listing), async (listing) => {
        const outcome = await verdict({ ...told, group: missing, listing });
        expect(outcome).toMatch(/^(unclear$|not-a-member$|failed: )/);
        expect(outcome).not.toContain(TOKEN);
      }),
      { numRuns: runs },
    );
  });

  it('never make us a stranger by one source alone, however odd it is, and repeat no token', async () => {
    await fc.assert(
      fc.asyncProperty(odd(told.group), async (group) => {
        const outcome = await verdict({ ...told, group });
        expect(outcome).not.toBe('not-a-member');
        expect(outcome).not.toContain(TOKEN);
      }),
      { numRuns: runs },
    );
  });
});
