/** Wrong usage or configuration, or a refusal: nothing was written. The command line exits 2. */
export class UsageError extends Error {
  override readonly name: string = 'UsageError';
}
