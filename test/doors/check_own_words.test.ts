import { expect, test } from 'vitest';
import { mlops, run, yo } from './doors.js';
import { touchedSnapshot } from './snapshot.js';
import { edit, isThere, makeFolder, projectWith, QUICK, read, refused, succeeded, writeFiles } from './workspace.js';

interface Checked {
  readonly counts: Readonly<Record<string, number>>;
  readonly tasks: readonly { readonly slug: string; readonly verdict: string; readonly declared?: object }[];
  readonly findings: readonly { readonly code: string; readonly path?: string; readonly command?: string }[];
  readonly aside: readonly { readonly code: string; readonly reason: string }[];
}

async function checked(cwd: string): Promise<Checked> {
  return JSON.parse(succeeded(await mlops(['check', '--json'], { cwd })).stdout) as Checked;
}

/** A project of a group that has worked in it, and has put into git what does not belong there. */
async function untidyProject(): Promise<string> {
  const cwd = await projectWith('--tasks', 'week1,report');
  writeFiles(cwd, {
    '.env': 'WANDB_API_KEY=abc\n',
    'wandb/run-1/files/config.yaml': 'a: 1\n',
    'wandb/run-2/files/config.yaml': 'a: 2\n',
    'src/demo/visualize.py': '',
    'notes.md': 'a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\n',
    'docs/a.png': 'x',
    'docs/a.png.generated': 'y',
  });
  for (const args of [
    ['init', '--quiet'],
    ['add', '--all', '--force'],
    ['commit', '--quiet', '--message', 'All of it'],
  ]) {
    succeeded(await run('git', args, { cwd }));
  }
  return cwd;
}

test('a group tidies up with the commands that check names, and the findings are gone', async () => {
  const cwd = await untidyProject();
  const before = touchedSnapshot(cwd);
  const { findings } = await checked(cwd);
  expect(touchedSnapshot(cwd)).toEqual(before);
  const codes = findings.map(({ code }) => code);
  expect(codes).toEqual(
    expect.arrayContaining(['secret-tracked', 'folder-tracked', 'conflict-left', 'generated-beside', 'empty-file', 'never-filled-in']),
  );
  for (const { code, command = '' } of findings) {
    if (/-tracked$|-beside$|^empty/.test(code)) succeeded(await run('sh', ['-c', command], { cwd }));
  }
  edit(cwd, 'notes.md', () => 'b and c\n');
  expect((await checked(cwd)).findings.map(({ code }) => code)).toEqual(['never-filled-in']);
  expect(read(cwd, '.env')).toBe('WANDB_API_KEY=abc\n');
  expect(succeeded(await run('git', ['ls-files', 'wandb', '.env'], { cwd })).stdout).toBe('');
});

test('a group says what is done elsewhere and what is fine as it is, in one file that stays theirs', async () => {
  const cwd = await untidyProject();
  const before = await checked(cwd);
  const { stdout, stderr } = succeeded(
    await mlops(['check', '--declare', 'cloud-deploy=https://demo.run.app', '--aside', 'empty-file:src/**=Filled on Monday'], { cwd }),
  );
  expect(stderr).toBe(
    'mlops-check.yaml: cloud-deploy is declared; you say: https://demo.run.app.\nmlops-check.yaml: empty-file is set aside at src/**.\n',
  );
  expect(stdout).toContain('1 declared by you');
  expect(stdout).toContain('1 set aside: mlops check --full shows it');
  edit(cwd, 'mlops-check.yaml', (text) => `# Ours\n${text}`);
  succeeded(await yo(['mlops:check', '--declare', 'alerts=Made by hand, on Friday'], { cwd }));
  expect(read(cwd, 'mlops-check.yaml')).toMatch(/^# Ours\n[\s\S]*run\.app\n {2}alerts:\n {4}reason: Made by hand, on Friday\n/);
  const after = await checked(cwd);
  expect(after.tasks.filter(({ verdict }) => verdict === 'declared')).toMatchObject([
    { slug: 'cloud-deploy', declared: { address: 'https://demo.run.app' } },
    { slug: 'alerts', declared: { reason: 'Made by hand, on Friday' } },
  ]);
  expect(after.counts['met']).toBe(before.counts['met']);
  expect(after.aside).toMatchObject([{ code: 'empty-file', path: 'src/demo/visualize.py', reason: 'Filled on Monday' }]);
  const full = succeeded(await mlops(['check', '--full'], { cwd })).stdout;
  expect(full).toMatch(/✓ 34 cloud-deploy +you say: https:\/\/demo\.run\.app/);
  expect(full).toMatch(/Set aside\n {2}src\/demo\/visualize\.py has nothing in it\. \(empty-file\)\n {4}You say: Filled on Monday\n/);
});

test('undo takes back the last step of the generator, and leaves what the group says', async () => {
  const cwd = await projectWith('--tasks', 'minimal');
  succeeded(await mlops(['add', 'dockerfiles', ...QUICK], { cwd }));
  succeeded(await mlops(['check', '--declare', 'alerts=Made by hand'], { cwd }));
  succeeded(await mlops(['undo', '--skip-install'], { cwd }));
  expect([isThere(cwd, 'dockerfiles'), isThere(cwd, 'mlops-check.yaml')]).toEqual([false, true]);
});

test('boxes of the report are ticked where the task is met, and nowhere else', async () => {
  const cwd = await projectWith('--tasks', 'week1,report');
  succeeded(await mlops(['check', '--declare', 'cloud-deploy=https://demo.run.app'], { cwd }));
  const before = read(cwd, 'reports/README.md');
  const { stderr } = succeeded(await mlops(['check', '--tick'], { cwd }));
  const after = read(cwd, 'reports/README.md');
  const met = (await checked(cwd)).tasks.filter(({ verdict }) => verdict === 'met').map(({ slug }) => slug);
  expect(stderr).toBe(`reports/README.md: ticked ${met.join(', ')}.\n`);
  expect(after.match(/^- \[x\] /gm)).toHaveLength(met.length);
  expect(after.replaceAll('- [x] ', '- [ ] ')).toBe(before);
  expect(succeeded(await mlops(['check', '--tick'], { cwd })).stderr).toBe(
    'reports/README.md: every task that is met is ticked already.\n',
  );
});

test('what cannot be written down is refused, and nothing is written', async () => {
  const cwd = makeFolder();
  const before = touchedSnapshot(cwd);
  const refusals: readonly (readonly [readonly string[], RegExp])[] = [
    [['--declare', 'dockerfile=x'], /There is no task of the checklist "dockerfile"\. Did you mean dockerfiles\?/],
    [['--declare', 'dockerfiles'], /--declare dockerfiles lacks the address, the figure or the reason\./],
    [['--aside', 'no-files=x'], /There is no finding "no-files"\. Did you mean no-file\?/],
    [['--aside', 'no-file'], /--aside no-file lacks the reason\./],
    [['--declare'], /The option --declare has no value\./],
    [['--tick'], /There is no report here with the boxes of the checklist\./],
  ];
  for (const [options, words] of refusals) refused(await mlops(['check', ...options], { cwd }), words);
  refused(await mlops(['diff', 'docker', '--tick'], { cwd }), /--tick is an option of mlops check, not of mlops diff\./);
  expect(touchedSnapshot(cwd)).toEqual(before);
});
