import type { Manifest } from '../manifest.ts';
import type { Address, PullRequestHost } from './host.ts';
import { patientFetch } from './patient-fetch.ts';

export interface HostOptions {
  readonly hosts?: Manifest['hosts'];
  readonly signal?: AbortSignal | undefined;
  /** Told when a limit of a host is waited for. */
  readonly onWait?: (host: string, seconds: number) => void;
  readonly answerMs?: number;
}

/** The hosts of a migration, each opened when it is first asked for. */
export interface Hosts {
  readonly settings: Manifest['hosts'];
  /** Throws `RepositoryError` without a token. */
  at(address: Address): Promise<PullRequestHost>;
}

export function openHosts({ hosts, signal, onWait, answerMs }: HostOptions): Hosts {
  const open = new Map<string, Promise<PullRequestHost>>();
  return {
    settings: hosts,
    at(address) {
      const { name, api, isPublic } = address;
      const known = open.get(api) ?? load(address, patientFetch({ host: name, isPublic, answerMs, signal, onWait: (seconds) => onWait?.(name, seconds) }));
      open.set(api, known);
      return known;
    },
  };
}

/** Only the client that is needed is loaded. */
async function load(address: Address, fetch: ReturnType<typeof patientFetch>): Promise<PullRequestHost> {
  if (address.kind === 'github') return (await import('./github.ts')).github(address, fetch);
  return (await import('./gitlab.ts')).gitlab(address, fetch);
}
