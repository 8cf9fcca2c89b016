/** What `-f` of `run` takes; `index.ts` beside this has a reporter for each but `html`, which is the page of a review. */
export const FORMATS = ['text', 'diff', 'json', 'html', 'github', 'sarif', 'gitlab', 'junit', 'markdown'] as const;
export type Format = (typeof FORMATS)[number];

/** What `-f` of `plan` takes. */
export const PLAN_FORMATS = ['text', 'markdown', 'json'] as const;
export type PlanFormat = (typeof PLAN_FORMATS)[number];
