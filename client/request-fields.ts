import { z } from 'zod';
import { MalformedId, parseGroupId, parsePersonId } from '../activities/gateways/identity.ts';
import { looksLikePhone } from '../workflows/phone-like.ts';
import { isInstanceId } from './workflow-ids.ts';

/** A text; `hint` completes "is missing: …". */
export const text = (hint: string) =>
  z.string({ error: ({ input }) => `${input === undefined ? 'is missing' : 'is not a text'}: ${hint}` });

/**
 * Words that receipts and the Temporal UI keep. 200 characters, since SQL stores of Temporal keep no search attribute longer
 * than 255.
 */
export const words = (hint: string) =>
  text(hint)
    .trim()
    .min(1, `is empty: ${hint}`)
    .max(200, 'is longer than 200 characters: shorten it')
    .refine(
      (value) => !looksLikePhone(value),
      'looks like a phone number, and receipts keep it: name people by name or login, and put a # or a word and a dash before any other long number (order-45000123456)',
    );

export const flag = z.boolean({ error: 'is neither true nor false' });

const instanceHint =
  'write the id that the instance has in the instances file: letters, digits, dot, dash and underscore, at most 64';

export const instanceId = text(instanceHint).refine(isInstanceId, `is no instance id: ${instanceHint}`);

export const groupId = text('write the id as the gateway lists it, such as 120363000000000000@g.us').transform(
  parsedBy((value) => parseGroupId(value, '')),
);

/** Any way to write a person; comes out as `<digits>@c.us` or `<digits>@lid`. */
export const person = text('write a phone number with its country code, or an id').transform(
  parsedBy((value) => parsePersonId(value, '')),
);

function parsedBy(parse: (value: string) => string) {
  return (value: string, context: z.RefinementCtx): string => {
    try {
      return parse(value);
    } catch (error) {
      if (!(error instanceof MalformedId)) throw error;
      context.addIssue({ code: 'custom', message: error.message.trim() });
      return z.NEVER;
    }
  };
}
