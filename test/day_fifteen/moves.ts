import type { Scene } from './habit.js';

/** The files of a project as texts, by path. */
export type Files = Map<string, string>;

/** A file that leaves its place: where it goes, or nothing where it is deleted. */
interface Leaving {
  readonly from: RegExp;
  readonly odds: number;
  readonly to?: (path: string) => string;
  /** The project does not work afterwards, or not until people have changed what used the file. */
  readonly breaks?: boolean;
}

const LEAVING: readonly Leaving[] = [
  { from: /^dockerfiles\/\w+\.dockerfile$/, odds: 0.15, to: (path) => path.replace('dockerfiles/', '') },
  { from: /^dockerfiles\/\w+\.dockerfile$/, odds: 0.12 },
  { from: /^src\/pkgname\/visualize\.py$/, odds: 0.2, breaks: true },
  { from: /^src\/pkgname\/evaluate\.py$/, odds: 0.15, breaks: true },
  { from: /^src\/pkgname\/api\.py$/, odds: 0.15, to: (path) => path.replace('api.py', 'backend.py'), breaks: true },
  { from: /^src\/pkgname\/(data|model|train)\.py$/, odds: 0.08, to: (path) => path.replace('.py', '_leaves.py'), breaks: true },
  { from: /^tests\/unittests\/test_\w+\.py$/, odds: 0.08 },
  { from: /^tests\/unittests\/test_\w+\.py$/, odds: 0.05, to: (path) => path.replace('unittests/', 'unittests/ours/') },
  { from: /^\.devcontainer\//, odds: 0.2 },
  { from: /\.gitkeep$/, odds: 0.2 },
  { from: /^(CONTRIBUTING\.md|AGENTS\.md|LICENSE|\.python-version)$/, odds: 0.1 },
  { from: /^docs\/\w+\.md$/, odds: 0.05 },
  { from: /^requirements(_dev)?\.txt$/, odds: 0.15 },
  { from: /^configs\/experiment\/exp2\.yaml$/, odds: 0.3, to: (path) => path.replace('exp2', 'leaves'), breaks: true },
];

/** Deletes, moves and renames, and adds files of which we know nothing. */
export function moveFiles(files: Files, { chance, packageName, isHarmless }: Scene): void {
  for (const [path, text] of [...files]) {
    const known = path.replace(`src/${packageName}/`, 'src/pkgname/');
    for (const { from, odds, to, breaks } of LEAVING) {
      if (!files.has(path) || !from.test(known) || !chance.happens(odds)) continue;
      if (breaks === true && isHarmless === true) continue;
      files.delete(path);
      if (to !== undefined) files.set(to(path), text);
    }
  }
  files.set(`src/${packageName}/frontend.py`, '"""Our page."""\n');
  files.set('notebooks/first_look.ipynb', '{"cells": []}\n');
}
