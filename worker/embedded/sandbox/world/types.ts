import { z } from 'zod';

/** The plain data of the make-believe WhatsApp world, checked when it comes from a file or over HTTP. */

export const phoneIdSchema = z.string().regex(/^\d{5,20}@c\.us$/, 'must look like 15550100001@c.us');
export const lidSchema = z.string().regex(/^\d{5,20}@lid$/, 'must look like 123456789012345@lid');
const groupIdSchema = z.string().regex(/^[\d-]+@g\.us$/, 'must look like 120363000000000001@g.us');

export const gatewaySchema = z.enum(['waha', 'wawp']);
/** WAHA's engines: WEBJS drives WhatsApp Web in a browser, NOWEB is Baileys, GOWS is whatsmeow. */
const engineSchema = z.enum(['WEBJS', 'NOWEB', 'GOWS']);
/** WAHA's session states that the sandbox plays; Wawp uses the same words. */
export const sessionStatusSchema = z.enum(['STOPPED', 'STARTING', 'SCAN_QR_CODE', 'WORKING', 'FAILED']);
export const roleSchema = z.enum(['participant', 'admin', 'superadmin']);

/** Somebody on WhatsApp. The LID bears no relation to the digits of the phone id. */
const personSchema = z.strictObject({ phoneId: phoneIdSchema, lid: lidSchema });
const memberSchema = personSchema.extend({ role: roleSchema });

export const webhookTargetSchema = z.strictObject({
  /** Read anew at every attempt, so a worker that starts later still gets what is being retried. */
  url: z.url().optional(),
  /** Key of the HMAC; without one the webhooks are unsigned, as the real gateways' are. */
  secret: z.string().min(1).optional(),
  /** The gateway's own event names. */
  events: z.array(z.string()),
});

/** What Wawp lets a number do; the vendor names the fields, the numbers are the sandbox's own. */
const ratePolicySchema = z.strictObject({
  slug: z.string().min(1).default('standard_policy'),
  limits: z.record(z.string(), z.number()).default({
    send_message_per_minute: 20,
    send_message_daily_cap: 1000,
    account_protection_seconds: 3,
    concurrent_limit: 1,
    group_req_per_minute: 10,
    group_daily_cap: 200,
  }),
});

/** One WhatsApp number, logged in at one of the two gateways. */
export const numberSchema = personSchema.extend({
  /** The sandbox's key for it; use the worker's instance id. */
  instanceId: z.string().min(1),
  gateway: gatewaySchema,
  /** Wawp is played on WEBJS alone: the only engine its documents show. */
  engine: engineSchema.default('WEBJS'),
  /** WAHA's own, which decides some of what it can do and gets wrong. */
  version: z
    .string()
    .regex(/^\d{4}\.\d+\.\d+$/, 'must look like 2026.7.1')
    .default('2026.7.1'),
  /** WAHA: the session name. Wawp: the `instance_id`. */
  session: z.string().min(1),
  /** WAHA: the `X-Api-Key`. Wawp: the `access_token`. */
  token: z.string().min(1),
  pushName: z.string(),
  status: sessionStatusSchema,
  /** Whether the gateway names our LID in `me`. */
  tellsLid: z.boolean(),
  webhook: webhookTargetSchema,
  /** Wawp only: told, and not enforced. */
  ratePolicy: ratePolicySchema.prefault({}),
});

export const groupSchema = z.strictObject({
  id: groupIdSchema,
  name: z.string(),
  description: z.string(),
  /** Only admins may write. */
  announceOnly: z.boolean(),
  /** Only admins may change the description. */
  infoAdminOnly: z.boolean(),
  community: z.enum(['none', 'parent', 'announcement']),
  /** Of a community's group: the parent. */
  parentId: groupIdSchema.optional(),
  /** Which identity the participant list is written in. */
  addressing: z.enum(['phone', 'lid']),
  /** In a group listed by LID: whether nobody's phone is told either. */
  phonesHidden: z.boolean().optional(),
  inviteCode: z.string(),
  createdAtMs: z.int(),
  /** Longest-standing first. */
  members: z.array(memberSchema),
  /** Those who were in it once: WEBJS keeps the chat in their list. */
  pastMembers: z.array(personSchema),
});

export const messageSchema = z.strictObject({
  groupId: groupIdSchema,
  /** The part of a message id that every form of it shares. */
  stanzaId: z.string().min(1),
  /** Phone id of the author. */
  author: phoneIdSchema,
  text: z.string(),
  sentAtMs: z.int(),
});

export type GatewayName = z.infer<typeof gatewaySchema>;
export type EngineName = z.infer<typeof engineSchema>;
export type SessionStatus = z.infer<typeof sessionStatusSchema>;
export type Person = z.infer<typeof personSchema>;
export type Member = z.infer<typeof memberSchema>;
export type WebhookTarget = z.infer<typeof webhookTargetSchema>;
export type SandboxNumber = z.infer<typeof numberSchema>;
export type SandboxGroup = z.infer<typeof groupSchema>;
export type Message = z.infer<typeof messageSchema>;
