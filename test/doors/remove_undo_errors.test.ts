import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mlops } from './doors.js';
import { touchedSnapshot } from './snapshot.js';
import { edit, makeFolder, minimalProject, projectWith, QUICK, read, refused, refusedInJson, succeeded, writeFiles } from './workspace.js';

// Every way to ask for too much of a removal, an upgrade, an undo or a saved plan: one line, status 1, nothing written.

interface Refused {
  readonly words: readonly string[];
  /** What the one line must say: the fact, and the remedy. */
  readonly says: RegExp;
}

const IN_PROJECT: Readonly<Record<string, Refused>> = {
  'removing nothing': { words: ['remove'], says: /needs something to remove\. Name stages or tasks: mlops remove docker/ },
  'removing what is empty': { words: ['remove', ' , '], says: /No task is named/ },
  'removing a task that no project is without': {
    words: ['remove', '3', ...QUICK],
    says: /environment \(3\) cannot be removed: every project has it\. Name another task, such as \S+ or \S+\.$/m,
  },
  'removing several of them': {
    words: ['remove', '1', '3', ...QUICK],
    says: /git-repository \(1\) and environment \(3\) cannot be removed: every project has them\./,
  },
  'removing a stage that does not exist': { words: ['remove', 'dokker', ...QUICK], says: /"dokker".*docker/ },
  'removing a number that no task has': { words: ['remove', '99', ...QUICK], says: /"99".*1 to 53/ },
  'removing a range that runs backwards': { words: ['remove', '9-8', ...QUICK], says: /backwards.*8-9/ },
  'removing in a folder that is no project': {
    words: ['remove', 'api', '--into', 'folder', ...QUICK],
    says: /no project in .*folder.*mlops new/,
  },
  'removing by a list of tasks': {
    words: ['remove', 'api', '--tasks', 'docker', ...QUICK],
    says: /--tasks is an option of mlops new, add and upgrade, not of mlops remove/,
  },
  'removing with the option of undo': {
    words: ['remove', 'api', '--redo'],
    says: /--redo is an option of mlops undo, not of mlops remove\. Leave it out/,
  },
  'the option of a removal with a stage': {
    words: ['docker', '--with-dependents'],
    says: /--with-dependents is an option of mlops remove, not of mlops docker/,
  },
  'the option of a removal with undo': { words: ['undo', '--with-dependents'], says: /option of mlops remove, not of mlops undo/ },
  'upgrading to a pack that does not exist': { words: ['upgrade', '--pack', '2062', ...QUICK], says: /no pack "2062".*2026/ },
  'upgrading to a folder that is no pack': { words: ['upgrade', '--pack', 'folder', ...QUICK], says: /pack\.yml.*folder/ },
  'upgrading two folders': { words: ['upgrade', '.', 'folder', ...QUICK], says: /"folder" is an unexpected word/ },
  'upgrading what is no project': { words: ['upgrade', 'folder', ...QUICK], says: /no project in .*folder/ },
  'bringing back what nothing took': { words: ['undo', '--redo'], says: /nothing to bring back\. Use --redo right after `mlops undo`/ },
  'undo in what is no project': { words: ['undo', 'folder'], says: /no project in .*folder/ },
  'undo with an answer': { words: ['undo', '--name', 'Other'], says: /restores the earlier answers, so it takes no --name/ },
  'undo with tasks': { words: ['undo', '--tasks', 'api'], says: /--tasks is an option of .*not of mlops undo/ },
  'undo with answers from a file': { words: ['undo', '--answers', 'answers.yml'], says: /--answers is an option of .*not of mlops undo/ },
  'undo with another pack': { words: ['undo', '--pack', '2026'], says: /--pack is an option of .*not of mlops undo/ },
  'a plan without a name': { words: ['api', '--save', ...QUICK], says: /--save.*value/ },
  'a plan in the place of a folder': { words: ['api', '--save', 'folder', ...QUICK], says: /folder exists already.*another name/ },
  'carrying out a folder': { words: ['api', '--apply', 'folder'], says: /folder cannot be read.*--save/ },
  'carrying out what is no plan': {
    words: ['api', '--apply', 'notes.json'],
    says: /notes\.json is not a saved plan\. Make one: mlops <command> --save <file>/,
  },
};

test.each(Object.entries(IN_PROJECT))('%s is refused', async (_, { words, says }) => {
  const project = await minimalProject();
  mkdirSync(join(project, 'folder'));
  writeFiles(project, { 'notes.json': '{"notes": 1}', 'answers.yml': 'name: Other\n' });
  const before = touchedSnapshot(project);
  refused(await mlops(words, { cwd: project }), says);
  expect(touchedSnapshot(project)).toEqual(before);
});

test('without a terminal, what others need is named with the way to remove it too', async () => {
  const project = await projectWith('--tasks', 'minimal,35,pre-commit');
  const before = touchedSnapshot(project);
  refusedInJson(
    await mlops(['remove', '33', '--json'], { cwd: project }),
    /^Error: api-tests \(35\) needs fastapi-inference \(33\)\. Remove it too: mlops remove fastapi-inference api-tests, or add --with-dependents\.$/m,
  );
  expect(touchedSnapshot(project)).toEqual(before);
});

test('a conflict that shall stop a removal or an undo stops it, and names the file', async () => {
  const project = await projectWith('--tasks', 'minimal');
  succeeded(await mlops(['new', '--description', 'Theirs', ...QUICK], { cwd: project }));
  edit(project, 'pyproject.toml', (text) => text.replace(/^description = .*$/m, 'description = "Mine"'));
  const before = touchedSnapshot(project);
  refused(
    await mlops(['undo', '--on-conflict', 'stop'], { cwd: project }),
    /There is a conflict in pyproject\.toml; nothing was written\. Run the command with --on-conflict markers, mine or generated/,
  );
  expect(touchedSnapshot(project)).toEqual(before);
  const done = await mlops(['undo', '--skip-install'], { cwd: project });
  expect(done).toMatchObject({ code: 2 });
  expect(done.stdout).toMatch(/in conflict +pyproject\.toml\n +You changed the same lines since\./);
});

/** What somebody may do to a plan before it is carried out. */
const SPOILED: Readonly<Record<string, readonly [spoil: (plan: Plan) => object, says: RegExp]>> = {
  'of a later form': [(plan) => ({ ...plan, plan: 2 }), /plan\.json was saved by a newer generator-mlops/],
  'with a form that is none': [(plan) => ({ ...plan, plan: 'one' }), /plan\.json is not a saved plan: \/plan is wrong in it/],
  'with a change without a path': [(plan) => ({ ...plan, changes: [{ after: '0' }] }), /is not a saved plan: \/changes\/0 is wrong in it/],
  'with a pack that is none': [(plan) => ({ ...plan, pack: 'AAAA' }), /plan\.json was changed after it was saved\. Make the plan again/],
  'with another answer': [
    ({ answers, ...plan }) => ({ ...plan, answers: { ...answers, values: { ...answers.values, description: 'Other' } } }),
    /plan\.json was changed after it was saved\. Make the plan again/,
  ],
};

interface Plan {
  readonly answers: { readonly values: Readonly<Record<string, unknown>>; readonly asked: readonly string[] };
}

test.each(Object.entries(SPOILED))('a saved plan %s is refused', async (_, [spoil, says]) => {
  const project = await minimalProject();
  succeeded(await mlops(['api', '--save', 'plan.json', ...QUICK], { cwd: project }));
  writeFiles(project, { 'plan.json': JSON.stringify(spoil(JSON.parse(read(project, 'plan.json')) as Plan)) });
  const before = touchedSnapshot(project);
  refused(await mlops(['api', '--apply', 'plan.json'], { cwd: project }), says);
  expect(touchedSnapshot(project)).toEqual(before);
});

test.each([
  [['--tasks', 'docker'], '--tasks'],
  [['--pack', '2026'], '--pack'],
  [['--on-conflict', 'mine'], '--on-conflict'],
  [['--answers', 'answers.yml'], '--answers'],
] as const)('a saved plan is carried out as it is, not with %j', async (words, option) => {
  const cwd = makeFolder();
  succeeded(await mlops(['new', 'demo', '--tasks', 'minimal', '--save', 'plan.json', ...QUICK], { cwd }));
  writeFiles(cwd, { 'answers.yml': 'name: Other\n' });
  const before = touchedSnapshot(cwd);
  refused(
    await mlops(['new', 'demo', '--apply', 'plan.json', ...words], { cwd }),
    new RegExp(`applied as it is, without ${option}\\. Leave it out, or make the plan again`),
  );
  expect(touchedSnapshot(cwd)).toEqual(before);
});
