import { describe, expect, it } from 'vitest';
import { findCommand, takesOption } from '../../generators/pipeline/commands/table.js';
import { OPTIONS } from '../../generators/pipeline/options.js';
import { PACK } from './pack/fixture.js';

function optionsOf(name: string): string[] {
  const command = findCommand(name, PACK);
  return OPTIONS.filter((option) => command !== undefined && takesOption(command, option.name)).map((option) => option.name);
}

describe('an option', () => {
  it('of the preview is taken by every command that changes a project', () => {
    for (const command of ['new', 'add', 'remove', 'upgrade', 'undo', 'docker']) {
      expect(optionsOf(command)).toEqual(expect.arrayContaining(['into', 'plan', 'json', 'help']));
    }
  });

  it('of one command is taken by that one alone', () => {
    expect(optionsOf('undo')).toContain('redo');
    expect(optionsOf('remove')).toContain('with-dependents');
    expect(optionsOf('add')).not.toContain('redo');
    expect(optionsOf('undo')).not.toContain('tasks');
  });

  it('is taken by the command of a stage as by add', () => {
    expect(optionsOf('docker')).toEqual(optionsOf('add'));
  });

  it('has a name and a letter of its own', () => {
    const names = OPTIONS.flatMap(({ name, short }) => [name, ...(short === undefined ? [] : [short])]);
    expect(new Set(names).size).toBe(names.length);
  });
});
