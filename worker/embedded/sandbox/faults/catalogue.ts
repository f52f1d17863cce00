import { accountFaults } from './account-faults.ts';
import { answerFaults } from './answer-faults.ts';
import { connectionFaults } from './connection-faults.ts';
import { descriptionFaults } from './description-faults.ts';
import { eventFaults } from './event-faults.ts';
import type { Fault } from './fault.ts';
import { groupFaults } from './group-faults.ts';
import { inviteFaults } from './invite-faults.ts';
import { readingFaults } from './reading-faults.ts';
import { refusalFaults } from './refusal-faults.ts';
import { stepFaults } from './step-faults.ts';
import { webhookFaults } from './webhook-faults.ts';

const faults = {
  ...connectionFaults,
  ...refusalFaults,
  ...answerFaults,
  ...accountFaults,
  ...stepFaults,
  ...descriptionFaults,
  ...inviteFaults,
  ...readingFaults,
  ...groupFaults,
  ...webhookFaults,
  ...eventFaults,
};

export type FaultName = keyof typeof faults;

/** Every fault by its name, with the gateways and engines that can produce it. A new one is an entry in its part. */
export const catalogue: Readonly<Record<FaultName, Fault>> = faults;

export type CatalogueEntry = Fault & { name: FaultName };

export const faultNames = Object.keys(faults) as [FaultName, ...FaultName[]];

/** The catalogue as a list, for a matrix of faults and the places they are possible on. */
export const catalogueEntries: readonly CatalogueEntry[] = faultNames.map((name) => ({ name, ...catalogue[name] }));
