import type { GroupKey } from '../memberships/memberships.ts';
import type { ItemCursor, KnownGroup, NewItem, PlanItem, PlanRequest, PlanSummary } from './plan.ts';

/** The port to the books of plans. Every method is one short transaction. */
export interface Plans {
  /**
   * Begins a plan. Idempotent.
   * @throws {PlanTaken} when there is a plan of that id with another request
   */
  createPlan(planId: string, request: PlanRequest): Promise<void>;
  /** @returns what a plan was asked for; `undefined` where there is none */
  planRequest(planId: string): Promise<PlanRequest | undefined>;
  /**
   * Takes the place of the instance's items, so it may be called again. A skip is settled from the beginning.
   * @throws {PlanNotReading} when the plan is finished or unknown
   */
  addItems(planId: string, instanceId: string, items: readonly NewItem[]): Promise<void>;
  /**
   * The items are complete. Idempotent.
   * @returns the hash of items and wishes
   * @throws {PlanNotReading} when the plan was stopped or is unknown
   */
  finishPlan(planId: string): Promise<{ hash: string }>;
  /** Nothing is to be done by it; the first reason stands. @throws {PlanNotReading} when it is finished or unknown */
  stopPlan(planId: string, why: string): Promise<void>;
  plan(planId: string): Promise<PlanSummary | undefined>;
  /** A page of items, ordered by instance and place. */
  planItems(planId: string, page: { after?: ItemCursor; limit: number }): Promise<PlanItem[]>;
  /** Keeps how many groups a believed listing had, for the next one to be compared with. */
  noteListing(instanceId: string, groups: number): Promise<void>;
  /**
   * How many groups the next listing should show: those of the last one without the departures since, or before there was any,
   * the rows that say we are in.
   */
  expectedGroups(instanceId: string): Promise<number>;
  knownGroups(instanceId: string): Promise<KnownGroup[]>;
  instancesOfClient(clientId: string): Promise<string[]>;
  /** Of these groups, the ones of which the books know other instances only, with those. */
  groupsOfOthers(groups: readonly GroupKey[]): Promise<Array<GroupKey & { others: string[] }>>;
}

/** There is a plan of that id already, and it was asked for something else. */
export class PlanTaken extends Error {
  override readonly name = 'PlanTaken';
}

/** The plan takes no more items, and its end is decided. */
export class PlanNotReading extends Error {
  override readonly name = 'PlanNotReading';
}
