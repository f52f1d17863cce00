import { z } from 'zod';
import { parseBaseUrl } from '../gateways/http/base-url.ts';
import { MalformedId, parsePersonId } from '../gateways/identity.ts';
import type { PersonId } from '../gateways/gateway.ts';

export const name = z.string().trim().min(1);

/** A gateway's address; it may have a path. */
export const baseUrl = name.transform((text, context): string => {
  try {
    parseBaseUrl(text);
    return text;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    context.addIssue({ code: 'custom', message: `is not usable: ${error.message}` });
    return z.NEVER;
  }
});

/** A ranked list of people. Faults name the place in the list and not the number that stands there. */
export const people = z.array(z.string().transform(toPerson)).default([]);

function toPerson(text: string, context: z.core.$RefinementCtx): PersonId {
  try {
    return parsePersonId(text, 'it');
  } catch (error) {
    if (!(error instanceof MalformedId)) throw error;
    context.addIssue({ code: 'custom', message: `cannot be used: ${error.message}` });
    return z.NEVER;
  }
}

/** One text or several, of which every group hears one. An empty text counts as an empty list: the fault is the same. */
export const goodbyes = z
  .preprocess(
    (value) => (typeof value === 'string' ? [value].filter((text) => text.trim() !== '') : value),
    z.array(name).min(1),
  )
  .optional()
  .transform((texts = []) => texts);

/** Longest that one call may take. Above the maximum an exit would look stuck to whoever watches. */
export const timeoutSeconds = z.int().min(1).max(300).default(30);

/** Instance ids stand in workflow ids and in the addresses of webhooks, where `..` is a way up. */
export const instanceIdForm = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,64}$/;
