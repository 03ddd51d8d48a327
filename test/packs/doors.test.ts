import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../generators/pipeline/commands/table.js';
import { shippedStages } from '../support/stages.js';

const generators = new URL('../../generators/', import.meta.url);
const commands = COMMANDS.map(({ name }) => name);

/** The folder of a door: `yo mlops` is `mlops new`. */
function folderOf(name: string): string {
  return name === 'new' ? 'app' : name;
}

function doorText(name: string): string {
  return `import { doorTo } from '../pipeline/doors/yeoman_door.js';\n\nexport default doorTo('${name}');\n`;
}

/** Folders that are no doors. */
const NO_DOORS = ['pipeline'];
const doors = readdirSync(generators, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() && !NO_DOORS.includes(entry.name) ? [entry.name] : [],
);

function missingDoors(names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const file = `generators/${folderOf(name)}/index.ts`;
    const url = new URL(`${folderOf(name)}/index.ts`, generators);
    if (existsSync(url) && readFileSync(url, 'utf8') === doorText(name)) return [];
    const [first, , second] = doorText(name).split('\n');
    return [`"${name}" has no door for yo: add ${file} with the two lines \`${first}\` and \`${second}\`.`];
  });
}

function doorsOfNothing(folders: readonly string[], names: readonly string[]): string[] {
  const known = names.map(folderOf);
  return folders
    .filter((folder) => !known.includes(folder))
    .map((folder) => `generators/${folder} is the door of no command and of no stage: remove it, or give it the name of one.`);
}

describe('yo has a door', () => {
  it('for each stage of the shipped packs', () => {
    expect(missingDoors(shippedStages())).toEqual([]);
  });

  it('for each command', () => {
    expect(missingDoors(commands)).toEqual([]);
  });

  it('for nothing else', () => {
    expect(doorsOfNothing(doors, [...commands, ...shippedStages()])).toEqual([]);
  });

  it('or a sentence says which file to add', () => {
    expect(missingDoors(['ours'])).toEqual([
      '"ours" has no door for yo: add generators/ours/index.ts with the two lines ' +
        "`import { doorTo } from '../pipeline/doors/yeoman_door.js';` and `export default doorTo('ours');`.",
    ]);
    expect(doorsOfNothing(['app', 'ours'], ['new'])).toEqual([
      'generators/ours is the door of no command and of no stage: remove it, or give it the name of one.',
    ]);
  });
});
