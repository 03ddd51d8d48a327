import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../generators/pipeline/commands/table.js';
import { helpText } from '../../../generators/pipeline/doors/help.js';
import { changes } from '../../../generators/pipeline/states.js';
import { PACK } from '../pack/fixture.js';

describe('help', () => {
  test('lists every command, and the options that more than one has', () => {
    const text = helpText(PACK);
    for (const { usage } of COMMANDS) expect(text).toContain(`  ${usage} `);
    expect(text).toContain('--plan ');
    expect(text).not.toContain('--redo');
  });

  test.each(COMMANDS.map(({ name }) => name))('of %s has examples that call it, and only its options', (name) => {
    const text = helpText(PACK, name);
    expect(text).toMatch(new RegExp(`^Usage: mlops ${name} `));
    expect(text).toContain(`\n  mlops ${name}`);
    expect(text.includes('--redo')).toBe(name === 'undo');
    expect(/^ +--plan/m.test(text)).toBe(COMMANDS.some((command) => command.name === name && changes(command)));
  });

  test('names tasks in its examples that the pack has', () => {
    const slugs = PACK.tasks.map(({ slug }) => slug);
    const [, example = ''] = /\n {2}mlops add (\S+)/.exec(helpText(PACK, 'add')) ?? [];
    expect([...slugs, ...PACK.stages.map(({ id }) => id)]).toContain(example);
  });

  test('of a family lists its commands, each of which has help of its own', () => {
    const text = helpText(PACK, 'pack');
    for (const word of ['list', 'new', 'test', 'freeze']) expect(text).toMatch(new RegExp(`^  pack ${word} .* {3}\\S`, 'm'));
    expect(text).toContain('The options of one command: mlops pack new --help');
    const one = helpText(PACK, 'pack new');
    expect(one).toMatch(/^Usage: mlops pack new <folder> \[options\]/);
    expect([one.includes('--from <what>'), one.includes('--into'), one.includes('A flag for every answer')]).toEqual([true, false, false]);
    expect(helpText(PACK, 'pack test')).toMatch(/^ +1 +refused, failed, or the pack is broken/m);
  });

  test.each([40, 60, 80, 120])('fits into %i columns, and breaks no word', (columns) => {
    const words = (text: string): string[] => text.split(/\s+/).sort();
    for (const name of [undefined, 'new', 'undo', 'docker', 'pack', 'pack new', 'check', 'audit', 'why']) {
      const text = helpText(PACK, name, columns);
      const wide = text.split('\n').filter((line) => line.length > columns);
      expect(wide.filter((line) => /\S\s+\S/.test(line) && !line.startsWith('  mlops '))).toEqual([]);
      expect(words(text)).toEqual(words(helpText(PACK, name, 1000)));
    }
  });

  test('of a command that only looks speaks of looking, and of no other command', () => {
    for (const name of ['check', 'audit', 'why']) {
      const text = helpText(PACK, name);
      expect(text).toMatch(/^What to show$/m);
      expect(text).not.toMatch(/^(Preview|Answers)$|with check|of a plan|also for a plan/m);
    }
    expect(helpText(PACK, 'new')).toMatch(/^Preview$/m);
  });

  test('says every exit status once, also that of --strict', () => {
    const codes = helpText(PACK).split('Exit codes\n')[1] ?? '';
    expect([...codes.matchAll(/^ {2}(\S.*?) {2,}\S/gm)].map(([, status]) => status)).toEqual(['0', '1', '2', '3', '130, 143']);
  });

  test('of a stage names its title', () => {
    expect(helpText(PACK, 'docker')).toContain('Add or reconfigure docker: docker.');
  });
});
