import { bare, type Reply } from '../../gateways/scripted-gateway.ts';
import { type EngineExamples, type Example, jsonExample } from './engine-examples.ts';

export const asReply = ({ status, body }: Example): Reply => bare(status, body, { 'content-type': 'application/json' });

/** What a server answers that has no such endpoint. */
export const notOffered = asReply(
  jsonExample({ statusCode: 404, message: 'Cannot GET /api/…', error: 'Not Found' }, 404),
);

type Answers = Partial<Omit<EngineExamples, 'gateway'>> & { me?: Example };

/** A gateway that answers each call by what it asks; what is left out is not offered. */
export function byPath(answers: Answers): Reply {
  const routes: [asked: RegExp, example: Example | undefined][] = [
    [/^(GET \/api\/sessions\/sales|POST \/v2\/session\/info)$/, answers.session],
    [/^GET \/v2\/session\/me$/, answers.me],
    [/^GET .*\/groups$/, answers.listing],
    [/^GET .*\/groups\/[^/]+$/, answers.group],
    [/^GET .*\/participants$/, answers.participants],
    [/^GET .*\/participants\/v2$/, answers.participantsV2],
    [/^GET .*\/lids\/pn\/[^/]+$/, answers.lid],
    [/^GET .*\/new-message-id$/, answers.newMessageId],
    [/^GET .*\/invite-code$/, answers.inviteCode],
    [/^PUT .*\/description$/, answers.description],
    [/^POST .*\/promote$/, answers.promoted],
    [/^POST .*(sendText|send\/text)$/, answers.sent],
    [/^GET .*\/messages$/, answers.messages],
    [/^POST .*\/leave$/, answers.left],
  ];
  return (response, received) => {
    const path = received.target.replace('/proxied', '').split('?')[0] ?? '';
    const example = routes.find(([asked]) => asked.test(`${received.method} ${path}`))?.[1];
    (example ? asReply(example) : notOffered)(response, received);
  };
}

type Part = keyof Omit<EngineExamples, 'gateway'>;

/** Examples that stand in the place of another one's. */
const insteadOf: Partial<Record<Part, Part[]>> = {
  session: ['sessionWithoutLid', 'sessionDown'],
  group: ['groupByLid', 'groupWithoutPeople', 'missing', 'tooMuch'],
  listing: ['listingByLid', 'tooMuch'],
  inviteCode: ['noInviteCode', 'tooMuch'],
  promoted: ['notPromoted', 'tooMuch'],
  sent: ['sessionDown', 'tooMuch'],
  left: ['sessionDown', 'tooMuch', 'missing'],
};

/** Each example of an engine with the call that it answers. */
export function servedExamples({ gateway: _gateway, ...examples }: EngineExamples): { call: Part; example: Example }[] {
  const calls = Object.keys(examples) as Part[];
  const served = calls.filter((part) => !Object.values(insteadOf).flat().includes(part));
  return served.flatMap((call) =>
    [call, ...(insteadOf[call] ?? [])].flatMap((part) => {
      const example = examples[part];
      return example ? [{ call, example }] : [];
    }),
  );
}
