import type { Figures, Sized } from './figures.js';
import type { Unused } from './unused.js';
import type { Walk } from './walk.js';

const UNBUILT = 'not measured: run npm run build first';

/** The figures as rows of two columns: what was measured, and what came out. */
export function tableOf(figures: Figures, unused: Unused, walk: Walk | undefined): string {
  const rows: readonly (readonly [string, string])[] = [
    ['files', `${figures.files}`],
    ['folders', `${figures.folders}`],
    ['files in a folder, at most', largest(figures.filesIn)],
    ['lines', `${figures.lines}`],
    ['lines of a file, at most', largest(figures.linesIn)],
    ['functions', `${figures.functions}`],
    ['lines of a function: median, 90th percentile', `${figures.median}, ${figures.ninetieth}`],
    ['lines of a function, at most', largest(figures.linesOf)],
    ['module cycles', cycles(figures.moduleCycles)],
    ['room cycles', cycles(figures.roomCycles)],
    ['climbs', `${figures.climbs.length}`],
    ['modules loaded at the start', `${figures.loadedAtStart}`],
    ['modules loaded by mlops add api', walk === undefined ? UNBUILT : `${walk.loaded}`],
    ['modules with a function that it calls', walk === undefined ? UNBUILT : `${walk.called}`],
    ['unused exports', `${unused.exports.length}`],
    ['unused exported types', `${unused.types.length}`],
    ['unused files', `${unused.files.length}`],
    ['dependencies unused or undeclared', `${unused.dependencies.length}`],
    ['any', `${figures.anys}`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join('');
}

function largest([first]: readonly Sized[]): string {
  return first === undefined ? '0' : `${first.size} (${first.name})`;
}

function cycles(groups: readonly (readonly string[])[]): string {
  return groups.length === 0 ? '0' : `${groups.length} (of ${groups.map((group) => group.length).join(', ')})`;
}
