import type { Kysely, Transaction } from 'kysely';
import type { AnsweredEffect } from './memberships.ts';
import type { Tables } from './tables.ts';

export async function noteUndocumented(
  trx: Transaction<Tables>,
  { exitId, effect }: AnsweredEffect,
  shape: string,
): Promise<void> {
  await trx
    .insertInto('undocumented_answers')
    .values({ exit_id: exitId, effect, shape })
    .onConflict((conflict) => conflict.columns(['exit_id', 'effect']).doUpdateSet({ shape }))
    .execute();
}

export async function undocumentedAnswer(
  books: Kysely<Tables>,
  { exitId, effect }: AnsweredEffect,
): Promise<string | undefined> {
  const noted = await books
    .selectFrom('undocumented_answers')
    .select('shape')
    .where('exit_id', '=', exitId)
    .where('effect', '=', effect)
    .executeTakeFirst();
  return noted?.shape;
}
