import type { Holds } from '../plans/holds.ts';
import type { Plans } from '../plans/plans.ts';
import type { Resignations } from '../plans/resignations.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Roster } from '../roster/roster.ts';
import type { Memberships } from './memberships.ts';

/** All ports to the books: one object, so that one transaction can touch all of it. */
export type Books = Memberships & Plans & Resignations & Holds & Roster & Outbox;
