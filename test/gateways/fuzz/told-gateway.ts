import { accepted } from '../../../activities/gateways/failures/accepted-answer.ts';
import { operations, type Operation } from '../../../activities/gateways/failures/operation.ts';
import { unexpectedAnswer } from '../../../activities/gateways/failures/verdict.ts';
import { GatewayFailure } from '../../../activities/gateways/gateway-failure.ts';
import type { Session, WhatsAppGateway } from '../../../activities/gateways/gateway.ts';
import { type Answer, readAnswer } from '../../../activities/gateways/http/answer.ts';
import { parseGroupPage, readGroup } from '../../../activities/gateways/parsing/group-reading.ts';
import { parseSession } from '../../../activities/gateways/parsing/parse-session.ts';
import { requireLeave } from '../../../activities/gateways/parsing/write-answers.ts';
import { type EngineExamples, type Example, GROUP } from '../../contracts/examples/engine-examples.ts';
import { engines } from '../../contracts/examples/engines.ts';

/** What a gateway answers about one group. */
export interface Told {
  session: Example;
  group: Example;
  listing: Example;
  left: Example;
}

type Operations = 'session' | 'group' | 'listGroups' | 'leave';

/** The port as the adapters fill it, without a socket. */
export function toldGateway({ session, group, listing, left }: Told): Pick<WhatsAppGateway, Operations> {
  const refused = () => Promise.reject(new GatewayFailure('final', 'not-implemented', 'not offered'));
  return {
    session: async (): Promise<Session> => {
      const answer = said(session, operations.session);
      const read = parseSession(answer.json);
      if (!read) throw unexpectedAnswer(operations.session, 'status', answer);
      return read;
    },
    group: async () => readGroup(GROUP, { group: async () => said(group, operations.group), participants: refused }),
    listGroups: async ({ limit }) => parseGroupPage(said(listing, operations.listing), limit),
    leave: async () => requireLeave(said(left, operations.leave), { nothing: 'is-yes' }),
  };
}

function said({ status, body }: Example, operation: Operation): Answer {
  return accepted(readAnswer({ status, headers: {}, body: Buffer.from(body) }), operation);
}

export interface Form {
  name: string;
  /** We are in the group, by every answer. */
  told: Told;
  /** The answer to a group that is not there. */
  missing: Example;
}

/** Who we are, the group and the listing, by phone id and by LID. */
export const forms: Form[] = engines.flatMap(([name, examples]) => [
  { name: `${name}, by phone id`, told: toldBy(examples, 'group', 'listing'), missing: examples.missing },
  { name: `${name}, by LID`, told: toldBy(examples, 'groupByLid', 'listingByLid'), missing: examples.missing },
]);

type Names = keyof EngineExamples & ('group' | 'groupByLid' | 'listing' | 'listingByLid');

function toldBy(examples: EngineExamples, group: Names, listing: Names): Told {
  const { session, left } = examples;
  return { session, group: examples[group], listing: examples[listing], left };
}
