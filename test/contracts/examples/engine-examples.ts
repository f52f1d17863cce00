/** The cast of all examples: ourselves as an admin, a successor and a customer, in one group. */
export const GROUP = '120363000000000000@g.us';
export const OTHER_GROUP = '120363000000000001@g.us';
export const ME = { phone: '11111111111@c.us', lid: '123123@lid' };
export const SUCCESSOR = { phone: '22222222222@c.us', lid: '456456@lid' };
export const CUSTOMER = { phone: '33333333333@c.us', lid: '789789@lid' };
export const INVITE_CODE = 'AbCdEfGhIjKlMnOpQrStUv';
export const SENT_SECOND = 1_700_000_005;

export interface Example {
  status: number;
  body: string;
}

export const jsonExample = (value: unknown, status = 200): Example => ({ status, body: JSON.stringify(value) });
export const textExample = (body: string, status = 200): Example => ({ status, body });

/** What one gateway with one engine answers, as its documents and sources show it. */
export interface EngineExamples {
  gateway: 'waha' | 'wawp';
  /** The number works, and we are told by phone id and LID. */
  session: Example;
  /** The same from a version that does not tell our LID. */
  sessionWithoutLid: Example;
  /** The group with its people by phone id, and by LID. */
  group: Example;
  groupByLid: Example;
  /** A group that does not tell its people, and where it tells them then. */
  groupWithoutPeople: Example;
  participants: Example;
  /** The newer list, with phone id and LID of everybody but the customer; absent where there is none. */
  participantsV2?: Example;
  /** Our own LID by our phone id. */
  lid?: Example;
  /** An id for a message that is yet to be sent. */
  newMessageId?: Example;
  /** Both lists hold two groups: the one above, and another without us. */
  listing: Example;
  listingByLid: Example;
  inviteCode: Example;
  noInviteCode: Example;
  description: Example;
  promoted: Example;
  /** A promotion of somebody who is not there, under a 2xx; absent where the engine does not tell. */
  notPromoted?: Example;
  sent: Example;
  messages: Example;
  left: Example;
  /** The answer to a group that is not there. */
  missing: Example;
  /** Any call while the session restarts, or where it was dropped. */
  sessionDown: Example;
  /** Any call that was too much for WhatsApp. */
  tooMuch: Example;
}
