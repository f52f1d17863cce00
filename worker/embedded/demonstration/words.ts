import type { Plan } from '../../../client/index.ts';
import type { Home } from '../home.ts';
import type { House } from '../house.ts';
import { numbers } from './cast.ts';
import { fitted, table, WIDTH } from './table.ts';

/** What a newcomer is told. Pure. */

export function welcome({ uiUrl, temporalAddress, worker, sandbox }: House, { directory }: Home): string[] {
  return [
    '',
    'A demonstration: six WhatsApp numbers leave their groups. All of it runs on this machine; WhatsApp,',
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

export function opening(round: number, resumed: boolean, groups: number): string[] {
  if (resumed) return [`Round ${round} was not finished last time: its resignation goes on where it was.`, ''];
  return [
    `Round ${round}: ${numbers.length} numbers leave ${groups} groups, on gateways that fail now and then. First the list of groups`,
    'is imported, then a plan is made, which only reads.',
    '',
  ];
}

export function planned(plan: Plan, uiUrl: string): string[] {
  const { counts, requests } = plan.summary;
  const rows = counts.map(({ verdict, code = '', count }) => [verdict, code, String(count)]);
  return [
    ...table(['the plan', 'because', 'groups'], rows).map((line) => fitted(line, WIDTH)),
    '',
    `It costs ${requests} requests to the gateways. Now it is carried out, a lane for each number:`,
    `  ${uiUrl}/namespaces/default/workflows/${encodeURIComponent(`resignation/${plan.planId}`)}`,
    '',
  ];
}

export function closing(resignationId: string, uiUrl: string): string[] {
  const all = `${uiUrl}/namespaces/default/workflows`;
  return [
    'In the Temporal UI the details of a workflow tell where it stood (User Metadata). The resignation:',
    `  ${all}/${encodeURIComponent(`resignation/${resignationId}`)}`,
    'and its exits:',
    `  ${all}?query=${encodeURIComponent(`Resignation="${resignationId}"`)}`,
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

export const interrupted = [
  '',
  'Stopped half-way. Nothing is lost: `npm start` again goes on with the same resignation.',
];
