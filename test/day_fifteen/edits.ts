import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';
import { CONTAINER_HABITS } from './containers.js';
import type { Habit, Scene } from './habit.js';
import { makeByHand } from './homemade.js';
import { IGNORE_HABITS } from './ignores.js';
import { type Files, moveFiles } from './moves.js';
import { PACKAGE_HABITS } from './packages.js';
import { PAGE_HABITS } from './pages.js';
import { PYTHON_HABITS } from './python.js';
import { WORKFLOW_HABITS } from './workflows.js';

const HABITS: readonly Habit[] = [
  ...PAGE_HABITS,
  ...PACKAGE_HABITS,
  ...IGNORE_HABITS,
  ...PYTHON_HABITS,
  ...WORKFLOW_HABITS,
  ...CONTAINER_HABITS,
];

/** Edits the files of a project as groups have edited theirs by day fifteen. */
export function editFiles(files: Files, scene: Scene): void {
  for (const [path, text] of files) files.set(path, edited(path, text, scene));
  moveFiles(files, scene);
  makeByHand(files, scene);
  if (scene.chance.happens(0.5)) reformat(files, scene.chance.pick([79, 88, 100]));
  if (scene.chance.happens(3 / 21)) for (const [path, text] of files) files.set(path, text.replaceAll('\n', '\r\n'));
}

function edited(path: string, text: string, scene: Scene): string {
  const known = path.replace(`src/${scene.packageName}/`, 'src/pkgname/');
  return HABITS.reduce((before, { files, odds, edit, breaks }) => {
    const isDone = files.test(known) && scene.chance.happens(odds) && !(breaks === true && scene.isHarmless === true);
    return isDone ? edit(before, scene) : before;
  }, text);
}

/** All Python files as ruff writes them at another length of lines. */
function reformat(files: Files, length: number): void {
  const ruff = new Workspace({ 'line-length': length }, PositionEncoding.Utf16);
  for (const [path, text] of files) if (path.endsWith('.py')) files.set(path, ruff.format(text));
  ruff.free();
}
