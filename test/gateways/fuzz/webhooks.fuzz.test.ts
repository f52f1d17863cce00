import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { webhooksOf } from '../../../activities/gateways/registered-webhooks.ts';
import { type GatewayEvent, MalformedWebhook } from '../../../activities/gateways/webhooks.ts';
import { readEvent } from '../../../client/webhooks/read-event.ts';
import { Refusal } from '../../../client/webhooks/refusal.ts';
import { events } from '../../contracts/examples/events.ts';
import { runsOf } from './cases.ts';
import { oddTexts, TOKEN, withLosses } from './mutations.ts';

const runs = runsOf(events.length * 2);

describe.each(events)('$what: of which parts are lost', ({ gateway, body, read }) => {
  it('never becomes a departure of ours that it was not, nor of somebody else', () => {
    fc.assert(
      fc.property(withLosses(body), (lossy) => {
        const event = reading(() => webhooksOf[gateway].read(lossy, 'sales'));
        const told = event?.kind === 'departure' ? event.ours : undefined;
        const before = 'ours' in read ? read.ours : undefined;
        expect([before, 'unknown', undefined]).toContain(told);
      }),
      { numRuns: runs },
    );
  });

  it('is read or refused as a body that is odd in any way, and nothing of it is repeated', () => {
    fc.assert(
      fc.property(oddTexts(JSON.stringify(body)), (text) => {
        expect(refusal(() => readEvent(gateway, Buffer.from(text), 'sales'))).not.toContain(TOKEN);
      }),
      { numRuns: runs },
    );
  });
});

function reading(read: () => GatewayEvent): GatewayEvent | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof MalformedWebhook) return undefined;
    throw error;
  }
}

function refusal(read: () => GatewayEvent): string {
  try {
    read();
    return '';
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}
