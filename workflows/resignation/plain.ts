/** A text as it is, and not as Markdown. */
export function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>|~{}]/g, String.raw`\$&`);
}

/** Without anything that could be a phone number: summaries must hold none, and people put them into the names of groups. */
export function withoutNumbers(text: string): string {
  return text.replaceAll(/\+?\d(?:[\s()./-]*\d){6,}/g, '…');
}
