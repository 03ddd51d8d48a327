/** Things in an order in which each comes after those it names, or the circle that makes that impossible. */
export type Ordering = { readonly order: readonly string[] } | { readonly circle: readonly string[] };

/**
 * Orders names topologically.
 *
 * @param names all of them, in the order that decides where nothing else does.
 * @param before what must come before a name; names that are not in the list are passed over.
 */
export function orderNames(names: readonly string[], before: (name: string) => readonly string[]): Ordering {
  const left = new Set(names);
  const order: string[] = [];
  while (left.size > 0) {
    const next = [...left].find((name) => before(name).every((other) => (other === name ? false : !left.has(other))));
    if (next === undefined) return { circle: findCircle(left, before) };
    left.delete(next);
    order.push(next);
  }
  return { order };
}

/** Walks from name to name until one comes again. Every name that is left waits for another one that is left. */
function findCircle(left: ReadonlySet<string>, before: (name: string) => readonly string[]): string[] {
  const trail: string[] = [];
  let [name] = left;
  while (name !== undefined && !trail.includes(name)) {
    trail.push(name);
    name = before(name).find((other) => left.has(other));
  }
  return name === undefined ? trail : [...trail.slice(trail.indexOf(name)), name];
}
