/** What each node needs, by name. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** The groups of nodes that need each other, each sorted: Tarjan's strongly connected components of more than one node. */
export function cyclesOf(graph: Graph): readonly (readonly string[])[] {
  const indexes = new Map<string, number>();
  const open: string[] = [];
  const cycles: string[][] = [];
  /** Returns the earliest open node that can be reached from this one. */
  function visit(node: string): number {
    const index = indexes.size;
    let low = index;
    indexes.set(node, index);
    open.push(node);
    for (const next of graph.get(node) ?? []) {
      const seen = indexes.get(next);
      if (seen === undefined) low = Math.min(low, visit(next));
      else if (open.includes(next)) low = Math.min(low, seen);
    }
    if (low === index) {
      const group = open.splice(open.indexOf(node));
      if (group.length > 1) cycles.push(group.sort());
    }
    return low;
  }
  for (const node of graph.keys()) if (!indexes.has(node)) visit(node);
  return cycles;
}

/** Every node that can be reached from `start`, itself included. */
export function reachableFrom(graph: Graph, start: string): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const node of reached) for (const next of graph.get(node) ?? []) reached.add(next);
  return reached;
}

/**
 * The nodes in an order in which each stands before what it needs, found depth first from `start`. Where nodes need each other
 * there is no such order, and some edges climb in the one that is returned.
 */
export function oneWayOrder(graph: Graph, start: string): readonly string[] {
  const finished: string[] = [];
  const seen = new Set<string>();
  function visit(node: string): void {
    if (seen.has(node)) return;
    seen.add(node);
    for (const next of [...(graph.get(node) ?? [])].sort()) visit(next);
    finished.push(node);
  }
  if (graph.has(start)) visit(start);
  for (const node of [...graph.keys()].sort()) visit(node);
  return finished.reverse();
}
