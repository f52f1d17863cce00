/** The worker cannot start, and nothing has: the message says what is missing and what to do. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}
