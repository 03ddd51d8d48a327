import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { COMMANDS, findCommand, findRunnable, RUNNABLE, takesOption } from '../../../generators/pipeline/commands/table.js';
import { OPTIONS } from '../../../generators/pipeline/options.js';
import { checkPack } from '../../../generators/pipeline/pack/check/check.js';
import { PACK, stage } from '../pack/fixture.js';

const GENERATORS = join(import.meta.dirname, '../../../generators');
/** The door of `new` is the one that Yeoman opens for `yo mlops`. */
const doorOf = (name: string): string => `generators/${name === 'new' ? 'app' : name}/index.ts`;

test('every command that has a file is in the table', () => {
  const files = readdirSync(join(GENERATORS, 'pipeline/commands')).map((file) => file.replace(/\.ts$/, ''));
  const names = COMMANDS.map(({ name }) => name);
  const missing = files.filter((file) => file !== 'table' && !names.includes(file));
  expect(missing.map((name) => `Add the command of commands/${name}.ts to COMMANDS in commands/table.ts`)).toEqual([]);
});

test('every command has tests of its own', () => {
  const missing = COMMANDS.filter(({ name }) => !existsSync(join(import.meta.dirname, `${name}.test.ts`)));
  expect(missing.map(({ name }) => `Say what mlops ${name} does in test/pipeline/commands/${name}.test.ts`)).toEqual([]);
});

test('no stage can have the name of a command', () => {
  const called = (id: string): boolean => {
    const pack = { ...PACK, stages: [...PACK.stages, stage(id)] };
    return checkPack(pack).some(({ fact }) => fact === `A stage cannot be called "${id}"`);
  };
  const allowed = COMMANDS.filter(({ name }) => !called(name));
  expect(allowed.map(({ name }) => `Add ${name} to TAKEN in generators/pipeline/pack/check/tasks.ts`)).toEqual([]);
});

test('every command has a door for Yeoman', () => {
  const missing = COMMANDS.map(({ name }) => name).filter((name) => !existsSync(join(GENERATORS, '..', doorOf(name))));
  const remedy = (name: string): string =>
    `Add ${doorOf(name)} with: import { doorTo } from '../pipeline/doors/yeoman_door.js'; export default doorTo('${name}');`;
  expect(missing.map(remedy)).toEqual([]);
});

test('every option belongs to some command', () => {
  const idle = OPTIONS.filter(({ name }) => !RUNNABLE.some((command) => takesOption(command, name)));
  expect(idle.map(({ name }) => `Name --${name} among the options of a command, or remove it from options.ts`)).toEqual([]);
});

test('a stage of the pack is a command, and none hides one of the generator', () => {
  expect(findCommand('docker', PACK)?.usage).toBe('docker [folder]');
  expect(findCommand('upgrade', { ...PACK, stages: PACK.stages.map((stage) => ({ ...stage, id: 'upgrade' })) })?.summary).toContain(
    'revision',
  );
  expect(findCommand('nobody', PACK)).toBeUndefined();
});

test('a family is a command that cannot be run: each of its commands is, by both words, and works on no project where it has places', () => {
  expect([findCommand('pack', PACK)?.name, findRunnable('pack', PACK)]).toEqual(['pack', undefined]);
  const words = ['list', 'new', 'test', 'freeze'].map((word) => findRunnable(`pack ${word}`, PACK));
  expect(words.map((command) => command && takesOption(command, 'into'))).toEqual([true, false, false, false]);
  expect(words.map((command) => command && takesOption(command, 'json'))).toEqual([true, true, true, true]);
});
