import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shapeOfAnswer } from '../../activities/gateways/failures/answer-shape.ts';
import { readAnswer } from '../../activities/gateways/http/answer.ts';

const shape = (body: string, type?: string, status = 200) =>
  shapeOfAnswer(readAnswer({ status, headers: { 'content-type': type }, body: Buffer.from(body) }));

it.each([
  [
    '{"queued":true,"job":{"id":"8f","at":1}}',
    'application/json; charset=utf-8',
    'HTTP 200, application/json, {queued: boolean, job: {id: string, at: number}}',
  ],
  ['[{"state":"x"},{}]', 'application/json', 'HTTP 200, application/json, list of 2 such as {state: string}'],
  ['<html>', 'text/html', 'HTTP 200, text/html, 6 characters that are no JSON'],
  [' ', undefined, 'HTTP 200, empty body'],
  ['null', 'secret/hunter2', 'HTTP 200, another content type, null'],
  ['"OK"', undefined, 'HTTP 200, string'],
])('an answer is described without its values: %s', (body, type, described) => {
  expect(shape(body, type)).toBe(described);
});

it('a token, a code, an id or a phone number that is a key is not shown', () => {
  const keys = ['wawp-token-hunter2', 'AbCdEfGhIjKlMnOpQrStUv', '5511999990123@c.us', '120363000000000000@g.us', '0'];
  expect(shape(JSON.stringify(Object.fromEntries([...keys, 'ok'].map((key) => [key, {}]))))).toBe(
    'HTTP 200, {ok: {}, 5 more}',
  );
});

it('no value of any answer gets into its description, however the answer looks', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.stringMatching(/^[a-z]{8}$/), (value, secret) => {
      const holding = JSON.stringify({ secret, list: [secret, value], in: { deep: secret }, value });
      expect(shape(holding).replace(/\b(string|number|boolean)\b/g, '')).not.toContain(secret);
      expect(shape(holding).length).toBeLessThan(1_000);
    }),
  );
});
