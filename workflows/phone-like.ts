/**
 * Whether a name could be a phone number: receipts keep names, and no phone numbers. For what is sent past the client, which is
 * more exact about it.
 */
export function looksLikePhone(name: string): boolean {
  return /^\W*\d(?:[\s()./-]*\d){6,14}\W*$/.test(name) || /^\d+@/.test(name);
}
