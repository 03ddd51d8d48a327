import type { Figures, Sized } from './figures.js';
import type { Unused } from './unused.js';

const MOST_FILES = 20;
const MOST_LINES = 220;
const LONGEST_FUNCTION = 31;

/** The bounds that are broken: a sentence each, with what to do. */
export function brokenBounds(figures: Figures, unused: Unused): readonly string[] {
  return [
    ...figures.moduleCycles.map(
      (cycle) => `These modules import each other; move what they share into a module below them: ${list(cycle)}.`,
    ),
    ...figures.roomCycles.map((cycle) => `These rooms import each other; move what they share into a room below them: ${list(cycle)}.`),
    ...above(figures.filesIn, MOST_FILES, (folder) => `${folder.name} holds ${folder.size} files; give at most ${MOST_FILES} to a folder.`),
    ...above(
      figures.linesIn,
      MOST_LINES,
      (file) => `${file.name} has ${file.size} lines; divide it where it holds a second thought (at most ${MOST_LINES}).`,
    ),
    ...above(
      figures.linesOf,
      LONGEST_FUNCTION,
      ({ name, size }) => `The function at ${name} has ${size} lines; divide it (at most ${LONGEST_FUNCTION}).`,
    ),
    ...(figures.anys > 0 ? [`The type any is written, times ${figures.anys}; write what it is, or unknown and a guard.`] : []),
    ...unusedBounds(unused),
  ];
}

function unusedBounds({ exports, types, files, dependencies }: Unused): readonly string[] {
  return [
    ...exports.map((name) => `Nobody imports ${name}; take away its export, or itself.`),
    ...types.map((name) => `Nobody imports the type ${name}; take away its export, or itself.`),
    ...files.map((name) => `Nobody uses the file ${name}; delete it, or name it in knip.json if it is started as a program.`),
    ...dependencies.map((name) => `${name} is not both used and declared; add it to package.json or remove it there.`),
  ];
}

function above(sized: readonly Sized[], most: number, sentence: (one: Sized) => string): readonly string[] {
  return sized.filter(({ size }) => size > most).map(sentence);
}

function list(names: readonly string[]): string {
  return names.join(', ');
}
