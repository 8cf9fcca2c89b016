/** What `-f` of `run` takes; `index.ts` beside this has a reporter for each. */
export const FORMATS = ['text', 'diff', 'json', 'github', 'sarif', 'gitlab', 'junit', 'markdown'] as const;
export type Format = (typeof FORMATS)[number];

/** What `-f` of `plan` takes. */
export const PLAN_FORMATS = ['text', 'markdown', 'json'] as const;
export type PlanFormat = (typeof PLAN_FORMATS)[number];
