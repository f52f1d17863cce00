/**
 * A process that contends with others for the books. It says when it is ready, waits for the word, and then
 * - `open`: opens the books;
 * - `claim <token> <count>`: claims the goodbye of the exits `exit-0`, `exit-1`, … and tells the number of each it got.
 */
import { once } from 'node:events';
import { openMemberships, type OpenMemberships } from '../../activities/memberships/open.ts';
import type { Memberships } from '../../activities/memberships/memberships.ts';

const [task = '', where = '', token = '', count = '0'] = process.argv.slice(2);
const place = JSON.parse(where) as OpenMemberships;

function tell(what: unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(what, (error: Error | null) => (error === null ? resolve() : reject(error)));
  });
}

async function claimAll(books: Memberships): Promise<void> {
  for (let n = 0; n < Number(count); n += 1) {
    const claim = await books.claim({
      instanceId: 'sales',
      groupId: `${n}@g.us`,
      exitId: `exit-${n}`,
      effect: 'goodbye',
      token,
      leaseMs: 60_000,
      settleMs: 60_000,
    });
    if (claim.kind === 'ours') await tell(n);
  }
}

if (task === 'open') {
  await tell('ready');
  await once(process, 'message');
  await (await openMemberships(place)).close();
} else {
  const books = await openMemberships(place);
  await tell('ready');
  await once(process, 'message');
  await claimAll(books);
  await books.close();
}
process.disconnect();
