import { z } from 'zod';
import { catalogue, faultNames } from './catalogue.ts';
import { operationsFor } from './operations-for.ts';
import { faultSettingsSchema } from './rule.ts';

/** What is done once and for good has no end and no number. */
const NOT_FOR_LASTING = ['times', 'untilMs', 'forMs'] as const;

/** What was asked for comes first: there are more names than anybody reads before it. */
const nameSchema = z.enum(faultNames, {
  error: ({ input }) => `${JSON.stringify(input) ?? 'nothing'} is no fault of the catalogue: ${faultNames.join(', ')}`,
});

/** A fault as it is asked for: by its name. What can never strike is refused. */
export const newFaultSchema = faultSettingsSchema.extend({ name: nameSchema }).superRefine((asked, context) => {
  const { name, operation, fromMs = 0, untilMs } = asked;
  const refuse = (setting: string, message: string) => context.addIssue({ code: 'custom', path: [setting], message });
  const lasting = catalogue[name].onBegin ? NOT_FOR_LASTING.filter((one) => asked[one] !== undefined) : [];
  for (const setting of lasting)
    refuse(setting, `does not go with ${name}, which happens once and stays: leave it out`);
  const operations = operationsFor(catalogue[name]);
  if (operation !== undefined && !operations.includes(operation))
    refuse('operation', `${name} never strikes ${JSON.stringify(operation)}; it can strike: ${operations.join(', ')}`);
  if (untilMs !== undefined && untilMs <= fromMs)
    refuse('untilMs', `has to be over fromMs (${fromMs}), or the fault ends before it begins`);
});

export type NewFault = z.input<typeof newFaultSchema>;
