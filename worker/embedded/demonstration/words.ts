import type { Receipt } from '../../../client/index.ts';
import type { Home } from '../home.ts';
import type { House } from '../house.ts';
import { receiptTable, whatTheyShow } from './exit-lines.ts';
import { stories } from './stories.ts';
import type { Story } from './stories.ts';

/** What a newcomer is told. Pure. */

export function welcome({ uiUrl, temporalAddress, worker, sandbox }: House, { directory }: Home): string[] {
  return [
    '',
    'A demonstration: WhatsApp numbers leave their groups. All of it runs on this machine; WhatsApp,',
    'and the gateways to it, are make-believe here. Temporal, the worker and the client are the real',
    'ones.',
    '',
    `  Temporal UI  ${uiUrl}`,
    `  Worker       http://127.0.0.1:${worker.port}/readyz and /metrics`,
    `  Make-believe ${sandbox.url}/_sandbox/journal tells what reached WhatsApp`,
    `  Kept in      ${directory} (with worker.log and temporal.log)`,
    `  Command line TEMPORAL_ADDRESS=${temporalAddress} npx node client/cli/main.ts --help`,
    '',
  ];
}

export function opening(round: number, resumed: boolean): string[] {
  const exits = stories.reduce((sum, { leavers }) => sum + leavers.length, 0);
  if (resumed) return [`Round ${round} was not finished last time: its exits go on where they were.`, ''];
  return [
    `Round ${round}: three numbers leave ${stories.length} groups, ${exits} exits. It takes about 40 seconds.`,
    '',
  ];
}

export function closing(rows: readonly { story: Story; receipt: Receipt }[], uiUrl: string): string[] {
  const all = `${uiUrl}/namespaces/default/workflows`;
  const query = (text: string) => `${all}?query=${encodeURIComponent(text)}`;
  return [
    '',
    ...receiptTable(rows),
    '',
    ...whatTheyShow(stories),
    '',
    'Every exit is a workflow in the Temporal UI: its details list the steps, its result is the receipt.',
    `  all of them          ${query('WorkflowType = "groupExit"')}`,
    `  of the number sales  ${query('WaInstance = "sales"')}`,
    `  on hold just now     ${query('ExitStage = "hold" AND ExecutionStatus = "Running"')}`,
    '',
  ];
}

export const staying = [
  'Everything keeps running for you to look around. Ctrl-C ends it; `npm start` again plays another',
  'round.',
];

export const leaving = [
  'Everything has ended again. In a terminal, `npm start` keeps it running for you to look around.',
];

export const interrupted = ['', 'Stopped half-way. Nothing is lost: `npm start` again goes on with the same exits.'];

export function onHold(name: string, uiUrl: string, workflowId: string): string {
  const link = `${uiUrl}/namespaces/default/workflows/${encodeURIComponent(workflowId)}`;
  return `"${name}" is on hold until a person decides. Its question is in the Temporal UI, under User Metadata: ${link}`;
}

export function decided(name: string): string {
  return `A person has decided: Ben gets the admin rights of "${name}", and its exit goes on.`;
}
