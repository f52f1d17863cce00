import { createHash, randomInt } from 'node:crypto';
import { z } from 'zod';
import type { SandboxGroup, SandboxNumber } from './types.ts';

export const phoneIdSchema = z.string().regex(/^\d{5,20}@c\.us$/, 'must look like 15550100001@c.us');
const lid = z.string().regex(/^\d{5,20}@lid$/, 'must look like 123456789012345@lid');
const role = z.enum(['participant', 'admin', 'superadmin']);

/** A number to put into the world. Everything with a default may be left out. */
export const newNumberSchema = z.strictObject({
  instanceId: z.string().min(1),
  gateway: z.enum(['waha', 'wawp']),
  /** The instance id unless given. */
  session: z.string().min(1).optional(),
  token: z.string().min(1),
  phoneId: phoneIdSchema,
  lid: lid.optional(),
  pushName: z.string().default('Sandbox number'),
  status: z.enum(['STOPPED', 'STARTING', 'SCAN_QR_CODE', 'WORKING', 'FAILED']).default('WORKING'),
  tellsLid: z.boolean().default(true),
  webhook: z
    .strictObject({
      url: z.url().optional(),
      secret: z.string().min(1).optional(),
      events: z.array(z.string()).default(['group.v2.leave', 'group.v2.participants']),
    })
    .prefault({}),
});

/** A member is one of our numbers, by its instance id, or somebody else, by phone id. */
const newMemberSchema = z.union([
  z.strictObject({ instanceId: z.string(), role: role.default('participant') }),
  z.strictObject({ phoneId: phoneIdSchema, lid: lid.optional(), role: role.default('participant') }),
]);

/** A group to put into the world. */
export const newGroupSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[\d-]+@g\.us$/, 'must look like 120363000000000001@g.us')
    .optional(),
  name: z.string(),
  description: z.string().default(''),
  announceOnly: z.boolean().default(false),
  infoAdminOnly: z.boolean().default(false),
  community: z.enum(['none', 'parent', 'announcement']).default('none'),
  addressing: z.enum(['phone', 'lid']).default('phone'),
  inviteCode: z.string().optional(),
  createdAtMs: z.int().optional(),
  /** Longest-standing first. */
  members: z.array(newMemberSchema).default([]),
  /** Who was in it and is not any more. */
  pastMembers: z.array(newMemberSchema).default([]),
});

/** The world file of `main.ts`, and what `startSandbox` may be given for an empty world. */
export const worldSeedSchema = z.strictObject({
  numbers: z.array(newNumberSchema).default([]),
  groups: z.array(newGroupSchema).default([]),
});

export type NewNumber = z.input<typeof newNumberSchema>;
export type NewGroup = z.input<typeof newGroupSchema>;
export type WorldSeed = z.input<typeof worldSeedSchema>;

/** @throws {z.ZodError} naming each wrong field */
export function makeNumber(input: NewNumber): SandboxNumber {
  const given = newNumberSchema.parse(input);
  return { ...given, session: given.session ?? given.instanceId, lid: given.lid ?? lidFor(given.phoneId) };
}

/**
 * @param numberOf finds one of our numbers
 * @throws {z.ZodError} naming each wrong field; {Error} when a member names a number that does not exist
 */
export function makeGroup(input: NewGroup, numberOf: (instanceId: string) => SandboxNumber): SandboxGroup {
  const given = newGroupSchema.parse(input);
  const member = (one: (typeof given.members)[number]) => {
    const { phoneId, lid } = 'instanceId' in one ? numberOf(one.instanceId) : one;
    return { phoneId, lid: lid ?? lidFor(phoneId), role: one.role };
  };
  return {
    ...given,
    id: given.id ?? `120363${randomInt(1e12).toString().padStart(12, '0')}@g.us`,
    inviteCode: given.inviteCode ?? randomInviteCode(),
    createdAtMs: given.createdAtMs ?? Date.now(),
    members: given.members.map(member),
    pastMembers: given.pastMembers.map(member).map(({ phoneId, lid }) => ({ phoneId, lid })),
  };
}

/** The same person has the same LID in every group, and one cannot tell it from the phone's digits. */
function lidFor(phone: string): string {
  const digest = createHash('sha256').update(phone).digest().readBigUInt64BE();
  return `${(digest % 900_000_000_000_000n) + 100_000_000_000_000n}@lid`;
}

function randomInviteCode(): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  return Array.from({ length: 22 }, () => letters[randomInt(letters.length)]).join('');
}
