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
