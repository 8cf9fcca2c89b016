/** What the command line's exit codes say. */
export const EXIT = {
  /** Done; also a dry run that found fixes, also with skipped input. */
  done: 0,
  /** `--check` found fixes, or a fix or a write failed. */
  failed: 1,
  /** Wrong usage or configuration, or a refusal; nothing was written. */
  usage: 2,
  interrupted: 130,
  /** A review that was ended from outside; what was decided is kept. */
  terminated: 143,
  hungUp: 129,
} as const;
