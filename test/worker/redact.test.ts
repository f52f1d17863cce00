import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactor } from '../../worker/telemetry/redact.ts';

const plain = redactor(() => []);

describe('what must never be in a line of log', () => {
  it.each([
    ['a token under its name', '{"access_token":"abc123"}', '{"access_token":"[redacted]"}'],
    ['a token that is a number', '{"token":12345,"a":1}', '{"token":"[redacted]","a":1}'],
    ['a token with quotes in it', '{"apikey":"a\\"b","a":1}', '{"apikey":"[redacted]","a":1}'],
    ['a token deep inside', '{"a":{"headers":{"X-Api-Key":"abc"}}}', '{"a":{"headers":{"X-Api-Key":"[redacted]"}}}'],
    [
      'a token in JSON inside of a text',
      '{"msg":"sent {\\"token\\":\\"abc\\",\\"id\\":1}"}',
      '{"msg":"sent {\\"token\\":\\"[redacted]\\",\\"id\\":1}"}',
    ],
    [
      'a token in a URL',
      '{"url":"/v2/groups?access_token=abc&limit=1"}',
      '{"url":"/v2/groups?access_token=[redacted]&limit=1"}',
    ],
    ['an authorization header', '{"msg":"sent Bearer abc.def-g=="}', '{"msg":"sent Bearer [redacted]"}'],
    ['a password in a URL', '{"msg":"redis://:hunter2@cache:6379"}', '{"msg":"redis://[redacted]@cache:6379"}'],
    [
      'an invite link',
      '{"msg":"https://chat.whatsapp.com/AbCdEf123"}',
      '{"msg":"https://chat.whatsapp.com/[redacted]"}',
    ],
    ['an invite code', '{"inviteCode":"AbCdEf"}', '{"inviteCode":"[redacted]"}'],
    ['a phone id', '{"msg":"promote 5511999998888@c.us"}', '{"msg":"promote …888@c.us"}'],
    ['a phone id of a device', '{"msg":"5511999998888:12@s.whatsapp.net"}', '{"msg":"…888@s.whatsapp.net"}'],
    ['a LID', '{"id":"123456789012345@lid"}', '{"id":"…345@lid"}'],
    [
      'the number of the maker of an old group',
      '{"id":"5511999998888-1600000000@g.us"}',
      '{"id":"…888-1600000000@g.us"}',
    ],
    ['a phone number for people', '{"msg":"call +55 (11) 99999-8888 now"}', '{"msg":"call …88 now"}'],
    ['a bare phone number', '{"msg":"number 5511999998888."}', '{"msg":"number …888."}'],
    ['an instance named by its number', '{"workflowId":"exit/5511999998888/1"}', '{"workflowId":"exit/…888/1"}'],
  ])('%s', (_, line, redacted) => {
    expect(plain(line)).toBe(redacted);
  });

  it('a known secret, wherever it stands and however it is written', () => {
    const redact = redactor(() => ['pa"ss/word', 'pa"ss/word-and-more']);
    const line = JSON.stringify({ msg: 'pa"ss/word-and-more', url: `?q=${encodeURIComponent('pa"ss/word')}` });

    expect(redact(line)).toBe('{"msg":"[redacted]","url":"?q=[redacted]"}');
  });

  it('a secret that became known later', () => {
    const secrets: string[] = [];
    const redact = redactor(() => secrets);
    secrets.push('changed-today');

    expect(redact('{"msg":"changed-today"}')).toBe('{"msg":"[redacted]"}');
  });
});

describe('what stays as it is', () => {
  it.each([
    ['a group since 2021', '{"groupId":"120363012345678901@g.us"}'],
    ['a time in ms', '{"atMs":1763912345678,"list":[1763912345678]}'],
    ['a run id', '{"runId":"0199aa11-2222-7333-8444-123456789012"}'],
    ['an ISO time', '{"time":"2026-08-01T10:00:00.000Z"}'],
    ['a message id', '{"messageId":"3EB0123456789012"}'],
    ['the name of where a token is', '{"msg":"token is missing: set WAWP_TOKEN"}'],
    ['a token that is not there', '{"token":null}'],
    ['a long number with a fraction', '{"seconds":1763912345.678}'],
  ])('%s', (_, line) => {
    expect(plain(line)).toBe(line);
  });

  it('JSON stays JSON, with the same fields', () => {
    const redact = redactor(() => ['known-secret']);
    const anyText = fc.oneof(
      fc.string(),
      fc.constantFrom('known-secret', '5511999998888@c.us', '"token":"x"', '\\"token\\":\\"x\\"', 'token="', '\\'),
    );
    const entry = fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom('token', 'apikey')),
      fc.array(anyText).map((texts) => texts.join(' ')),
    );

    fc.assert(
      fc.property(entry, (fields) => {
        const original = { level: 'info', fields };
        const line = JSON.stringify(original);
        const redacted: typeof original = JSON.parse(redact(line));
        expect(redacted.level).toBe('info');
        expect(Object.keys(redacted.fields)).toHaveLength(Object.keys(fields).length);
        expect(redact(line)).not.toContain('known-secret');
      }),
      { numRuns: 500 },
    );
  });
});
