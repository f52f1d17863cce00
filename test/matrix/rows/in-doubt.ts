import type { Row } from '../row.ts';

type When = 'leave' | 'send-text' | 'promote';

function once(fault: Row['fault'], when: When, story: string, settings: Row['settings'] = {}): Row {
  const operation = { operation: when, times: 1, ...settings };
  return { fault, when: settings.withEffect ? `${when}, and done` : when, story, settings: operation, expected: {} };
}

const SAID = { withEffect: true };

/** Writes of which the gateway says that it did not do them, or nothing at all, though it did; and writes that it put off. */
export const inDoubtRows: Row[] = [
  once('server-error', 'send-text', 'finds the goodbye said that an error denies', SAID),
  {
    ...once('html-answer', 'send-text', "finds the goodbye said behind a proxy's page", { ...SAID, status: 502 }),
    when: 'send-text, 502 by a proxy, and done',
  },
  once('session-restart', 'send-text', 'finds the goodbye said that a restart hid', SAID),
  once('error-under-ok', 'send-text', 'finds the goodbye said that an error under 200 denies', SAID),
  once('empty-answer', 'leave', 'is out by a leave that is answered with nothing', SAID),
  once('boolean-answer', 'leave', 'finds that we are out though the answer is `false`', SAID),
  once('rate-overlimit', 'send-text', 'waits a rate limit out and says goodbye then'),
  once('rate-overlimit', 'promote', 'waits a rate limit out and promotes then'),
  once('session-down', 'send-text', 'waits for the session and says goodbye then'),
  once('session-down', 'promote', 'waits for the session and promotes then'),
  {
    fault: 'rate-overlimit',
    when: 'every call, for a while',
    story: 'waits out a rate limit on everything',
    // A busy machine takes its time until the first call, which has to come within this.
    settings: { forMs: 40_000 },
    expected: {},
  },
  {
    fault: 'server-error',
    when: 'three of ten calls',
    story: 'comes through where every third call fails',
    settings: { share: 0.3, seed: 4 },
    expected: {},
  },
];
