import { describe, expect, it } from 'vitest';
import { OPTIONS, takesOption } from '../../generators/pipeline/options.js';

function optionsOf(command: string): string[] {
  return OPTIONS.filter((option) => takesOption(command, option)).map(({ name }) => name);
}

describe('an option', () => {
  it('is taken by every command, where nothing else is said', () => {
    for (const command of ['new', 'add', 'remove', 'upgrade', 'undo', 'docker']) {
      expect(optionsOf(command)).toEqual(expect.arrayContaining(['into', 'plan', 'json', 'help']));
    }
  });

  it('is taken by the commands that it names alone', () => {
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
