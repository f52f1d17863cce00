/** A text without what gateways change on the way: line ends, runs of blanks, blanks around it. */
export function words(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
