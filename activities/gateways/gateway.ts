/**
 * The port to a WhatsApp gateway: the operations an exit needs, in the domain's words. An adapter speaks one
 * gateway's HTTP and returns these normalised values; it throws nothing but {@link GatewayFailure}.
 */

/** Person ids are `<digits>@c.us` or `<digits>@lid`, group ids `…@g.us`: see `identity.ts`. */
export type PersonId = string;

export type Role = 'participant' | 'admin' | 'superadmin';

export interface Participant {
  /** Every identity the gateway names for this person, normalised: phone id, LID, or both. Never empty. */
  ids: PersonId[];
  role: Role;
  /** The id exactly as the gateway's own list writes it: the one to promote with (WAHA #1029 needs the LID form). */
  listedAs: string;
}

export type CommunityKind = 'none' | 'parent' | 'announcement';

export interface Group {
  id: string;
  name: string;
  description: string;
  /** Only admins may write messages. */
  announceOnly: boolean;
  /** Only admins may change name, picture and description. */
  infoAdminOnly: boolean;
  community: CommunityKind;
  /** Empty means "not told", never "nobody" (WAHA #1471). */
  participants: Participant[];
}

/** `absent` is what the gateway says; whether the group is really gone takes a second source (rule 4). */
export type GroupReading = { kind: 'found'; group: Group } | { kind: 'absent'; code: string };

export interface GroupPage {
  groups: Group[];
  /** Whether another page may follow. */
  more: boolean;
  /** Whether the gateway answers a single group out of this very list: what the list lacks is not found then either. */
  answersGroups: boolean;
}

export interface Session {
  state: 'working' | 'starting' | 'needs-login' | 'stopped' | 'failed';
  /** The gateway's own word for the state, for messages. */
  stateName: string;
  /** Our own identities, normalised. Empty while unknown. */
  me: PersonId[];
  /** Engine and version as far as the gateway tells, e.g. `WEBJS 2026.7.1`. */
  engine?: string;
}

export interface OwnMessage {
  /** The stanza id: the part of a message id that is the same in every form the gateways write it. */
  messageId: string;
  text: string;
  sentAtMs: number;
}

/** What a gateway allows a number, as far as it limits it and says so. All are above 0. */
export interface GatewayLimits {
  /** Of requests about groups. */
  groupRequestsPerMinute?: number;
  groupRequestsPerDay?: number;
  messagesPerMinute?: number;
  messagesPerDay?: number;
  /** At least this long between two things that a number does. */
  spacingMs?: number;
}

export interface CallOptions {
  /** Aborts the call when the activity is cancelled or the worker shuts down. */
  signal?: AbortSignal;
}

export interface WhatsAppGateway {
  /** State of the number's session and who we are. */
  session(options?: CallOptions): Promise<Session>;
  /** One group with its participants. */
  group(groupId: string, options?: CallOptions): Promise<GroupReading>;
  /** A page of all the groups the gateway lists; the `groups` may lack participants. */
  listGroups(page: { limit: number; offset: number }, options?: CallOptions): Promise<GroupPage>;
  /** The LID that belongs to a phone id, where the gateway can tell. */
  lidOf(phoneId: PersonId, options?: CallOptions): Promise<PersonId | undefined>;
  /** The bare invite code; `undefined` where the gateway answers without one (it needs admin rights). */
  inviteCode(groupId: string, options?: CallOptions): Promise<string | undefined>;
  /** Replaces the description. */
  setDescription(groupId: string, description: string, options?: CallOptions): Promise<void>;
  /** Asks for admin rights for one participant, named as the list names it. A return is no proof: read back. */
  promote(groupId: string, listedAs: string, options?: CallOptions): Promise<void>;
  /** An id for a message yet to be sent, where the gateway takes one: sending twice with it is sending once. */
  newMessageId(options?: CallOptions): Promise<string | undefined>;
  /** Sends a text and returns the stanza id of the message. */
  sendText(
    message: { groupId: string; text: string; messageId?: string },
    options?: CallOptions,
  ): Promise<{ messageId: string }>;
  /**
   * Our own messages in the group since a time (ms since epoch), newest first: all of them.
   * @returns `nothing-shown` where the gateway shows no message of the group at all, not even other people's: its store may
   * be empty (WAHA #1968), so that this tells nothing about ours
   * @throws a `final` {@link GatewayFailure} where the gateway cannot tell all, so that a missing one is never overlooked
   */
  ownMessages(groupId: string, sinceMs: number, options?: CallOptions): Promise<OwnMessage[] | 'nothing-shown'>;
  /** Leaves the group. A return is no proof: only a webhook or a reading is. */
  leave(groupId: string, options?: CallOptions): Promise<void>;
  /** The number's own limits at a gateway that has some; `undefined` when its answer tells none. */
  limits?(options?: CallOptions): Promise<GatewayLimits | undefined>;
}
