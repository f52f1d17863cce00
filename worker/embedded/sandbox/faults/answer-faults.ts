import { bare, json, type Answer } from '../http/answer.ts';
import { rewritten, withArraysAsObjects, withObjectsAsArrays } from './rewrite.ts';
import type { Fault, FaultedCall } from './fault.ts';
import { EVERYWHERE, WAHA, eachOf } from './places.ts';
import type { FaultRule } from './rule.ts';

/** Answers with this, whatever was asked, and does it only where the rule says so. */
function instead(answer: Answer) {
  return async (call: FaultedCall, rule: FaultRule) => {
    if (rule.withEffect) await call.perform();
    return answer;
  };
}

/** Bodies that no document tells of, under HTTP 200. */
export const answerFaults = {
  'undocumented-answer': {
    what: 'HTTP 200 and JSON that means nothing; done only with `withEffect`',
    source: 'nobody yet, which is the point',
    possibleOn: EVERYWHERE,
    onCall: instead(json({ result: 'accepted', ticket: 'Q-1' })),
  },
  'truncated-json': {
    what: 'HTTP 200 and the beginning of a JSON body; done only with `withEffect`',
    source: 'any proxy between',
    possibleOn: EVERYWHERE,
    onCall: instead({ kind: 'http', status: 200, headers: { 'content-type': 'application/json' }, body: '{"ok":tr' }),
  },
  'empty-answer': {
    what: 'HTTP 200 and nothing, which is also how WAHA says that a leave went well; done only with `withEffect`',
    source: 'WAHA, answers without a body',
    possibleOn: EVERYWHERE,
    onCall: instead(bare(undefined)),
  },
  'boolean-answer': {
    what: 'HTTP 200 and `false`; done only with `withEffect`',
    source: 'WAHA on WEBJS; Z-API and Green API, leave a group',
    possibleOn: EVERYWHERE,
    onCall: instead(bare(false)),
  },
  'arrays-as-objects': {
    what: 'every array of the answer is an object keyed by index, as Wawp writes them',
    source: 'Wawp, examples',
    possibleOn: WAHA,
    notOn: { wawp: 'writes them like this always: its usual answers are the fault' },
    onCall: async (call) => rewritten(await call.perform(), withArraysAsObjects),
  },
  'objects-as-arrays': {
    what: 'every object keyed by index or by group id is an array',
    source: 'WAHA, the same list on other engines',
    possibleOn: ['waha/NOWEB', 'wawp'],
    notOn: eachOf(['waha/WEBJS', 'waha/GOWS'], 'lists in arrays always, and has no other objects with such keys'),
    onCall: async (call) => rewritten(await call.perform(), withObjectsAsArrays),
  },
} satisfies Record<string, Fault>;
