import { type Filter, isFiltering, NO_FILTER } from './filter.ts';
import { GROUPINGS, type Grouping } from './groups.ts';
import type { Review } from './review.ts';

interface Props {
  readonly review: Review;
}

const DECISIONS = { all: 'All', undecided: 'Undecided', accepted: 'Accepted', rejected: 'Rejected' } as const;
const TIERS = { all: 'Safe and unsafe', safe: 'Safe', unsafe: 'Unsafe' } as const;
const GROUPING_NAMES: { readonly [grouping in Grouping]: string } = { repository: 'Repository', transform: 'Transform', file: 'File', shape: 'Shape', item: 'Checklist item' };

export function FilterBar({ review }: Props) {
  const set = (part: Partial<Filter>) => { review.filter.value = { ...review.filter.peek(), ...part }; };
  const filter = review.filter.value;
  const groupings = Object.fromEntries(GROUPINGS.filter((one) => review.groupings.value.includes(one)).map((one) => [one, GROUPING_NAMES[one]]));
  return (
    <div class="filters" role="search" aria-label="Filter the fixes">
      <Field id="search" label="Search in code and messages" placeholder="Search  /" value={filter.text} onInput={(text) => set({ text })} />
      <Field id="filter-path" label="Part of the path" placeholder="Path" value={filter.path} onInput={(path) => set({ path })} />
      <Choice label="Decision" value={filter.decision} choices={DECISIONS} onChange={(decision) => set({ decision: decision as Filter['decision'] })} />
      <Choice label="Tier" value={filter.tier} choices={TIERS} onChange={(tier) => set({ tier: tier as Filter['tier'] })} />
      <Choice label="Transform" value={filter.transform} choices={transforms(review)} onChange={(transform) => set({ transform })} />
      <Choice label="Group by" value={review.grouping.value} choices={groupings} prefix="By " onChange={(grouping) => { review.grouping.value = grouping as Grouping; }} />
      <Shown review={review} />
    </div>
  );
}

/** How many are left, and the way back to all of them. */
function Shown({ review }: Props) {
  if (!isFiltering(review.filter.value)) return null;
  const shown = review.entries.value.filter((entry) => entry.shown.value).length;
  return (
    <p class="shown" role="status">
      {shown} of {review.entries.value.length} shown <button type="button" onClick={() => { review.filter.value = NO_FILTER; }}>Show all</button>
    </p>
  );
}

function transforms(review: Review): { readonly [id: string]: string } {
  const used = new Set(review.entries.value.map(({ fix }) => fix.peek().transform));
  return { all: 'All transforms', ...Object.fromEntries([...used].map((id) => [id, id])) };
}

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  onInput(text: string): void;
}

function Field({ id, label, placeholder, value, onInput }: FieldProps) {
  return (
    <input id={id} type="search" aria-label={label} placeholder={placeholder} value={value} spellcheck={false} autocomplete="off"
      onInput={({ currentTarget }) => onInput(currentTarget.value)}
      onKeyDown={({ key, currentTarget }) => { if (key === 'Escape' || key === 'Enter') currentTarget.blur(); }} />
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly choices: { readonly [value: string]: string };
  readonly prefix?: string;
  onChange(value: string): void;
}

function Choice({ label, value, choices, prefix = '', onChange }: ChoiceProps) {
  return (
    <select aria-label={label} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
      {Object.entries(choices).map(([choice, name]) => <option key={choice} value={choice}>{prefix}{prefix ? name.toLowerCase() : name}</option>)}
    </select>
  );
}
