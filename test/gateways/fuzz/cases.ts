const USUAL = '10000';

/**
 * How many cases a kind of mutated input gets, over all its properties: answers, and webhooks.
 * @param given `FUZZ_CASES`, which asks for more
 * @throws {TypeError} for what is no positive whole number: no case at all would pass every test
 */
export function casesFrom(given = USUAL): number {
  const cases = Number(given);
  if (/^[1-9]\d*$/.test(given) && Number.isSafeInteger(cases)) return cases;
  throw new TypeError(`FUZZ_CASES must be a positive whole number such as ${USUAL}; it is ${JSON.stringify(given)}`);
}

/** The runs of one property, where so many share the cases of their kind. */
export function runsOf(properties: number): number {
  return Math.ceil(casesFrom(process.env['FUZZ_CASES']) / properties);
}
