import type { Operation } from './operation.ts';
import type { Verdict } from './verdict.ts';

/** WhatsApp's refusals, by the names whatsmeow gives them (its errors.go); 409 is from WAHA #1014. */
const REFUSALS: Record<number, string> = {
  400: 'bad-request',
  401: 'not-authorized',
  403: 'forbidden',
  404: 'item-not-found',
  405: 'not-allowed',
  406: 'not-acceptable',
  409: 'conflict',
  410: 'gone',
  419: 'resource-limit',
  423: 'locked',
};

const BREAKDOWNS: Record<number, string> = {
  500: 'internal-server-error',
  503: 'service-unavailable',
  530: 'partial-server-error',
};

/** The number may not write to strangers for a while (463), or has used up its messages (475). */
const RESTRICTIONS: Record<number, string> = { 463: 'account-restricted', 475: 'message-cap' };

/** What a code of WhatsApp itself amounts to, as the gateway hands it through; 429 is judged with the other limits. */
export function whatsAppVerdict(whatsAppCode: number, operation: Operation): Verdict {
  const why = `WhatsApp answers with code ${whatsAppCode}`;
  const restriction = RESTRICTIONS[whatsAppCode];
  if (restriction) {
    const advice = 'Let the number rest until WhatsApp lifts the restriction; do not log it out.';
    return { kind: 'restricted', code: restriction, why, advice };
  }
  const refusal = REFUSALS[whatsAppCode];
  if (!refusal) {
    const code = BREAKDOWNS[whatsAppCode] ?? `whatsapp-${whatsAppCode}`;
    return { kind: 'unsettled', code, why, advice: 'It is usually over soon.' };
  }
  return refusalOf(whatsAppCode, refusal, operation, why);
}

function refusalOf(whatsAppCode: number, code: string, { name }: Operation, why: string): Verdict {
  if ((name === 'leave' || name === 'group') && (whatsAppCode === 403 || whatsAppCode === 404)) {
    return { kind: 'gone', code, why, advice: 'Read the membership.' };
  }
  // Of groups only admins' work is refused like this; elsewhere it means that WhatsApp does not accept the number's login.
  const adminsOnly = name === 'invite-code' || name === 'description' || name === 'promotion';
  if (adminsOnly && (whatsAppCode === 401 || whatsAppCode === 403)) {
    return { kind: 'final', code: 'not-admin', why, advice: 'It takes admin rights in the group.' };
  }
  if (whatsAppCode === 401) {
    return { kind: 'restricted', code: 'logged-out', why, advice: 'Link the number again at the gateway.' };
  }
  return { kind: 'final', code, why, advice: 'Asking again will not change it.' };
}
