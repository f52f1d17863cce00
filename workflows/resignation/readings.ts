import type { ResignationProgress } from '../../activities/plans/progress.ts';
import type { ReportPage } from '../../activities/plans/report.ts';
import type { HoldsPage, HoldsPageInput } from '../../activities/resignations/holds-page.ts';
import type { ReportPageInput } from '../../activities/resignations/report-page.ts';
import { rows } from './activity-proxies.ts';

// Short workflows, for clients that have no database: the books outlive Temporal's retention.

/** Where a resignation stands right now; `null` where nobody knows of it. */
export function resignationProgress(input: { resignationId: string }): Promise<ResignationProgress | null> {
  return rows.readProgress(input);
}

/** One page of a report. */
export function reportPage(input: ReportPageInput): Promise<ReportPage | null> {
  return rows.reportPage(input);
}

/** One page of what waits for a person. */
export function holdsPage(input: HoldsPageInput): Promise<HoldsPage | null> {
  return rows.holdsPage(input);
}
