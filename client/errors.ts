/**
 * Everything the client throws: one class for each thing that a caller can do about it. All messages can be shown to people:
 * they hold no token and no phone number.
 */
export class GroupExitError extends Error {
  override readonly name: string = 'GroupExitError';
}

/** One field of a request, and what is wrong with it. */
export interface Fault {
  /** As it is written in the request, such as `successors[1]`. */
  field: string;
  /** What is wrong and what to write instead. */
  problem: string;
}

/** Thrown before anything is sent: mend the fields that `faults` lists, all of them at once. */
export class InvalidRequest extends GroupExitError {
  override readonly name = 'InvalidRequest';
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(faults.map(({ field, problem }) => `${field}: ${problem}`).join('\n'));
    this.faults = faults;
  }
}

/** Nothing is known of an exit of this group, in Temporal or in the books: start one, or check the ids. */
export class NoSuchExit extends GroupExitError {
  override readonly name = 'NoSuchExit';
}

/** The exit has ended, so it can't be paused, resumed or cancelled any more: `receipt()` says how it ended. */
export class ExitOver extends GroupExitError {
  override readonly name = 'ExitOver';
}

/** No exit of this number has asked for a turn, so there is nothing to look at and nothing to resume: check the id. */
export class NoSuchNumber extends GroupExitError {
  override readonly name = 'NoSuchNumber';
}

/**
 * The workflow was terminated (or failed) before its receipt: start the exit again. It goes on where it was, and what the group
 * has seen already, the goodbye and the departure, does not happen twice.
 */
export class ExitInterrupted extends GroupExitError {
  override readonly name = 'ExitInterrupted';
}

/** The exit does not take the decision; `type` says why, and the message what could be decided instead. */
export class DecisionRefused extends GroupExitError {
  override readonly name = 'DecisionRefused';
  /**
   * `NotHeld`: it was decided already, or needs no decision. `ChoiceNotOffered`: the hold asks something else.
   * `InvalidDecision`, `SuccessorNotInGroup`: name somebody else. Any other: the group could not be read, so decide again later.
   */
  readonly type: string;

  constructor(type: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.type = type;
  }
}

/** A dry run came to no answer: the message says what failed. Nothing was changed. */
export class PreviewFailed extends GroupExitError {
  override readonly name = 'PreviewFailed';
}

/** There is a plan of that id already, and it was asked for something else: choose another id, or leave it out. */
export class PlanTaken extends GroupExitError {
  override readonly name = 'PlanTaken';
}

/** Nobody has made a plan of that id: check the id, the address and the namespace. */
export class NoSuchPlan extends GroupExitError {
  override readonly name = 'NoSuchPlan';
}

/** The making of a plan ended without one: the message says what failed. Nothing was done in any group. */
export class PlanFailed extends GroupExitError {
  override readonly name = 'PlanFailed';
}

/** Nothing is known of a resignation of that id, in Temporal or in the books: start one, or check the id. */
export class NoSuchResignation extends GroupExitError {
  override readonly name = 'NoSuchResignation';
}

/** The resignation has ended, so it takes no orders any more: `report()` says how, and `retryFailed()` takes up what failed. */
export class ResignationOver extends GroupExitError {
  override readonly name = 'ResignationOver';
}

/** The resignation can't begin, or does not take the order; `type` says why, and the message what to do. */
export class ResignationRefused extends GroupExitError {
  override readonly name = 'ResignationRefused';
  /**
   * `UnknownPlan`, `PlanTaken`, `ResignationIdTaken`, `PlanNotReady`; of an approval also `ForeignHash`, `AlreadyApproved`
   * and `InvalidApproval`. Any other: it failed, and the message says what did.
   */
  readonly type: string;

  constructor(type: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.type = type;
  }
}

/** An import ended before its end: the message says what failed and how far it came. Import again: it doubles nothing. */
export class ImportFailed extends GroupExitError {
  override readonly name = 'ImportFailed';
}

/** Temporal holds the exit, but no worker answers for it: start one. Nothing is lost meanwhile. */
export class NoWorker extends GroupExitError {
  override readonly name = 'NoWorker';
}

/** Temporal can't be reached, or gives no answer in time: the same call may work later. */
export class TemporalUnavailable extends GroupExitError {
  override readonly name = 'TemporalUnavailable';
}

/** Temporal answers, but is not set up for this: a namespace, search attributes or permissions are missing. */
export class TemporalNotReady extends GroupExitError {
  override readonly name = 'TemporalNotReady';
}
