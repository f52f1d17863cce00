import type { Group } from '../gateways/gateway.ts';
import { listing } from '../listing.ts';
import { concernsOneGroup, glimpse, readAgain, unread, type Looker } from './sight.ts';
import type { Sight } from './verdict.ts';

/** Asking often gets numbers restricted; what stays unread its exit looks at. */
const MOST_READINGS = 200;

export interface SeenGroup {
  groupId: string;
  groupName: string | undefined;
  sight: Sight;
}

/** What a whole listing shows. Of each group a few words are kept, so that ten thousand fit in little memory. */
export interface Survey {
  /** How many groups the gateway listed, asked for or not. */
  listed: number;
  /** Those that were asked for, in the order of the listing. */
  seen: Map<string, SeenGroup>;
  doubtful: Array<Pick<Group, 'id' | 'community'>>;
}

/** What a survey is for. */
export interface SurveyScope {
  isAskedFor: (groupId: string) => boolean;
  /** Whether it matters what the gateway shows of the group. */
  isOpen: (groupId: string) => boolean;
}

/**
 * Reads the whole listing, a page at a time.
 * @throws {GatewayFailure}
 */
export async function surveyListing(
  looker: Looker,
  scope: SurveyScope,
  tell: (listed: number) => void,
): Promise<Survey> {
  const survey: Survey = { listed: 0, seen: new Map(), doubtful: [] };
  for await (const { groups: page } of listing(looker.instance.gateway, looker.call)) {
    for (const group of page.filter(({ id }) => scope.isAskedFor(id))) await note(group, looker, scope, survey);
    survey.listed += page.length;
    tell(survey.listed);
  }
  return survey;
}

async function note(group: Group, looker: Looker, { isOpen }: SurveyScope, { seen, doubtful }: Survey): Promise<void> {
  const closed = { sight: unread(group), doubtful: false };
  const { sight, doubtful: isDoubtful } = isOpen(group.id) ? await glimpse(group, looker) : closed;
  seen.set(group.id, { groupId: group.id, groupName: group.name === '' ? undefined : group.name, sight });
  if (isDoubtful) doubtful.push({ id: group.id, community: group.community });
}

/**
 * Asks the groups themselves about which the listing leaves doubt: so many, and no more once the gateway refuses for now.
 * @throws {GatewayFailure} when the number is restricted
 */
export async function readDoubtful(
  { seen, doubtful }: Survey,
  looker: Looker,
  tell: (read: number) => void,
): Promise<void> {
  let refused = false;
  for (const [index, { id, community }] of doubtful.entries()) {
    const group = seen.get(id);
    if (group === undefined) continue;
    if (refused || index >= MOST_READINGS) {
      if (group.sight.kind !== 'member') group.sight = unread({ community });
      continue;
    }
    try {
      group.sight = await readAgain(id, group.sight, looker);
    } catch (error) {
      if (!concernsOneGroup(error)) throw error;
      refused = error.kind === 'retry';
      if (group.sight.kind !== 'member') group.sight = unread({ community });
    }
    tell(index + 1);
  }
}
