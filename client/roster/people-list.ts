import { normalisePersonId } from '../../activities/gateways/identity.ts';

/**
 * People in one text, with semicolons, commas or line breaks between them, or spaces where it is clear what belongs together: a
 * phone number may have spaces of its own. Pure.
 * @returns the people as they are written, or what is wrong
 */
export function splitPeople(text: string): string[] | string {
  const parts = partsOf(text, /[;,\n\r|]+/);
  if (parts.length !== 1) return parts;
  const words = partsOf(text, /\s+/);
  const isOne = normalisePersonId(text) !== undefined;
  const areMany = words.length > 1 && words.every((word) => normalisePersonId(word) !== undefined);
  if (isOne && areMany) return 'may be one person or several: write semicolons between people';
  return areMany ? words : parts;
}

function partsOf(text: string, between: RegExp): string[] {
  return text
    .split(between)
    .map((part) => part.trim())
    .filter(Boolean);
}
