import { createHash } from 'node:crypto';
import { placesOf, saidOf } from './places.ts';
import { printable } from './text/prose.ts';
import { toJson } from './to-json.ts';
import type { Reporter } from './types.ts';

/** A report for GitLab's Code Quality: what a run would fix, and what failed. */
export const gitlab: Reporter<string> = (report) => toJson([
  ...placesOf(report, 'pending').map(({ path, site }) => ({
    description: printable(saidOf(site)),
    check_name: site.transform,
    fingerprint: site.id,
    severity: site.safety === 'safe' ? 'major' : 'minor',
    location: { path, lines: { begin: site.line } },
  })),
  ...report.errors.map(({ path, message }) => ({
    description: printable(message),
    check_name: 'checkmod',
    fingerprint: createHash('sha256').update(`${path}\0${message}`).digest('hex'),
    severity: 'critical',
    location: { path, lines: { begin: 1 } },
  })),
], 2);
