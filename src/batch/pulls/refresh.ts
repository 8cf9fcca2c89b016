import { reasonOf } from '../failure.ts';
import { hostedAt } from '../hosts/address.ts';
import type { Hosts } from '../hosts/open-hosts.ts';
import type { Pull } from '../types.ts';

/** A pull request as it is now; one that was merged stays so. With the reason where its host does not say. */
export async function refreshed(pull: Pull, hosts: Hosts, { checks = false } = {}): Promise<{ readonly pull: Pull; readonly reason?: string }> {
  const place = hostedAt(pull.remote, hosts.settings);
  if (pull.state === 'merged' || !place) return { pull };
  try {
    const host = await hosts.at(place.address);
    const now = await host.pull(place.path, pull.number);
    const { checks: _, ...rest } = pull;
    return { pull: { ...rest, state: now.state, draft: now.draft, ...(checks && now.state === 'open' && { checks: await host.checks(place.path, now) }) } };
  } catch (error) {
    return { pull, reason: reasonOf(error).reason };
  }
}
