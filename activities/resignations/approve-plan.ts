import type { ResignationPorts } from '../ports.ts';
import { refusal } from './refusal.ts';

export interface ApprovalInput {
  resignationId: string;
  planHash: string;
  approvedBy: string;
}

/** Approves what was planned, and only that. @throws `PlanNotReady`, `ForeignHash`, `AlreadyApproved` */
export const approvePlan =
  ({ resignations }: ResignationPorts) =>
  async ({ resignationId, planHash, approvedBy }: ApprovalInput): Promise<void> => {
    const approval = await resignations.approve(resignationId, planHash, approvedBy);
    switch (approval.kind) {
      case 'approved':
        return;
      case 'not-ready':
        throw refusal(
          'PlanNotReady',
          'there is no finished plan to approve yet: look at `progress`, and approve it then',
        );
      case 'foreign-hash':
        throw refusal(
          'ForeignHash',
          'planHash: is not the hash of this plan; read the plan again, and approve its hash',
        );
      case 'already-approved': {
        const at = new Date(approval.approvedAtMs).toISOString();
        throw refusal('AlreadyApproved', `${approval.approvedBy} has approved it already, at ${at}`);
      }
    }
  };
