/** The plain data of the make-believe WhatsApp world. */

export type GatewayName = 'waha' | 'wawp';

/** WAHA's session states that the sandbox plays; Wawp uses the same words. */
export type SessionStatus = 'STOPPED' | 'STARTING' | 'SCAN_QR_CODE' | 'WORKING' | 'FAILED';

export type Role = 'participant' | 'admin' | 'superadmin';

/** Somebody on WhatsApp. The LID bears no relation to the digits of the phone id. */
export interface Person {
  /** `<digits>@c.us` */
  phoneId: string;
  /** `<digits>@lid` */
  lid: string;
}

export interface Member extends Person {
  role: Role;
}

export interface WebhookTarget {
  /** Read anew at every attempt, so a worker that starts later still gets what is being retried. */
  url?: string;
  /** Key of the HMAC; without one the webhooks are unsigned, as the real gateways' are. */
  secret?: string;
  /** The gateway's own event names. */
  events: string[];
}

/** One WhatsApp number, logged in at one of the two gateways. */
export interface SandboxNumber extends Person {
  /** The sandbox's key for it; use the worker's instance id. */
  instanceId: string;
  gateway: GatewayName;
  /** WAHA: the session name. Wawp: the `instance_id`. */
  session: string;
  /** WAHA: the `X-Api-Key`. Wawp: the `access_token`. */
  token: string;
  pushName: string;
  status: SessionStatus;
  /** Whether the gateway names our LID in `me`: WAHA on WEBJS does since 2026.7.1 only. */
  tellsLid: boolean;
  webhook: WebhookTarget;
}

export interface SandboxGroup {
  id: string;
  name: string;
  description: string;
  /** Only admins may write. */
  announceOnly: boolean;
  /** Only admins may change the description. */
  infoAdminOnly: boolean;
  community: 'none' | 'parent' | 'announcement';
  /** Which identity the participant list is written in. */
  addressing: 'phone' | 'lid';
  inviteCode: string;
  createdAtMs: number;
  /** Longest-standing first. */
  members: Member[];
  /** Those who were in it once: WEBJS keeps the chat in their list. */
  pastMembers: Person[];
}

export interface Message {
  groupId: string;
  /** The part of a message id that every form of it shares. */
  stanzaId: string;
  /** Phone id of the author. */
  author: string;
  text: string;
  sentAtMs: number;
}
