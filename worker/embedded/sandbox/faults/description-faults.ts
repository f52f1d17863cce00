import { bare, json } from '../http/answer.ts';
import type { Fault } from './fault.ts';
import { EVERYWHERE, WAWP_AS_WEBJS, WEBJS_LIKE, WITHOUT_BROWSER, eachOf, placeOf } from './places.ts';

/** A description that is not changed, in every way that was seen. */
export const descriptionFaults = {
  'description-unchanged': {
    what: 'the description is answered as a success, and is as it was',
    source: 'WAHA on WEBJS, answers of whatsapp-web.js',
    possibleOn: EVERYWHERE,
    operations: ['describe'],
    onCall: (call) => call.pretend(),
  },
  'description-refused': {
    what: 'the description is refused: `false` on WEBJS, `{"ok":false}` on Wawp, HTTP 500 with 403 inside on the others',
    source: 'WAHA, answers by engine',
    possibleOn: EVERYWHERE,
    operations: ['describe'],
    onCall({ number, dialect, request }) {
      const place = number && placeOf(number);
      if (place === 'wawp') return json({ ok: false });
      return place === 'waha/WEBJS' ? bare(false) : dialect.refusal('not-an-admin', request);
    },
  },
  'description-conflict': {
    what: 'HTTP 500 with 409 inside to every description; with `times` left out, for ever',
    source: 'WAHA #1014; whatsmeow #917',
    possibleOn: ['waha/GOWS'],
    notOn: {
      'waha/WEBJS': 'was never seen to: WAHA #1014 and whatsmeow #917 are about GOWS',
      'waha/NOWEB': 'was never seen to: WAHA #1014 and whatsmeow #917 are about GOWS',
      wawp: WAWP_AS_WEBJS,
    },
    operations: ['describe'],
    onCall: ({ dialect, request }) => dialect.engineError({ message: 'conflict', code: 409 }, request),
  },
  'description-broken': {
    what: 'HTTP 500: the engine stumbles over `toJid`; the description is as it was',
    source: 'WAHA #2199',
    possibleOn: WEBJS_LIKE,
    notOn: eachOf(WITHOUT_BROWSER, 'knows no `toJid`: that is code of the web page'),
    operations: ['describe'],
    onCall: ({ dialect, request }) =>
      dialect.engineError({ message: "Cannot read properties of undefined (reading 'toJid')" }, request),
  },
  'description-hung': {
    what: 'the description is never answered, and is as it was',
    source: 'WAHA #2257',
    possibleOn: ['waha/GOWS'],
    notOn: {
      'waha/WEBJS': 'was never seen to: WAHA #2257 is about GOWS',
      'waha/NOWEB': 'was never seen to: WAHA #2257 is about GOWS',
      wawp: WAWP_AS_WEBJS,
    },
    operations: ['describe'],
    onCall: () => ({ kind: 'never-answered' }),
  },
} satisfies Record<string, Fault>;
