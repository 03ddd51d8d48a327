import { describe, expect, it } from 'vitest';
import { idleFlags } from '../../../generators/pipeline/answers/answers.js';
import { PACK } from '../pack/fixture.js';
import { complete, refusalOf } from './given.js';

describe('answers that nobody was asked for', () => {
  it('come from the folder and the defaults', () => {
    expect(complete({})).toEqual({
      values: {
        name: 'demo',
        package: 'demo',
        description: 'A project',
        authors: [],
        email: '',
        repository: '',
        manager: 'uv',
        python: '3.12',
        accelerator: 'default',
      },
      asked: ['repository', 'training'],
    });
  });

  it('derive the package from the title, wherever that came from', () => {
    expect(complete({ name: 'Torch' }).values['package']).toBe('torch_project');
    expect(complete({}, { recorded: { name: 'Old Name' } }).values['package']).toBe('old_name');
    expect(complete({ name: 'New' }, { recorded: { name: 'Old', package: 'old' } }).values['package']).toBe('old');
    expect(complete({ name: 'scikit-learn' }).values['package']).toBe('scikit_learn_project');
  });

  it('hold only what applies: no question of a stage that is off, none whose condition fails', () => {
    expect(complete({ manager: 'pip' }).values).not.toHaveProperty('accelerator');
    expect(complete({}).values).not.toHaveProperty('port');
    expect(complete({}, {}, ['inference']).values).toHaveProperty('port', '8000');
  });

  it('name the flags that change nothing', () => {
    const flags = { port: '9000', manager: 'pip' };
    expect(idleFlags(complete(flags), PACK, flags)).toEqual(['--port']);
  });

  it('name the flag of what is missing and has no default', () => {
    expect(refusalOf(() => complete({}, {}, ['service']))).toContain('--gcp-project=');
    expect(complete({ project_id: 'my-project' }, {}, ['service']).values).toMatchObject({
      project_id: 'my-project',
      port: '8000',
    });
  });

  it('make a title of any folder name', () => {
    expect(complete({}, { folder: '' }).values['name']).toBe('My project');
    expect(complete({}, { folder: 'a\nb\ud800' }).values['name']).toBe('a b');
  });

  it('are in one form, however they were asked for', () => {
    expect(complete({}, {}, ['inference', 'dockerfiles', 'nonsense', 'cloud']).asked).toEqual([
      'repository',
      'training',
      'dockerfiles',
      'inference',
    ]);
    expect(complete({ name: ' Demo ', authors: [' Ada ', '', 'Linus'] }).values).toMatchObject({
      name: 'Demo',
      authors: ['Ada', 'Linus'],
    });
  });
});
