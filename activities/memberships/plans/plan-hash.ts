import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { ExitWishes } from '../../plans/plan.ts';
import type { Tables } from '../tables.ts';
import { itemPage } from './plan-items.ts';

const PAGE = 1_000;

/** Which groups, what is decided of each, and with what wishes: all that an approval is about. A name may change. */
export async function hashOf(db: Kysely<Tables>, planId: string, wishes: ExitWishes): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(wishes));
  let page = await itemPage(db, planId, { limit: PAGE });
  while (page.length > 0) {
    for (const { instanceId, groupId, verdict, code } of page) {
      hash.update(`\n${JSON.stringify([instanceId, groupId, verdict, code ?? null])}`);
    }
    page = await itemPage(db, planId, { after: page.at(-1), limit: PAGE });
  }
  return hash.digest('hex');
}
