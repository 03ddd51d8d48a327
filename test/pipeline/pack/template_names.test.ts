import { describe, expect, it } from 'vitest';
import { BUILT_IN, conditionTypes, typesOf } from '../../../generators/pipeline/pack/template_names.js';
import { type Files, problemsOf } from '../../packs/pack_folder.js';
import { PACK } from './fixture.js';

/** A pack of two stages, of which the first has one template. */
const holding = (template: string, settings = 'template: true'): Files => ({
  'pack.yml': `id: x
course: { year: 2026, start-date: January }
asks:
  - { name: size, type: choice, message: m, default: s, choices: [{ value: s, label: S }, { value: m, label: M }] }
  - { name: host, type: token, message: m }
  - { name: motto, type: text, message: m }
  - { name: tags, type: tokens, message: m }
  - { name: authors, type: texts, message: m }
`,
  'versions.txt': 'scikit-learn==1.7.0\n',
  's/stage.yml': `files: { a.sh: { ${settings} } }\ncontributes: { pages: [{ path: p, also: [q] }, { note: n }], links: [] }\n`,
  's/files/a.sh': `${template}\n`,
  't/stage.yml': 'asks: [{ name: port, type: token, message: m }]\ncontributes: { pages: [{ title_long: x }] }\n',
});

describe('a template of a pack', () => {
  it.each([
    ['what people answer in letters and digits, wherever it stands', 'x-<%- host %>-<%- size %>-<%- package %>-<%- distribution %>'],
    ['the answers to the questions of any stage', '<%- port %>'],
    ['the data of the course and the versions, with _ for what no name can hold', '<%- course.start_date %> <%- versions.scikit_learn %>'],
    ['the ranges of versions', '<%- ranges.scikit_learn %>'],
    ['what is on', "<% if (tasks.includes('t') && stages.includes('s')) { %>x<% } %>"],
    ['lists of words', "<%- join(tags, ' ') %>"],
    [
      'each field that any record of a collection has, and the stage that it comes from',
      '<% for (const row of pages) { %><%- row.title %><% for (const page of row.entries) { %><%- page.path %><%- page.note %>' +
        "<%- page.title_long %><%- join(page.also, ' ') %><% } %><% } %>",
    ],
    [
      'packages, although no stage contributes one',
      '<% for (const row of dependencies) { %><% for (const one of row.entries) { %><%- one.name %><%- one.pin %><%- one.range %><% } %><% } %>',
    ],
    [
      'any field of a collection that no stage fills yet',
      '<% for (const row of links) { %><% for (const link of row.entries) { %><%- link.whatever %><% } %><% } %>',
    ],
    [
      'what the stages are about',
      '<% for (const row of stageList) { %><%- row.stage %><% for (const one of row.entries) { %><%- one.summary %>' +
        "<%- join(one.files, ' ') %><%- join(one.commands, ' ') %><% } %><% } %>",
    ],
  ])('may print %s', async (_, template) => {
    expect(await problemsOf(holding(template))).toEqual([]);
  });

  it.each([
    ['a name that nobody declared', '<%- nmae %>', 'The name "nmae" is not declared'],
    ['a version that is not in versions.txt', '<%- versions.jax %>', '"versions" has no field "jax"'],
    ['data that the course does not have', '<%- course.week %>', '"course" has no field "week"'],
    ['a choice that nobody can make', "<% if (size === 'l') { %>x<% } %>", `"size" can never be 'l'`],
    ['a stage that is none', "<% if (stages.includes('u')) { %>x<% } %>", `"stages" can never be 'u'`],
    [
      'a field that no record of the collection has',
      '<% for (const row of pages) { %><% for (const page of row.entries) { %><%- page.whatever %><% } %><% } %>',
      '"page" has no field "whatever"',
    ],
    ['a collection that no stage knows', '<% for (const row of books) { %><% } %>', 'The name "books" is not declared'],
  ])('cannot use %s', async (_, template, fact) => {
    expect(await problemsOf(holding(template))).toEqual([`s/files/a.sh:1: ${fact}`]);
  });

  it.each(['motto', 'name'])('prints a text that people write freely only where it can do no harm: %s', async (name) => {
    expect(await problemsOf(holding(`echo <%- ${name} %>`))).toHaveLength(1);
    expect(await problemsOf(holding('echo <%- host %>'))).toEqual([]);
  });
});

describe('a condition', () => {
  it.each(["size === 's' && host", "tasks.includes('t')", "!stages.includes('s')", 'authors', 'port'])('may ask: %s', async (when) => {
    expect(await problemsOf(holding('', `when: "${when}"`))).toEqual([]);
  });

  it.each(['versions', 'course', 'pages', 'distribution', 'dependencies'])('knows answers and what is on, and no %s', async (name) => {
    expect(await problemsOf(holding('', `when: ${name}`))).toEqual([`s/stage.yml:1: "when: ${name}": The name "${name}" is not declared`]);
  });
});

describe('the names that every pack has', () => {
  const names = Object.keys(typesOf({ ...PACK, asks: [], stages: [], versions: {} }));

  it('are declared, whatever the pack is', () => {
    expect(BUILT_IN.filter((name) => !names.includes(name))).toEqual([]);
  });

  it('are the built-in ones, and the package that every pack asks for', () => {
    const others: readonly string[] = ['package'];
    const known: readonly string[] = [...BUILT_IN, ...others];
    expect(names.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('are in conditions only what is on', () => {
    expect(Object.keys(conditionTypes({ ...PACK, asks: [], stages: [] }))).toEqual(['tasks', 'stages']);
  });
});
