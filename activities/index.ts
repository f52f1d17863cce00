import { askTurn, giveBackTurn } from './ask-turn.ts';
import { loadReceipt, markActive, markWithdrawn, purgeCaches, saveReceipt } from './close-books.ts';
import { confirmDeparture, readWhetherOut } from './confirm-departure.ts';
import { answerToLeave, leaveGroup } from './leave-group.ts';
import { tellNumber } from './outbox/tell-number.ts';
import { finishPlan, loadPlan, loadPlanItems } from './plans/finish-plan.ts';
import { openPlan } from './plans/open-plan.ts';
import { planInstance } from './plans/plan-instance.ts';
import { dropHold, noteHold } from './note-hold.ts';
import type { Ports } from './ports.ts';
import { preFlight, previewGroup } from './pre-flight.ts';
import { checkSuccessor, promoteSuccessor } from './promote-successor.ts';
import { resignationActivities } from './resignations/index.ts';
import { checkInstances, importRows } from './roster/import-rows.ts';
import { saveInviteCode } from './save-invite-code.ts';
import { sayGoodbye } from './say-goodbye.ts';
import { readPace } from './read-pace.ts';
import { setClosingDescription } from './set-closing-description.ts';

/** Every touch of the outside world, over the given ports. Workflows import the type only. */
export const createActivities = (ports: Ports) => ({
  preFlight: preFlight(ports),
  previewGroup: previewGroup(ports),
  saveInviteCode: saveInviteCode(ports),
  setClosingDescription: setClosingDescription(ports),
  promoteSuccessor: promoteSuccessor(ports),
  checkSuccessor: checkSuccessor(ports),
  sayGoodbye: sayGoodbye(ports),
  leaveGroup: leaveGroup(ports),
  answerToLeave: answerToLeave(ports),
  confirmDeparture: confirmDeparture(ports),
  readWhetherOut: readWhetherOut(ports),
  markWithdrawn: markWithdrawn(ports),
  markActive: markActive(ports),
  purgeCaches: purgeCaches(ports),
  saveReceipt: saveReceipt(ports),
  loadReceipt: loadReceipt(ports),
  readPace: readPace(ports),
  openPlan: openPlan(ports),
  planInstance: planInstance(ports),
  finishPlan: finishPlan(ports),
  loadPlan: loadPlan(ports),
  loadPlanItems: loadPlanItems(ports),
  noteHold: noteHold(ports),
  dropHold: dropHold(ports),
  ...resignationActivities(ports),
  checkInstances: checkInstances(ports),
  importRows: importRows(ports),
  tellNumber: tellNumber(ports),
  askTurn: askTurn(ports),
  giveBackTurn: giveBackTurn(ports),
});

export type Activities = ReturnType<typeof createActivities>;
