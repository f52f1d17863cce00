import type { Books } from '../../activities/memberships/books.ts';
import type { ResignationRequest } from '../../activities/plans/plan.ts';
import { openBooksAt } from './books.ts';
import { sqlite, type Database } from './databases.ts';
import { seedPlan, tablesAt, type SeededPlan } from './seed-plan.ts';

export const request: ResignationRequest = {
  planId: 'plan-1',
  approval: 'none',
  requestedBy: 'crm',
  urgency: 'request',
  asked: 'digest-1',
};

/** Books with a plan in them, and a way to put in more of them. */
export async function plannedBooks(
  plan: SeededPlan,
  database: Database = sqlite,
): Promise<{ books: Books; seed: (more: SeededPlan) => Promise<void> }> {
  const place = await database.newPlace();
  const books = await openBooksAt(place);
  const db = tablesAt(place);
  await seedPlan(db, plan);
  return { books, seed: (more) => seedPlan(db, more) };
}
