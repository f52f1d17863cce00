import { z } from 'zod';
import { catalogue, faultNames } from './catalogue.ts';
import { faultSettingsSchema } from './rule.ts';

/** What is done once and for good has no end and no number. */
const NOT_FOR_LASTING = ['times', 'untilMs', 'forMs'] as const;

/** A fault as it is asked for: by its name. */
export const newFaultSchema = faultSettingsSchema.extend({ name: z.enum(faultNames) }).superRefine((asked, context) => {
  if (!catalogue[asked.name].onBegin) return;
  for (const setting of NOT_FOR_LASTING.filter((one) => asked[one] !== undefined)) {
    const message = `does not go with ${asked.name}, which happens once and stays: leave it out`;
    context.addIssue({ code: 'custom', path: [setting], message });
  }
});

export type NewFault = z.input<typeof newFaultSchema>;
