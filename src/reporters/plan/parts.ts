import type { ItemReport } from '../../report.ts';

/** The items of a plan as a person reads them: what code answers, then what people are to do, then what nobody understood. */
export interface Parts {
  readonly answered: readonly ItemReport[];
  /** Items that one sentence of advice serves. */
  readonly advised: readonly { readonly topic: string; readonly advice: string; readonly items: readonly ItemReport[] }[];
  readonly others: readonly ItemReport[];
}

export function partsOf(items: readonly ItemReport[]): Parts {
  const isAnswered = (item: ItemReport) => item.transforms.length > 0 || item.evidence.length > 0;
  const rest = items.filter((item) => !isAnswered(item));
  const advice = [...new Set(rest.flatMap((item) => item.advice ?? []))];
  return {
    answered: items.filter(isAnswered),
    advised: advice.map((each) => {
      const own = rest.filter((item) => item.advice === each);
      return { topic: own[0]!.reason.split(':', 1)[0]!, advice: each, items: own };
    }),
    others: rest.filter((item) => item.advice === undefined),
  };
}

/** By item, the line of an earlier one of which the code says the very same. */
export function repeatsOf(items: readonly ItemReport[]): ReadonlyMap<ItemReport, number> {
  const first = new Map<string, number>();
  const repeats = new Map<ItemReport, number>();
  for (const item of items) {
    const { transforms, verdict, reason, evidence } = item;
    const key = JSON.stringify([transforms, verdict, reason, evidence.map(({ path, line, message }) => [path, line, message])]);
    const line = first.get(key);
    if (line === undefined) first.set(key, item.line);
    else repeats.set(item, line);
  }
  return repeats;
}
