/** One operation of the port, as failures and their classification speak of it. */
export interface Operation {
  name:
    | 'session'
    | 'group'
    | 'listing'
    | 'lid'
    | 'invite-code'
    | 'description'
    | 'promotion'
    | 'message-id'
    | 'send'
    | 'messages'
    | 'leave'
    | 'limits';
  /** A write whose answer is lost may have happened all the same. */
  effect: 'read' | 'write';
  /** How messages begin. */
  doing: string;
}

export const operations = {
  session: { name: 'session', effect: 'read', doing: 'asking for the state of the session' },
  group: { name: 'group', effect: 'read', doing: 'reading the group' },
  listing: { name: 'listing', effect: 'read', doing: 'listing the groups' },
  lid: { name: 'lid', effect: 'read', doing: 'looking up a LID' },
  inviteCode: { name: 'invite-code', effect: 'read', doing: 'reading the invite code' },
  description: { name: 'description', effect: 'write', doing: 'setting the description' },
  promotion: { name: 'promotion', effect: 'write', doing: 'promoting a participant' },
  messageId: { name: 'message-id', effect: 'read', doing: 'asking for a message id' },
  send: { name: 'send', effect: 'write', doing: 'sending the message' },
  messages: { name: 'messages', effect: 'read', doing: 'reading our messages in the group' },
  leave: { name: 'leave', effect: 'write', doing: 'leaving the group' },
  limits: { name: 'limits', effect: 'read', doing: 'reading the limits of the session' },
} as const satisfies Record<string, Operation>;
