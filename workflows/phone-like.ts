/**
 * Text that looks like somebody's phone number. What people write as reason or name ends up in receipts and in the Temporal UI,
 * where phone numbers must not be. Pure.
 */
const patterns = [
  // Nothing but a number, however it is punctuated.
  /^\s*\+?(?:[\s()./-]*\d){7,}[\s()./-]*$/,
  // A person's id as the gateways write it.
  /\d{3,}(?:_\d+)?(?::\d+)?@(?:c\.us|s\.whatsapp\.net|lid)/gi,
  // With its country code, in the middle of a sentence.
  /(?<!\w)\+\d(?:[\s()./-]*\d){6,14}/g,
  /(?<!\w)00[1-9](?:[\s()./-]*\d){9,14}/g,
  // Digits alone: long enough to hold a country code or an area code, and no part of a longer word such as `order-45000123456`.
  /(?<![^\s(:,;"'…])\d{11,15}(?![^\s):,;.!?"'])/g,
];

export function looksLikePhone(text: string): boolean {
  return patterns.some((pattern) => text.search(pattern) >= 0);
}

/** The text with `…` for everything that looks like a phone number. */
export function withoutPhones(text: string): string {
  return patterns.reduce((masked, pattern) => masked.replace(pattern, '…'), text);
}
