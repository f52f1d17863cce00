import type { Plan } from '../plan.ts';
import { peopleText, planText } from './plan-text.ts';

type PeopleItem = Parameters<typeof peopleText>[0][number];

/** The groups that somebody has to look at first, as `plan.items()` has them. */
export async function needPeople(plan: Plan): Promise<PeopleItem[]> {
  const people: PeopleItem[] = [];
  if (!plan.summary.counts.some(({ verdict }) => verdict === 'person')) return people;
  for await (const { verdict, instanceId, groupId, groupName, code, detail } of plan.items()) {
    if (verdict === 'person') people.push({ instanceId, groupId, groupName, code, detail });
  }
  return people;
}

/** A plan for people, with what waits for them. */
export function fullPlanText(plan: Plan, people: readonly PeopleItem[]): string {
  return [planText(plan.summary), ...peopleText(people)].join('\n');
}
