import { renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mlops, yo } from './doors.js';
import { touchedSnapshot } from './snapshot.js';
import { giveToUser } from './user.js';
import { edit, minimalProject, QUICK, read, refused, succeeded, writeFiles } from './workspace.js';

type Damage = readonly [what: string, damage: (project: string) => void, says: RegExp];
type StateRecord = {
  version: string;
  pack: { digest: string };
  answers: Record<string, unknown>;
  tasks: Record<string, unknown>;
};

/** Changes the record as a person would with an editor. */
function rewrite(change: (record: StateRecord) => void): (project: string) => void {
  return (project) =>
    edit(project, '.yo-rc.json', (text) => {
      const settings = JSON.parse(text) as { 'generator-mlops': StateRecord };
      change(settings['generator-mlops']);
      return `${JSON.stringify(settings, null, 2)}\n`;
    });
}

const DAMAGES: readonly Damage[] = [
  ['is not valid JSON', (project) => edit(project, '.yo-rc.json', (text) => text.slice(0, -20)), /\.yo-rc\.json.*JSON.*git checkout/],
  ['is a list', (project) => writeFiles(project, { '.yo-rc.json': '["generator-mlops"]' }), /\.yo-rc\.json/],
  [
    'holds what is left of conflict markers',
    (project) =>
      edit(project, '.yo-rc.json', (text) => text.replace(/("hydra": \{\n\s+"asked": )false/, '$1false\n=======\n$1true\n>>>>>>> other')),
    /\.yo-rc\.json.*conflict markers.*side/,
  ],
  ['comes from a newer version', rewrite((record) => (record.version = '99.1.0')), /99\.1\.0.*newer/],
  ['has no version', rewrite((record) => (record.version = '')), /version/],
  ['has a task that is neither on nor off', rewrite((record) => (record.tasks['hydra'] = { asked: 'yes' })), /tasks\.hydra/],
  ['has a task that the pack does not know', rewrite((record) => (record.tasks['teleport'] = { asked: true })), /teleport/],
  ['has an answer that cannot be', rewrite((record) => (record.answers['manager'] = { value: 'poetry' })), /"manager".*\.yo-rc\.json/],
  ['has an answer of the wrong kind', rewrite((record) => (record.answers['package'] = { value: 7 })), /answers\.package/],
  ['has a package that leaves the project', rewrite((record) => (record.answers['package'] = { value: '../../evil' })), /evil/],
  ['has no answers', rewrite((record) => delete (record as Partial<StateRecord>).answers), /answers/],
  ['is a link', linkState, /symbolic link/],
  ['is gone, and the pack is there', (project) => rmSync(join(project, '.yo-rc.json')), /\.yo-rc\.json.*git checkout/],
  ['carries no pack', (project) => rmSync(join(project, '.mlops/pack')), /pack.*missing.*git checkout/],
  ['carries an empty pack', (project) => writeFiles(project, { '.mlops/pack': '' }), /pack.*empty/],
  ['carries a pack of other bytes', (project) => writeFiles(project, { '.mlops/pack': 'not a pack' }), /pack/],
  ['carries half a pack', (project) => writeFiles(project, { '.mlops/pack': read(project, '.mlops/pack').slice(0, 3000) }), /pack/],
  ['records another pack than it carries', rewrite((record) => (record.pack.digest = 'sha256:0000')), /pack/],
];

function linkState(project: string): void {
  renameSync(join(project, '.yo-rc.json'), join(project, 'elsewhere.json'));
  symlinkSync('elsewhere.json', join(project, '.yo-rc.json'));
  giveToUser(project);
}

test.each(DAMAGES)('a record that %s is named, with a way out', async (_, damage, says) => {
  const project = await minimalProject();
  damage(project);
  const before = touchedSnapshot(project);
  refused(await mlops(['add', 'api', ...QUICK, '--into', project], { cwd: project }), says);
  refused(await mlops(['new', project, ...QUICK, '--python', '3.13'], { cwd: project }), says);
  expect(touchedSnapshot(project)).toEqual(before);
});

test('a record that is damaged is named through yo, too', async () => {
  const project = await minimalProject();
  edit(project, '.yo-rc.json', (text) => text.slice(0, -20));
  refused(await yo(['mlops:add', 'api', ...QUICK], { cwd: project }), /\.yo-rc\.json is not valid JSON.*git checkout/);
});

test('settings of other generators in the same file stay', async () => {
  const project = await minimalProject();
  edit(
    project,
    '.yo-rc.json',
    (text) => `${JSON.stringify({ 'generator-other': { keep: [1, 'ü'] }, ...(JSON.parse(text) as object) }, null, 2)}\n`,
  );
  succeeded(await mlops(['api', ...QUICK], { cwd: project }));
  expect(JSON.parse(read(project, '.yo-rc.json'))).toMatchObject({ 'generator-other': { keep: [1, 'ü'] } });
});

test('a lower version of the generator in the record is no obstacle', async () => {
  const project = await minimalProject();
  rewrite((record) => (record.version = '0.0.1'))(project);
  succeeded(await mlops(['api', ...QUICK], { cwd: project }));
});
