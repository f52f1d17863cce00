import { z } from 'zod';
import type { Member, Message, Person, SandboxGroup } from './types.ts';

/** WhatsApp's own limit for a description, as its clients enforce it. */
const DESCRIPTION_LIMIT = 2048;

/** Why WhatsApp does not do what it was asked to. */
export const refusalSchema = z.enum([
  'not-a-member',
  'not-an-admin',
  'not-authorized',
  'announce-only',
  'unknown-participant',
  'already-admin',
  'too-long',
  'community-parent',
]);

export type Refusal = z.infer<typeof refusalSchema>;

export const effectSchema = z.enum(['none', 'left', 'promoted', 'described', 'said']);

/** What an operation makes of a group. Nothing has happened until the world commits it. */
export type Outcome =
  | { effect: 'none'; why: Refusal }
  | Repeated
  | { effect: 'left'; group: SandboxGroup; who: Member; successor?: Member }
  | { effect: 'promoted'; group: SandboxGroup; who: Member[] }
  | { effect: 'described'; group: SandboxGroup }
  | Said;

/** An outcome that changes the world. */
export type Happening = Exclude<Outcome, { effect: 'none' }>;

/** What comes of anything but saying something again. */
export type Attempt = Exclude<Outcome, Repeated>;

type Said = { effect: 'said'; group: SandboxGroup; message: Message };

/** The message was said before under the same id: once is enough. */
type Repeated = { effect: 'none'; why: 'already-said'; message: Message };

/** The id that the group's participant list shows for somebody. */
export function listedAs(group: SandboxGroup, person: Person): string {
  return group.addressing === 'lid' ? person.lid : person.phoneId;
}

export function memberOf(group: SandboxGroup, phoneId: string): Member | undefined {
  return group.members.find((member) => member.phoneId === phoneId);
}

export function isAdmin(member: Member | undefined): boolean {
  return member !== undefined && member.role !== 'participant';
}

/**
 * Anybody may leave. When the last admin does, WhatsApp promotes somebody (WAHA #421 does not say whom: here it is the
 * longest-standing member).
 */
export function leave(group: SandboxGroup, phoneId: string): Outcome {
  const who = memberOf(group, phoneId);
  if (!who) return { effect: 'none', why: 'not-a-member' };
  const left = {
    ...group,
    members: group.members.filter((member) => member !== who),
    pastMembers: [...group.pastMembers.filter((past) => past.phoneId !== phoneId), { phoneId, lid: who.lid }],
  };
  const successor = isAdmin(who) && !left.members.some(isAdmin) ? left.members[0] : undefined;
  if (!successor) return { effect: 'left', group: left, who };
  const promoted = withAdmins(left, [successor]);
  return { effect: 'left', group: promoted, who, successor };
}

/**
 * Only admins promote. Ids that the participant list does not show in exactly this form are dropped, as in WEBJS
 * (WAHA #1029: a phone id in a group listed by LID does nothing).
 */
export function promote(group: SandboxGroup, byPhoneId: string, ids: readonly string[]): Attempt {
  const by = memberOf(group, byPhoneId);
  if (!by) return { effect: 'none', why: 'not-a-member' };
  if (!isAdmin(by)) return { effect: 'none', why: 'not-an-admin' };
  const named = group.members.filter((member) => ids.includes(listedAs(group, member)));
  if (named.length === 0) return { effect: 'none', why: 'unknown-participant' };
  const who = named.filter((member) => !isAdmin(member));
  if (who.length === 0) return { effect: 'none', why: 'already-admin' };
  return { effect: 'promoted', group: withAdmins(group, who), who };
}

/**
 * Replaces the description: a member's right, or an admin's where the group says so. A community's parent takes none by this
 * way (Baileys #2754), and nobody writes in it (Baileys #1652).
 */
export function describe(group: SandboxGroup, byPhoneId: string, description: string): Attempt {
  const by = memberOf(group, byPhoneId);
  if (!by) return { effect: 'none', why: 'not-a-member' };
  if (group.community === 'parent') return { effect: 'none', why: 'community-parent' };
  if (group.infoAdminOnly && !isAdmin(by)) return { effect: 'none', why: 'not-an-admin' };
  if (description.length > DESCRIPTION_LIMIT) return { effect: 'none', why: 'too-long' };
  return { effect: 'described', group: { ...group, description } };
}

/** Says something in the group: a member's right, or an admin's in an announce-only group. */
export function say(group: SandboxGroup, message: Message): Said | { effect: 'none'; why: Refusal } {
  const by = memberOf(group, message.author);
  if (!by) return { effect: 'none', why: 'not-a-member' };
  if (group.community === 'parent') return { effect: 'none', why: 'community-parent' };
  if (group.announceOnly && !isAdmin(by)) return { effect: 'none', why: 'announce-only' };
  return { effect: 'said', group, message };
}

/** The invite code, which only admins get to see. */
export function inviteCodeFor(group: SandboxGroup, phoneId: string): string | undefined {
  return isAdmin(memberOf(group, phoneId)) ? group.inviteCode : undefined;
}

function withAdmins(group: SandboxGroup, who: readonly Member[]): SandboxGroup {
  const promoted = new Set(who.map((member) => member.phoneId));
  const members = group.members.map((member): Member => {
    return promoted.has(member.phoneId) ? { ...member, role: 'admin' } : member;
  });
  return { ...group, members };
}
