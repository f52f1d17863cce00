/** There is no such number or group in the sandbox; the message says which ones there are. */
export class NotInSandbox extends Error {
  override readonly name = 'NotInSandbox';
}

/** It exists already, and replacing it would lose what happened to it. */
export class AlreadyInSandbox extends Error {
  override readonly name = 'AlreadyInSandbox';
}
