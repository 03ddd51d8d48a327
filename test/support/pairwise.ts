/** Named factors with their values. */
export type Factors = Readonly<Record<string, readonly string[]>>;
export type Row = Readonly<Record<string, string>>;

/**
 * Rows in which every two values of two different factors meet at least once: a greedy covering array. Deterministic.
 */
export function pairwiseRows(factors: Factors): Row[] {
  const names = Object.keys(factors);
  const open = allPairs(factors);
  const rows: Row[] = [];
  while (open.size > 0) {
    const row = buildRow(names, factors, open);
    for (const pair of pairsOf(row)) open.delete(pair);
    rows.push(row);
  }
  return rows;
}

function allPairs(factors: Factors): Set<string> {
  const pairs = new Set<string>();
  const entries = Object.entries(factors);
  for (const [i, [a, values]] of entries.entries()) {
    for (const [b, others] of entries.slice(i + 1)) {
      for (const value of values) for (const other of others) pairs.add(key(a, value, b, other));
    }
  }
  return pairs;
}

/** Starts with a pair that is still open, then gives each factor the value that closes most pairs. */
function buildRow(names: readonly string[], factors: Factors, open: ReadonlySet<string>): Row {
  const [first = ''] = open;
  const [left = '', right = ''] = first.split('|');
  const [a = '', value = ''] = left.split('=');
  const [b = '', other = ''] = right.split('=');
  const row: Record<string, string> = { [a]: value, [b]: other };
  for (const name of names) {
    if (row[name] !== undefined) continue;
    const gains = (factors[name] ?? []).map((candidate) => [candidate, gain(row, name, candidate, names, open)] as const);
    row[name] = gains.reduce((best, next) => (next[1] > best[1] ? next : best))[0];
  }
  return Object.fromEntries(names.map((name) => [name, row[name] ?? '']));
}

function gain(row: Row, name: string, value: string, names: readonly string[], open: ReadonlySet<string>): number {
  return Object.entries(row).filter(([other, otherValue]) => {
    const ordered = names.indexOf(name) < names.indexOf(other);
    return open.has(ordered ? key(name, value, other, otherValue) : key(other, otherValue, name, value));
  }).length;
}

function pairsOf(row: Row): string[] {
  const entries = Object.entries(row);
  return entries.flatMap(([a, value], i) => entries.slice(i + 1).map(([b, other]) => key(a, value, b, other)));
}

function key(a: string, value: string, b: string, other: string): string {
  return `${a}=${value}|${b}=${other}`;
}
