import { createHash, randomInt } from 'node:crypto';
import { z } from 'zod';
import { doesTellLid } from './release.ts';
import {
  groupSchema,
  lidSchema,
  numberSchema,
  phoneIdSchema,
  roleSchema,
  webhookTargetSchema,
  type SandboxGroup,
  type SandboxNumber,
} from './types.ts';

/** A number to put into the world; what has a default or is optional may be left out. */
export const newNumberSchema = numberSchema
  .extend({
    /** The instance id unless given. */
    session: z.string().min(1).optional(),
    lid: lidSchema.optional(),
    pushName: z.string().default('Sandbox number'),
    status: numberSchema.shape.status.default('WORKING'),
    /** By engine and version unless given. */
    tellsLid: z.boolean().optional(),
    webhook: webhookTargetSchema
      .extend({ events: z.array(z.string()).default(['group.v2.leave', 'group.v2.participants', 'session.status']) })
      .prefault({}),
  })
  .refine(({ gateway, engine }) => gateway === 'waha' || engine === 'WEBJS', {
    path: ['engine'],
    message: 'must be WEBJS on Wawp, the only engine its documents show',
  });

/** A member is one of our numbers, by its instance id, or somebody else, by phone id. */
const newMemberSchema = z.union([
  z.strictObject({ instanceId: z.string(), role: roleSchema.default('participant') }),
  z.strictObject({ phoneId: phoneIdSchema, lid: lidSchema.optional(), role: roleSchema.default('participant') }),
]);

/** A group to put into the world; what has a default or is optional may be left out. */
export const newGroupSchema = groupSchema.extend({
  id: groupSchema.shape.id.optional(),
  description: z.string().default(''),
  announceOnly: z.boolean().default(false),
  infoAdminOnly: z.boolean().default(false),
  community: groupSchema.shape.community.default('none'),
  addressing: groupSchema.shape.addressing.default('phone'),
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
  const tellsLid = given.tellsLid ?? doesTellLid(given);
  return { ...given, tellsLid, session: given.session ?? given.instanceId, lid: given.lid ?? lidFor(given.phoneId) };
}

/**
 * @param numberOf finds one of our numbers
 * @throws {z.ZodError} naming each wrong field
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
function lidFor(phoneId: string): string {
  const digest = createHash('sha256').update(phoneId).digest().readBigUInt64BE();
  return `${(digest % 900_000_000_000_000n) + 100_000_000_000_000n}@lid`;
}

function randomInviteCode(): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  return Array.from({ length: 22 }, () => letters[randomInt(letters.length)]).join('');
}
