import { render } from 'preact';
import { FixCard } from '../FixCard.tsx';
import type { Review } from '../review.ts';

/** How many cards of files seen before are kept. */
const KEPT = 400;

/**
 * The elements in which the cards of fixes live. The diff component takes them out and puts them back as it draws, so each
 * is made once and what is typed into it stays.
 */
export class CardHosts {
  readonly #review: Review;
  readonly #hosts = new Map<string, HTMLElement>();

  constructor(review: Review) {
    this.#review = review;
  }

  host(site: string): HTMLElement {
    const known = this.#hosts.get(site);
    if (known) return known;
    this.#forget();
    const host = document.createElement('div');
    host.className = 'card-host';
    render(<FixCard review={this.#review} site={site} />, host);
    this.#hosts.set(site, host);
    return host;
  }

  dispose(): void {
    for (const host of this.#hosts.values()) render(null, host);
    this.#hosts.clear();
  }

  #forget(): void {
    if (this.#hosts.size < KEPT) return;
    for (const [site, host] of this.#hosts) {
      if (host.isConnected) continue;
      render(null, host);
      this.#hosts.delete(site);
    }
  }
}
