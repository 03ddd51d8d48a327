import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { newestPack } from '../../generators/pipeline/pack/library/shipped.js';
import type { FileTree } from '../../generators/pipeline/tree.js';
import { answersFor, renderChoice } from '../support/emitted.js';
import { readWorkflow } from '../support/workflows.js';

const { pack } = newestPack();
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };

function emitted(upkeep: string, manager = 'uv'): FileTree {
  return renderChoice(pack, { name: upkeep, answers: answersFor(pack, ['ci-tests', 'data-change-workflow'], { upkeep, manager }) });
}

function textOf(tree: FileTree, path: string): string {
  return tree.get(path)?.bytes.toString('utf8') ?? '';
}

it('a project has the upkeep workflows only where it asks for them', () => {
  const more = [...emitted('yes').keys()].filter((path) => !emitted('no').has(path));
  expect(more.map((path) => path.replace('.github/', '')).toSorted()).toEqual([
    'scripts/comment.sh',
    'scripts/describe_upgrade.py',
    'scripts/mlops.sh',
    'scripts/project_pull_request.sh',
    'scripts/project_upgrade.sh',
    'workflows/project_check.yaml',
    'workflows/project_upgrade.yaml',
  ]);
  expect(textOf(emitted('no'), 'docs/ci.md')).not.toContain('mlops');
});

it('they start releases of this generator’s own line, the newest of which brings the newest packs', () => {
  const [major = ''] = version.split('.');
  expect(textOf(emitted('yes'), '.github/scripts/mlops.sh')).toContain(`npx --yes generator-mlops@${major}}`);
  expect(textOf(emitted('yes'), 'docs/ci.md')).toContain(`npx --yes generator-mlops@${major}\``);
});

it('a job that may write starts neither the generator nor anything that it downloads', () => {
  for (const manager of ['uv', 'pip']) {
    const tree = emitted('yes', manager);
    const jobs = ['project_check.yaml', 'project_upgrade.yaml'].flatMap((name) =>
      Object.values(readWorkflow(textOf(tree, `.github/workflows/${name}`)).jobs),
    );
    const writing = jobs.filter(({ permissions = {} }) => Object.values(permissions).includes('write'));
    expect(writing.map(({ permissions }) => permissions)).toEqual([
      { contents: 'read', 'pull-requests': 'write' },
      { contents: 'write', 'pull-requests': 'write' },
    ]);
    for (const { steps } of writing) {
      expect(steps.map(({ uses = '' }) => uses.split('@')[0]).filter((name) => name !== '')).toEqual([
        'actions/checkout',
        'actions/download-artifact',
      ]);
      expect(steps.map(({ run = '' }) => run).join('\n')).not.toMatch(/mlops\.sh|npx|project_upgrade/);
    }
    const reading = jobs.filter((job) => !writing.includes(job)).flatMap(({ steps }) => steps);
    expect(JSON.stringify(reading)).not.toMatch(/GH_TOKEN|secrets\./);
  }
});

it('two workflows that comment on the same pull request know their own comments', () => {
  expect(textOf(emitted('yes'), '.github/workflows/data_change.yaml')).toContain('sh .github/scripts/comment.sh "$PULL_REQUEST"');
  expect(textOf(emitted('no'), '.github/workflows/data_change.yaml')).toContain('gh pr comment "$PULL_REQUEST" --edit-last');
});
