import type { NumberProgress, ResignationProgress } from '../../../client/index.ts';
import { numbers } from './cast.ts';
import type { Row } from './screen.ts';

const BAR = 30;
const SMALL_BAR = 20;
/** Where nobody draws over it, a line for each tenth is enough. */
const STEPS = 10;

/** Where the resignation stands, for the screen. Pure. */
export function pictureOf(progress: ResignationProgress, keysAreThere: boolean): Row[] {
  const { state, settled, groups } = progress;
  const step = Math.floor((settled / Math.max(groups, 1)) * STEPS);
  const rows: Row[] = [
    {
      key: 'bar',
      text: barLine(progress, settled),
      plain: `${state.padEnd(9)}${barOf(step / STEPS, BAR)} ${step * 10} %`,
    },
    { key: 'outcomes', text: `         ${outcomesOf(progress)}` },
    ...progress.numbers.map((number) => ({ key: number.instanceId, text: numberLine(number) })),
  ];
  if (keysAreThere) rows.push({ key: 'keys', text: '  p pauses, r resumes, q ends it half-way' });
  return rows;
}

/** @param share 0 to 1 */
function barOf(share: number, width: number): string {
  const full = Math.round(share * width);
  return `[${'█'.repeat(full)}${'░'.repeat(width - full)}]`;
}

function outcomesOf({ outcomes }: ResignationProgress): string {
  return Object.entries(outcomes)
    .map(([outcome, count]) => `${count} ${outcome}`)
    .join(', ');
}

function barLine({ state, groups, holds, perHour, endsAt }: ResignationProgress, settled: number): string {
  const parts = [`${settled}/${groups}`];
  if (holds > 0) parts.push(`${holds} on hold`);
  if (state === 'running' && perHour > 0) parts.push(`${Math.round(perHour / 60)} a minute`);
  if (state === 'running' && endsAt !== undefined) parts.push(`until ${new Date(endsAt).toTimeString().slice(0, 8)}`);
  return `${state.padEnd(9)}${barOf(settled / Math.max(groups, 1), BAR)} ${parts.join(', ')}`;
}

function numberLine({ instanceId, settled, groups, running, holds }: NumberProgress): string {
  const place = numbers.find((number) => number.instanceId === instanceId);
  const where = place?.gateway === 'wawp' ? 'Wawp' : `WAHA ${place?.engine ?? ''}`;
  const parts = [`${settled}/${groups}`];
  if (running > 0) parts.push(`${running} under way`);
  if (holds > 0) parts.push(`${holds} on hold`);
  return `  ${instanceId.padEnd(9)} ${where.padEnd(10)}  ${barOf(settled / Math.max(groups, 1), SMALL_BAR)} ${parts.join(', ')}`;
}
