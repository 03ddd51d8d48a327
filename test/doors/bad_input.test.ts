import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mlops } from './doors.js';
import { touchedSnapshot } from './snapshot.js';
import { makeFolder, minimalProject, QUICK, refused, succeeded, writeFiles } from './workspace.js';

interface BadInput {
  readonly words: readonly string[];
  /** What the one line must say: the fact, and the remedy. */
  readonly says: RegExp;
  readonly input?: string;
}

const NEW = ['new', 'demo', '--defaults'] as const;

/** Package names that cannot be, with the way out that is suggested. */
const PACKAGES: Readonly<Record<string, RegExp>> = {
  torch: /"torch" .*torch_project/,
  random: /standard library.*random_project/,
  logging: /standard library/,
  tests: /needs/,
  class: /keyword/,
  con: /reserved name on Windows/,
  '3d': /digit.*project_3d/,
  'my-package': /dash.*my_package/,
  My_Package: /upper-case.*my_package/,
  _hidden: /underscore.*hidden/,
  'a.b': /lower-case letters/,
  '../evil': /lower-case letters.*evil/,
  'a b': /lower-case letters.*a_b/,
  pakkæ: /lower-case letters.*pakkae/,
  [`a${'b'.repeat(64)}`]: /longer than 64/,
};

/** Nine aliases of nine aliases, nine times. */
const ALIASES = [...'bcdefghi'].reduce(
  (text, name, index) => `${text}${name}: &${name} [${`*${'abcdefgh'[index] ?? ''},`.repeat(9)}]\n`,
  'a: &a [x,x,x,x,x,x,x,x,x]\n',
);

const NEW_PROJECT: Readonly<Record<string, BadInput>> = {
  ...Object.fromEntries(
    Object.entries(PACKAGES).map(([name, says]) => [`the package name ${name}`, { words: [...NEW, `--package=${name}`], says }]),
  ),
  'an empty package name': { words: [...NEW, '--package='], says: /empty/ },
  'an option that nobody knows': { words: [...NEW, '--maneger', 'pip'], says: /no option --maneger.*--manager/ },
  'an option far from all others': { words: [...NEW, '--zzzzzzzz'], says: /no option --zzzzzzzz.*--help/ },
  'an option without its value': { words: [...NEW, '--package'], says: /--package.*value/ },
  'an option that swallows another': { words: ['new', 'demo', '--package', '--defaults'], says: /--package.*value/ },
  'a switch with a value': { words: [...NEW, '--plan=yes'], says: /--plan.*switch/ },
  'a command that does not exist': { words: ['nwe', 'demo'], says: /nwe.*new/ },
  'options without a command': { words: ['--defaults'], says: /No command.*--help/ },
  'two folders': { words: ['new', 'a', 'b'], says: /"b"/ },
  'a folder without a name': { words: ['new', '', '--defaults'], says: /no name/ },
  'a folder and --into': { words: ['new', 'a', '--into', 'b'], says: /Two folders/ },
  'a stage that does not exist': { words: [...NEW, '--tasks', 'apis'], says: /"apis".*api/ },
  'a task that does not exist': { words: [...NEW, '--tasks', 'hydro'], says: /"hydro".*hydra/ },
  'a number that no task has': { words: [...NEW, '--tasks', '99'], says: /"99".*1 to 53/ },
  'a range that runs backwards': { words: [...NEW, '--tasks', '9-8'], says: /backwards.*8-9/ },
  'a task that no stage of the pack does': {
    words: [...NEW, '--pack', 'lacking', '--tasks', 'letter,poster'],
    says: /poster \(2\) is on the checklist, but no stage of this pack does it\. Leave it out\. What can be added: post/,
  },
  'tasks without one': { words: [...NEW, '--tasks', ' , '], says: /No task is named/ },
  'a choice that there is not': { words: [...NEW, '--manager', 'poetry'], says: /--manager.*poetry.*uv, pip/ },
  'a Python that there is not': { words: [...NEW, '--python', '3.10'], says: /--python.*3\.10.*3\.11/ },
  'an address of e-mail that is none': { words: [...NEW, '--email', 'me at home'], says: /--email.*name@example\.org/ },
  'a repository that is not a URL': {
    words: [...NEW, '--repository', 'javascript:alert(1)'],
    says: /--repository.*https/,
  },
  'a repository with a password': {
    words: [...NEW, '--repository', 'https://me:secret@example.org/x'],
    says: /--repository.*password/,
  },
  'a title over two lines': { words: [...NEW, '--name', 'a\nb'], says: /--name.*line break/ },
  'a description with a control character': {
    words: [...NEW, '--description', 'a\u001b[31mb'],
    says: /--description.*control/,
  },
  'an author with half a line separator': { words: [...NEW, '--author', 'Ada\u2028Lovelace'], says: /--author/ },
  'a description without end': { words: [...NEW, '--description', 'long '.repeat(200)], says: /--description.*300/ },
  'a way out of conflicts that there is not': {
    words: [...NEW, '--on-conflict', 'theirs'],
    says: /theirs.*markers, mine, generated, stop/,
  },
  'a pack that does not exist': { words: [...NEW, '--pack', '2062'], says: /"2062".*2026/ },
  'a folder that is no pack': { words: [...NEW, '--pack', 'folder'], says: /pack\.yml.*folder/ },
  'a file that is no pack': { words: [...NEW, '--pack', 'notes.txt'], says: /pack/ },
  'an answers file that does not exist': {
    words: [...NEW, '--answers', 'nowhere.yaml'],
    says: /nowhere\.yaml.*does not exist/,
  },
  'an answers file that is a folder': { words: [...NEW, '--answers', 'folder'], says: /folder.*cannot be read/ },
  'broken JSON': { words: [...NEW, '--answers', '-'], input: '{"name": "x",', says: /standard input.*JSON/ },
  'broken YAML': { words: [...NEW, '--answers', '-'], input: 'name: "x\nauthor: [', says: /standard input.*YAML/ },
  'an answers file without answers': { words: [...NEW, '--answers', '-'], input: 'only words', says: /no answers/ },
  'a list as answers': { words: [...NEW, '--answers', '-'], input: '- a\n- b\n', says: /no answers/ },
  'nothing on standard input': { words: [...NEW, '--answers', '-'], input: '', says: /no answers/ },
  'a key that is no flag': {
    words: [...NEW, '--answers', '-'],
    input: 'descripton: x\n',
    says: /"descripton".*"description"/,
  },
  'a key of objects': { words: [...NEW, '--answers', '-'], input: '{"__proto__": {"name": "x"}}', says: /__proto__/ },
  'an answer of the wrong kind': { words: [...NEW, '--answers', '-'], input: 'name: {a: b}\n', says: /"name".*string/ },
  'a bad answer in a file': {
    words: [...NEW, '--answers', '-'],
    input: 'manager: poetry\n',
    says: /"manager" in standard input.*uv, pip/,
  },
  'a bad package in a file': {
    words: [...NEW, '--answers', '-'],
    input: '{"package": "torch"}',
    says: /torch_project/,
  },
  'a bad task in a file': { words: [...NEW, '--answers', '-'], input: 'tasks: [hydra, nothing]\n', says: /"nothing"/ },
  'a bomb of aliases': {
    words: [...NEW, '--answers', '-'],
    input: ALIASES,
    says: /standard input/,
  },
  'a stage where there is no project': { words: ['api', '--defaults'], says: /project.*mlops new/ },
  'adding where there is no project': { words: ['add', 'api', '--defaults'], says: /project.*mlops new/ },
  'adding into a folder that does not exist': {
    words: ['add', 'api', '--defaults', '--into', 'nowhere'],
    says: /nowhere|project/,
  },
};

const IN_PROJECT: Readonly<Record<string, BadInput>> = {
  'adding nothing': { words: ['add'], says: /something to add.*mlops add/ },
  'adding a stage that does not exist': { words: ['add', 'apis', '--defaults'], says: /"apis".*api/ },
  'the door of a stage that does not exist': { words: ['dokker', '--defaults'], says: /"dokker"/ },
  'adding a number that no task has': { words: ['add', '1000', '--defaults'], says: /1000/ },
  'another pack than the one it carries': { words: ['add', 'api', '--defaults', '--pack', 'folder'], says: /pack/ },
  'a package that cannot be': { words: ['new', '--defaults', '--package', 'torch'], says: /torch_project/ },
  'an option that nobody knows': { words: ['api', '--defaluts'], says: /--defaluts.*--defaults/ },
  'two words after a stage': { words: ['api', '.', 'tests'], says: /"tests"/ },
};

/** In a project of a pack that has less than its checklist. */
const WHERE_IT_IS_LACKING: Readonly<Record<string, BadInput>> = {
  'adding a task that no stage does': { words: ['add', '2'], says: /poster \(2\).*no stage of this pack does it.*added: post/ },
  'the door of such a task': { words: ['poster'], says: /poster \(2\).*no stage of this pack does it/ },
  'adding a stage that other packs have': { words: ['add', 'report'], says: /"report".*a stage \(post\)/ },
  'the door of a stage that other packs have': { words: ['report'], says: /no stage "report".*post/ },
  'removing a task that no stage does': { words: ['remove', 'poster'], says: /poster \(2\).*no stage of this pack does it/ },
};

const LACKING = {
  'lacking/pack.yml': 'id: lacking\ntasks: { letter: { id: 1, wording: Write }, poster: { id: 2, wording: Print } }\n',
  'lacking/post/stage.yml': 'tasks: { letter: {} }\n',
  'lacking/post/files/letter.txt': 'Hello\n',
};
const THINGS = { 'notes.txt': 'mine\n', 'folder/empty.txt': '', ...LACKING };

test.each(Object.entries(NEW_PROJECT))('for a new project: %s', async (_, { words, says, input }) => {
  const cwd = makeFolder();
  writeFiles(cwd, THINGS);
  const before = touchedSnapshot(cwd);
  refused(await mlops(words, { cwd, ...(input === undefined ? {} : { input }) }), says);
  expect(touchedSnapshot(cwd)).toEqual(before);
});

test.each(Object.entries(IN_PROJECT))('in a project: %s', async (_, { words, says }) => {
  const cwd = await minimalProject();
  writeFiles(cwd, THINGS);
  const before = touchedSnapshot(cwd);
  refused(await mlops(words, { cwd }), says);
  expect(touchedSnapshot(cwd)).toEqual(before);
});

test.each(Object.entries(WHERE_IT_IS_LACKING))('where the pack lacks it: %s', async (_, { words, says }) => {
  const cwd = makeFolder();
  writeFiles(cwd, LACKING);
  succeeded(await mlops(['new', 'demo', '--pack', 'lacking', ...QUICK], { cwd }));
  const project = join(cwd, 'demo');
  const before = touchedSnapshot(project);
  refused(await mlops(words, { cwd: project }), says);
  expect(touchedSnapshot(project)).toEqual(before);
});
