import { posix } from 'node:path';
import { cyclesOf, type Graph, oneWayOrder, reachableFrom } from './graph.js';
import type { ImportKind, Module } from './modules.js';

const PIPELINE = 'generators/pipeline';

/** A place with its size, for a bound that is broken there. */
export interface Sized {
  readonly name: string;
  readonly size: number;
}

/** The structure of the generator in numbers. */
export interface Figures {
  readonly files: number;
  readonly folders: number;
  /** The files of each folder, the fullest first. */
  readonly filesIn: readonly Sized[];
  readonly lines: number;
  /** The lines of each file, the longest first. */
  readonly linesIn: readonly Sized[];
  readonly functions: number;
  readonly median: number;
  readonly ninetieth: number;
  /** The functions by their lines, arrows too, the longest first. */
  readonly linesOf: readonly Sized[];
  readonly moduleCycles: readonly (readonly string[])[];
  readonly roomCycles: readonly (readonly string[])[];
  /** The imports that go against the order of the rooms, as `from -> to`. */
  readonly climbs: readonly string[];
  /** The modules that the binary loads at its start. */
  readonly loadedAtStart: number;
  readonly anys: number;
}

/**
 * Counts what the modules are made of and how they hang together.
 *
 * @param main the module that the binary starts with.
 */
export function figuresOf(modules: readonly Module[], main: string): Figures {
  const functions = modules.flatMap(({ path, functions }) => functions.map((size) => ({ path, ...size })));
  const sizes = functions.filter(({ arrow }) => !arrow).map(({ lines }) => lines);
  const graph = graphOf(modules, ['static', 'dynamic', 'type']);
  return {
    files: modules.length,
    folders: new Set(modules.map(({ path }) => posix.dirname(path))).size,
    filesIn: largestFirst(countBy(modules.map(({ path }) => posix.dirname(path)))),
    lines: modules.reduce((sum, { lines }) => sum + lines, 0),
    linesIn: largestFirst(modules.map(({ path, lines }) => ({ name: path, size: lines }))),
    functions: sizes.length,
    median: quantile(sizes, 0.5),
    ninetieth: quantile(sizes, 0.9),
    linesOf: largestFirst(functions.map(({ path, line, lines }) => ({ name: `${path}:${line}`, size: lines }))),
    moduleCycles: cyclesOf(graph),
    roomCycles: cyclesOf(roomGraph(graph)),
    climbs: climbsIn(graph, main),
    loadedAtStart: reachableFrom(graphOf(modules, ['static']), main).size,
    anys: modules.reduce((sum, { anys }) => sum + anys, 0),
  };
}

/** A room is a folder of the pipeline; a file that lies in none is a room of its own. */
function roomOf(path: string): string {
  const folder = posix.dirname(path);
  return folder === PIPELINE || folder === 'generators' ? path : folder;
}

function graphOf(modules: readonly Module[], kinds: readonly ImportKind[]): Graph {
  return new Map(
    modules.map(({ path, imports }) => [path, new Set(imports.filter(({ kind }) => kinds.includes(kind)).map(({ to }) => to))]),
  );
}

function roomGraph(graph: Graph): Graph {
  const rooms = new Map<string, Set<string>>();
  for (const [path, needed] of graph) {
    const room = rooms.get(roomOf(path)) ?? new Set();
    for (const to of needed) if (roomOf(to) !== roomOf(path)) room.add(roomOf(to));
    rooms.set(roomOf(path), room);
  }
  return rooms;
}

function climbsIn(graph: Graph, main: string): readonly string[] {
  const order = oneWayOrder(roomGraph(graph), roomOf(main));
  return [...graph].flatMap(([path, needed]) =>
    [...needed].filter((to) => order.indexOf(roomOf(to)) < order.indexOf(roomOf(path))).map((to) => `${path} -> ${to}`),
  );
}

function countBy(names: readonly string[]): Sized[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, size]) => ({ name, size }));
}

function largestFirst(sized: readonly Sized[]): readonly Sized[] {
  return [...sized].sort((a, b) => b.size - a.size || a.name.localeCompare(b.name, 'en'));
}

/** The smallest of the values that at least this share of them does not exceed. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
}
