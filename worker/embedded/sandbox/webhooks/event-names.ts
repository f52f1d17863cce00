/** Every event that the make-believe gateways send of themselves. */
export const eventNames: readonly string[] = [
  'group.v2.leave',
  'group.v2.participants',
  'group.leave',
  'message.any',
  'session.status',
];
