import { z } from 'zod';

/**
 * A setting as a text: set, not empty, and without the spaces around it that quoting goes wrong with.
 * @param hint what to give, as the end of "is not set: give …"
 */
export function text(hint: string): z.ZodString {
  return z
    .string({ error: `is not set: give ${hint}` })
    .refine((given) => given.trim() !== '', { error: `is empty: give ${hint}, or remove it`, abort: true })
    .refine((given) => given === given.trim(), { error: 'begins or ends with a space: remove it', abort: true });
}

/** A whole number, written in digits only: `1e3`, `0x10`, `5s` and `08` are slips and not numbers. */
export function wholeNumber(what: string, min: number, max: number) {
  const hint = `${what}, a whole number from ${min} to ${max}`;
  return text(hint)
    .regex(/^[1-9]\d*$/, { error: `must be ${hint}, written in digits`, abort: true })
    .transform(Number)
    .refine((number) => number >= min && number <= max, { error: `must be ${hint}` });
}

export function oneOf<const Word extends string>(...words: Word[]) {
  const hint = `one of ${words.join(', ')}`;
  return text(hint).pipe(z.enum(words, { error: `must be ${hint}` }));
}
