import { notBelieved, type Row } from '../row.ts';

type Struck = 'describe' | 'promote' | 'send-text' | 'leave';

function odd(fault: Row['fault'], when: Struck, withEffect: boolean, story: string): Row {
  const settings = { operation: when, times: 1, withEffect };
  return { fault, when: withEffect ? `${when}, and done` : when, story, settings, expected: {} };
}

/** Bodies that no document tells of. */
export const answerRows: Row[] = [
  odd('undocumented-answer', 'leave', false, 'guesses nothing, looks, and leaves again'),
  odd('undocumented-answer', 'leave', true, 'guesses nothing, looks, and finds that we are out'),
  odd('undocumented-answer', 'send-text', false, 'guesses nothing, looks, and says the goodbye that nobody heard'),
  odd('undocumented-answer', 'send-text', true, 'guesses nothing, looks, and finds the goodbye said'),
  odd('undocumented-answer', 'promote', false, 'guesses nothing, looks, and promotes again'),
  odd('undocumented-answer', 'promote', true, 'guesses nothing, looks, and finds the successor promoted'),
  odd('undocumented-answer', 'describe', false, 'guesses nothing, looks, and sets the description again'),
  odd('undocumented-answer', 'describe', true, 'guesses nothing, looks, and finds the description set'),
  odd('truncated-json', 'leave', false, 'guesses nothing from half an answer, looks, and leaves again'),
  odd('truncated-json', 'send-text', true, 'guesses nothing from half an answer, and finds the goodbye said'),
  {
    // To WAHA this is how a leave is answered that went well.
    ...odd('empty-answer', 'leave', false, 'reads that we are still in, and does not say left'),
    expected: notBelieved,
    on: { wawp: { ending: 'left by webhook' } },
  },
  odd('empty-answer', 'send-text', true, 'finds the goodbye said that an empty answer does not tell of'),
  odd('boolean-answer', 'leave', false, 'takes a `false` for no departure'),
  odd('boolean-answer', 'send-text', true, 'finds the goodbye said that a `false` does not tell of'),
  {
    fault: 'arrays-as-objects',
    when: 'every answer',
    story: 'reads lists in either shape',
    ofNumber: true,
    expected: {},
  },
  {
    fault: 'objects-as-arrays',
    when: 'every answer',
    story: 'reads lists in either shape',
    ofNumber: true,
    expected: {},
  },
];
