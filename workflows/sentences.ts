/** What others say may end with a full stop or not; here it can become a part of a longer sentence. Pure. */
export function withoutFullStop(text: string): string {
  return text.replace(/\.$/, '');
}
