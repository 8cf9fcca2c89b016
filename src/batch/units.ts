const SECONDS = { s: 1, m: 60, h: 3600 } as const;

/** Milliseconds of `90s`, `10m` or `2h`. */
export function milliseconds(duration: string): number {
  return Number.parseInt(duration, 10) * SECONDS[duration.at(-1) as keyof typeof SECONDS] * 1000;
}

/** Megabytes of `500MB` or `2GB`. */
export function megabytes(size: string): number {
  return Number.parseInt(size, 10) * (size.endsWith('GB') ? 1024 : 1);
}
