import type { HostSetting } from '../manifest.ts';
import type { Address } from './host.ts';

/** A repository at a host that takes pull requests. */
export interface HostedPlace {
  readonly address: Address;
  /** `acme/orders`; on GitLab also deeper. */
  readonly path: string;
}

type HostSettings = { readonly [name: string]: HostSetting };

/** Names under which ssh is reached where a firewall leaves only its port open. */
const OTHER_NAMES: { readonly [name: string]: string } = { 'ssh.github.com': 'github.com', 'altssh.gitlab.com': 'gitlab.com' };

/** The host of a clone URL, and what the repository is called there; undefined for a plain git remote. */
export function hostedAt(url: string, hosts: HostSettings = {}): HostedPlace | undefined {
  const parts = partsOf(url);
  if (!parts) return undefined;
  const { scheme, host, path } = parts;
  const address = addressOf(host, hosts, scheme === 'http' ? 'http' : 'https') ?? addressOf(host.replace(/:\d+$/, ''), hosts);
  if (!address || !(address.kind === 'github' ? /^[^/]+\/[^/]+$/ : /^[^/]+(?:\/[^/]+)+$/).test(path)) return undefined;
  return { address, path };
}

/** Where a host answers, by its name; undefined for one that is neither known nor in the manifest. */
export function addressOf(host: string, hosts: HostSettings = {}, scheme = 'https'): Address | undefined {
  const name = OTHER_NAMES[host] ?? host;
  const setting = hosts[name];
  if (setting === undefined) {
    if (name === 'github.com') return { kind: 'github', name, api: 'https://api.github.com', isPublic: true };
    if (name.endsWith('.ghe.com')) return { kind: 'github', name, api: `https://api.${name}`, isPublic: true };
    return name === 'gitlab.com' ? { kind: 'gitlab', name, api: 'https://gitlab.com/api/v4', isPublic: true } : undefined;
  }
  const { kind, api } = typeof setting === 'string' ? { kind: setting, api: `${scheme}://${name}/api/${setting === 'github' ? 'v3' : 'v4'}` } : setting;
  return { kind, name, api: api.replace(/\/+$/, ''), isPublic: false };
}

function partsOf(url: string): { readonly scheme: string; readonly host: string; readonly path: string } | undefined {
  const scp = /^[\w.-]+@([\w.-]+):(?!\/\/)(.+)$/.exec(url);
  if (scp) return { scheme: 'ssh', host: scp[1]!.toLowerCase(), path: trimmed(scp[2]!) };
  if (!URL.canParse(url)) return undefined;
  const { protocol, host, pathname } = new URL(url);
  return host === '' ? undefined : { scheme: protocol.slice(0, -1), host: host.toLowerCase(), path: trimmed(decodeURIComponent(pathname)) };
}

function trimmed(path: string): string {
  return path.replace(/^\/+|\/+$/g, '').replace(/\.git$/, '');
}
