import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { putInGit, settleHistory, settleInGit } from '../../../generators/pipeline/commit/git_history.js';
import { plainFile } from '../../../generators/pipeline/tree.js';
import { fill, inScratch } from './scene.js';

const STEP = '.git/mlops/taken-000001';
const put = (path: string, text = 'step') => ({ path, before: undefined, after: plainFile(Buffer.from(text)) });

describe('the history in the folder of git', () => {
  it('gets a step in place of one that came to nothing, and loses it again where the writing fails', () =>
    inScratch((root) => {
      fill(root, { [`${STEP}.begun`]: 'left over' });
      const takeAway = putInGit(root, [put(STEP)]);
      expect(readFileSync(join(root, `${STEP}.begun`), 'utf8')).toBe('step');
      takeAway();
      expect(readdirSync(join(root, '.git/mlops'))).toEqual([]);
    }));

  it('gives the step its name when everything is written', () =>
    inScratch((root) => {
      mkdirSync(join(root, '.git'));
      putInGit(root, [put(STEP)]);
      settleInGit(root, [put(STEP)]);
      expect(readdirSync(join(root, '.git/mlops'))).toEqual(['taken-000001']);
    }));

  it('is as before where not all of its steps can be written', () =>
    inScratch((root) => {
      mkdirSync(join(root, '.git'));
      const writes = [put(STEP), put('.git/mlops/taken-000002')];
      let count = 0;
      const failing = (action: string): void => {
        if (action === 'write' && ++count === 2) throw new Error('no');
      };
      expect(() => putInGit(root, writes, failing)).toThrow('no');
      expect(readdirSync(join(root, '.git/mlops'))).toEqual([]);
    }));

  it('loses what the writing has made void; what cannot be removed stays, and does no harm', () =>
    inScratch((root) => {
      fill(root, { [STEP]: 'x', '.git/mlops/taken-000002': 'y' });
      const drop = (path: string) => ({ path, before: plainFile(Buffer.from('x')), after: undefined });
      settleInGit(root, [drop(STEP), put('.git/mlops/taken-000003')]);
      expect(readdirSync(join(root, '.git/mlops'))).toEqual(['taken-000002']);
      settleInGit(root, [drop('.git/mlops/taken-000002')], () => {
        throw new Error('no');
      });
      expect(readdirSync(join(root, '.git/mlops'))).toEqual(['taken-000002']);
    }));

  it('takes over what the project kept itself before it had a git folder', () =>
    inScratch((root) => {
      fill(root, { '.mlops/history/.gitignore': '*\n', '.mlops/history/taken-000001': 'x', '.mlops/pack': 'p' });
      settleHistory(root);
      expect(existsSync(join(root, '.mlops/history/taken-000001'))).toBe(true);
      mkdirSync(join(root, '.git'));
      settleHistory(root);
      expect(readFileSync(join(root, STEP), 'utf8')).toBe('x');
      expect(readdirSync(join(root, '.mlops'))).toEqual(['pack']);
    }));
});
