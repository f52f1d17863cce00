import type { Plans } from '../plans/plans.ts';
import type { Memberships } from './memberships.ts';

/** All ports to the books: one object, so that one transaction can touch all of it. */
export type Books = Memberships & Plans;
